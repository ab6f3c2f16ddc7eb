import { expect, test } from 'vitest';
import { nobody, pressed } from './picks';

const rows = ['a', 'b', 'c', 'd'].map(id => ({ id }));
const idsOf = (chosen: { ids: ReadonlySet<string> }) => [...chosen.ids].sort().join('');

test('a row is chosen and let go', () => {
  const one = pressed(nobody, rows, 'b', undefined, false);
  expect(idsOf(one)).toBe('b');
  expect(idsOf(pressed(one, rows, 'b', 'b', false))).toBe('');
});

test('a stretch gets what its first row has, in both directions', () => {
  const one = pressed(nobody, rows, 'c', undefined, false);
  expect(idsOf(pressed(one, rows, 'a', 'c', true))).toBe('abc');
  const all = { all: false, ids: new Set(['a', 'b', 'd']) };
  expect(idsOf(pressed(all, rows, 'd', 'c', true))).toBe('ab');
});

test('a stretch from a row that is gone is the row alone', () => {
  expect(idsOf(pressed(nobody, rows, 'd', 'z', true))).toBe('d');
});

test('out of everybody a row is taken: the rows that are there stay chosen', () => {
  const chosen = pressed({ all: true, ids: new Set() }, rows, 'b', undefined, false);
  expect(chosen.all).toBe(false);
  expect(idsOf(chosen)).toBe('acd');
});
