import { expect, test } from 'vitest';
import type { LeadRow } from '../../../api/client';
import { type Group, type Loaded, linesOf, stepFrom } from './lines';

const group = (key: string | undefined, count: number): Group => ({
  id: `group:${key ?? ''}`,
  key,
  label: key ?? '',
  colour: undefined,
  count,
  gone: false,
});
const rows = (...ids: string[]) => ids.map(id => ({ id }) as LeadRow);
const groups = [group('new', 2), group('won', 0), group('lost', 9), group(undefined, 1)];
const loaded = new Map<string, Loaded>([
  ['group:new', { rows: rows('1', '2'), whole: true }],
  ['group:lost', { rows: rows('3'), whole: false }],
]);
const lines = (...folded: string[]) => linesOf(groups, new Set(folded), id => loaded.get(id));

test('a head, what is there of the group, and a line for what is still to come; who has nobody is left out', () => {
  expect(lines().map(line => line.id)).toEqual(['group:new', '1', '2', 'group:lost', '3', 'rest:group:lost', 'group:', 'rest:group:']);
});
test('of a folded group only the head is there', () => {
  expect(lines('group:new', 'group:').map(line => line.id)).toEqual(['group:new', 'group:lost', '3', 'rest:group:lost', 'group:']);
});
test('one walks over heads and leads, never onto the rest', () => {
  const all = lines();
  expect(stepFrom(all, 0, 1, false)).toBe(1);
  expect(stepFrom(all, 2, 1, false)).toBe(3);
  expect(stepFrom(all, 4, 1, false)).toBe(6); // over the rest
  expect(stepFrom(all, 6, 1, false)).toBe(6); // the end
  expect(stepFrom(all, 6, -1, false)).toBe(4);
  expect(stepFrom(all, 4, -99, false)).toBe(0);
});
test('with the card beside the list one goes from lead to lead', () => {
  const all = lines();
  expect(stepFrom(all, 2, 1, true)).toBe(4);
  expect(stepFrom(all, 4, -1, true)).toBe(2);
  expect(stepFrom(all, 4, 1, true)).toBe(4); // what comes after is not there yet
  expect(stepFrom(all, 1, -1, true)).toBe(1);
});
