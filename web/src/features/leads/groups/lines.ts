// The lines of the list: leads, and when it is grouped the heads of the groups and what is still to come of each.
import type { LeadRow } from '../../../api/client';

export interface Group {
  id: string; // stands in the list beside the ids of leads
  key: string | undefined; // nothing: those who have no value
  label: string;
  colour: string | undefined; // of a status
  count: number;
  gone: boolean; // nobody is given this value any more
}
export interface Loaded {
  rows: LeadRow[];
  whole: boolean; // there are no more
}
export type Line =
  | { id: string; kind: 'lead'; row: LeadRow }
  | { id: string; kind: 'group'; group: Group; open: boolean }
  | { id: string; kind: 'rest'; group: string };

export const groupId = (key: string | undefined): string => `group:${key ?? ''}`;

export const leadLines = (rows: readonly LeadRow[]): Line[] => rows.map(row => ({ id: row.id, kind: 'lead', row }));

/** Groups in which nobody is are left out; of an open one what is there, and a line for the rest. */
export function linesOf(groups: readonly Group[], folded: ReadonlySet<string>, loadedOf: (id: string) => Loaded | undefined): Line[] {
  return groups
    .filter(group => group.count > 0)
    .flatMap((group): Line[] => {
      const open = !folded.has(group.id);
      const head: Line = { id: group.id, kind: 'group', group, open };
      if (!open) return [head];
      const loaded = loadedOf(group.id);
      const rest: Line[] = loaded?.whole ? [] : [{ id: `rest:${group.id}`, kind: 'rest', group: group.id }];
      return [head, ...leadLines(loaded?.rows ?? []), ...rest];
    });
}

/** The line to which one comes by so many steps; with `leadsOnly` (a card lies beside the list) the heads are passed over. */
export function stepFrom(lines: readonly Line[], from: number, by: number, leadsOnly: boolean): number {
  const isPlace = (at: number) => lines[at]?.kind === 'lead' || (!leadsOnly && lines[at]?.kind === 'group');
  let to = Math.max(0, Math.min(lines.length - 1, from + by));
  const on = by < 0 ? -1 : 1;
  while (to >= 0 && to < lines.length && !isPlace(to)) to += on;
  if (isPlace(to)) return to;
  // Beyond the last one: the nearest on the way back.
  to = Math.max(0, Math.min(lines.length - 1, from + by));
  while (to >= 0 && to < lines.length && !isPlace(to)) to -= on;
  return isPlace(to) ? to : from;
}
