// Which leads are chosen: single rows, a stretch of them, or all that match the filter, however many they are.
import { useEffect, useMemo, useState } from 'react';
import type { LeadRow } from '../../../api/client';

export interface Chosen {
  all: boolean; // everybody who matches
  ids: ReadonlySet<string>;
}
export const nobody: Chosen = { all: false, ids: new Set() };

/** With the row pressed; with Shift, the whole stretch from the one before gets what that one has. */
export function pressed(
  chosen: Chosen,
  rows: readonly Pick<LeadRow, 'id'>[],
  id: string,
  from: string | undefined,
  stretch: boolean,
): Chosen {
  // Out of everybody one cannot be taken: the rows that are there are chosen one by one.
  const ids = new Set(chosen.all ? rows.map(row => row.id) : chosen.ids);
  const end = rows.findIndex(row => row.id === id);
  const begin = stretch && from ? rows.findIndex(row => row.id === from) : -1;
  const on = begin >= 0 && from ? ids.has(from) : !ids.has(id);
  const some = begin >= 0 ? rows.slice(Math.min(begin, end), Math.max(begin, end) + 1) : [{ id }];
  for (const row of some) {
    if (on) ids.add(row.id);
    else ids.delete(row.id);
  }
  return { all: false, ids };
}

export interface Picks {
  chosen: Chosen;
  count: number;
  has: (id: string) => boolean;
  /** Whether all rows that are there are chosen, or some. */
  rows: 'all' | 'some' | 'none';
  press: (id: string, stretch: boolean) => void;
  pressAllRows: () => void;
  chooseAll: () => void;
  clear: () => void;
  /** The keys of the list: X chooses the row, Shift with an arrow goes on choosing. Whether the key was meant for this. */
  onKey: (event: { code: string; shiftKey: boolean; ctrlKey: boolean; metaKey: boolean; altKey: boolean }) => boolean;
}

/** `list` says which list it is: another filter begins with nobody chosen. */
export function usePicks(
  list: string,
  rows: readonly LeadRow[],
  total: number | undefined,
  cursor: string | undefined,
  onMove: (id: string) => void,
): Picks {
  const [chosen, setChosen] = useState(nobody);
  const [last, setLast] = useState<string>();
  useEffect(() => {
    setChosen(nobody);
    setLast(undefined);
  }, [list]);
  return useMemo(() => {
    const count = chosen.all ? (total ?? rows.length) : chosen.ids.size;
    const has = (id: string) => chosen.all || chosen.ids.has(id);
    const held = rows.filter(row => has(row.id)).length;
    const press = (id: string, stretch: boolean) => {
      setChosen(before => pressed(before, rows, id, last, stretch));
      setLast(id);
    };
    const goOn = (by: number): boolean => {
      const at = rows.findIndex(row => row.id === cursor);
      const next = rows[at + by];
      if (!cursor || !next) return false;
      if (!has(cursor)) press(cursor, false);
      setChosen(before => ({ all: false, ids: new Set([...before.ids, cursor, next.id]) }));
      setLast(next.id);
      onMove(next.id);
      return true;
    };
    return {
      chosen,
      count,
      has,
      rows: held === 0 ? 'none' : held === rows.length ? 'all' : 'some',
      press,
      pressAllRows: () => setChosen(held === rows.length ? nobody : { all: false, ids: new Set(rows.map(row => row.id)) }),
      chooseAll: () => setChosen({ all: true, ids: new Set() }),
      clear: () => setChosen(nobody),
      onKey: event => {
        if (event.ctrlKey || event.metaKey || event.altKey) return false;
        if (event.shiftKey) return event.code === 'ArrowDown' ? goOn(1) : event.code === 'ArrowUp' ? goOn(-1) : false;
        if (event.code !== 'KeyX' || !cursor) return false;
        press(cursor, false);
        return true;
      },
    };
  }, [chosen, last, rows, total, cursor, onMove]);
}
