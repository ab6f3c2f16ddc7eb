// What it means to put a lead on another day of the calendar: the date gets that day, as if it were changed on the card; with the same
// undo, and the same word when somebody else was quicker.
import type { LeadRow } from '../../../api/client';
import { snooze, undoOf, useLeadActs } from '../../../api/leads';
import { useReader } from '../../../app/session';
import { dayOf, onDay } from '../../../lib/days';
import { tellFailure } from '../../../ui/toast';
import type { CalendarDay } from './use-calendar';

const ownFields = 'custom.';

export interface Move {
  takes: (row: LeadRow, day: string) => boolean;
  put: (row: LeadRow, from: string, to: string) => Promise<void>;
}

/** Own dates, and the return of who was put off, which is not moved into the past; when somebody came, nobody changes. */
export function useMove(date: string): Move | undefined {
  const { may, manner } = useReader();
  const { change, decide } = useLeadActs();
  const { timeZone } = manner;
  if (!may('leads:write')) return undefined;
  if (date.startsWith(ownFields)) {
    const field = date.slice(ownFields.length);
    return {
      takes: () => true,
      put: (row, from, to) => change(row, { custom: { [field]: to } }, { custom: { [field]: from } }).catch(tellFailure),
    };
  }
  if (date !== 'snoozed_until') return undefined;
  return {
    takes: (row, day) => !!row.snoozed_until && onDay(row.snoozed_until, day, timeZone) > new Date().toISOString(),
    put: (row, from, to) =>
      decide(
        row,
        now => !!now.snoozed_until && dayOf(new Date(now.snoozed_until), timeZone) === from,
        now => ({
          lead: now,
          call: snooze(onDay(now.snoozed_until ?? row.snoozed_until ?? '', to, timeZone)),
          done: 'inbox.snoozed',
          inverse: undoOf.snooze,
        }),
      ),
  };
}

export interface Moved {
  row: LeadRow;
  to: string;
}

/** The days while leads are on their way: each stands where it was put last, whatever the server has heard of by now. */
export function daysWith(days: ReadonlyMap<string, CalendarDay>, moved: readonly Moved[]): ReadonlyMap<string, CalendarDay> {
  const shown = new Map(days);
  for (const { row, to } of moved) {
    const from = [...shown.values()].find(one => one.leads.some(lead => lead.id === row.id));
    if (from?.day === to) continue;
    if (from && from.count > 1)
      shown.set(from.day, { ...from, count: from.count - 1, leads: from.leads.filter(lead => lead.id !== row.id) });
    else if (from) shown.delete(from.day);
    const there = shown.get(to) ?? { day: to, count: 0, leads: [] };
    shown.set(to, { ...there, count: there.count + 1, leads: [...there.leads, row] });
  }
  return new Map([...shown].sort(([one], [other]) => (one < other ? -1 : 1)));
}
