import { expect, test } from 'vitest';
import type { LeadRow } from '../../../api/client';
import type { Group } from '../groups/lines';
import { columnsOf } from './columns';
import { canBeWithout, changeOf, isMovable } from './move';

const group = (key: string, count: number): Group => ({ id: `group:${key}`, key, label: key, colour: undefined, count, gone: false });
const row = (id: string) => ({ id }) as LeadRow;
const loadedOf = (id: string) => (id === 'group:new' ? { rows: [row('1'), row('2')], whole: false } : undefined);
const told = (moved: Parameters<typeof columnsOf>[2]) =>
  columnsOf([group('new', 9), group('won', 0)], loadedOf, moved).map(column => [
    column.count,
    column.rows.map(one => one.id),
    column.whole,
  ]);

test('a card that is on its way is counted where it was put, once', () => {
  expect(told([])).toEqual([
    [9, ['1', '2'], false],
    [0, [], true],
  ]);
  expect(told([{ row: row('2'), from: 'group:new', to: 'group:won' }])).toEqual([
    [8, ['1'], false],
    [1, ['2'], true],
  ]);
  // The server has said so meanwhile: it is there by itself.
  expect(told([{ row: row('2'), from: 'group:won', to: 'group:new' }])[0]).toEqual([9, ['1', '2'], false]);
});

test('what a column writes into a lead', () => {
  expect(changeOf('stage', 'intent', false)).toEqual({ stage: 'intent' });
  expect(changeOf('custom.size', undefined, false)).toEqual({ custom: { size: null } });
  expect(changeOf('custom.vip', 'no', true)).toEqual({ custom: { vip: false } });
  expect(isMovable('channel')).toBe(false);
  expect(isMovable('custom.vip')).toBe(true);
  expect(canBeWithout('status')).toBe(false);
});
