import { expect, it } from 'vitest';
import { namedDays, roundUp } from './scale';

it('takes the least round number, whose half is whole', () => {
  expect([0, 1, 2, 3, 7, 10, 11, 45, 61, 99, 130, 999].map(roundUp)).toEqual([2, 2, 2, 4, 8, 10, 20, 60, 80, 100, 200, 1000]);
});
it('names the last day and no more than have room', () => {
  expect(namedDays(7, 700, 60)).toEqual([0, 1, 2, 3, 4, 5, 6]);
  expect(namedDays(90, 300, 60)).toEqual([17, 35, 53, 71, 89]);
  expect(namedDays(1, 0, 60)).toEqual([0]);
});
