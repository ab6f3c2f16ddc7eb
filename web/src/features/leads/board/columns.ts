// The columns of the board while cards are on their way: a card stands where it was put before the server has said so.
import type { LeadRow } from '../../../api/client';
import type { Group, Loaded } from '../groups/lines';

export interface Moved {
  row: LeadRow;
  from: string;
  to: string;
}
export interface BoardColumn {
  group: Group;
  rows: LeadRow[];
  count: number;
  whole: boolean;
}

export function columnsOf(groups: readonly Group[], loadedOf: (id: string) => Loaded | undefined, moved: readonly Moved[]): BoardColumn[] {
  return groups.map(group => {
    const loaded = loadedOf(group.id);
    const there = loaded?.rows ?? [];
    const gone = new Set(moved.filter(one => one.to !== group.id).map(one => one.row.id));
    const come = moved.filter(one => one.to === group.id && !there.some(row => row.id === one.row.id)).map(one => one.row);
    const rows = there.filter(row => !gone.has(row.id));
    const left = moved.filter(one => one.from === group.id && one.to !== group.id && there.some(row => row.id === one.row.id)).length;
    return { group, rows: [...come, ...rows], count: group.count + come.length - left, whole: loaded ? loaded.whole : group.count === 0 };
  });
}
