import { expect, it } from 'vitest';
import { namedDays, roundUp } from './scale';

it('takes the least round number, whose half is whole', () => {
  expect([0, 1, 2, 3, 7, 10, 11, 25, 45, 61, 99, 130, 999].map(roundUp)).toEqual([2, 2, 2, 4, 8, 10, 12, 30, 50, 80, 100, 150, 1000]);
});
it('does not leave half of the plot empty by one lead more', () => {
  expect([201, 401, 21].map(roundUp)).toEqual([250, 500, 30]);
});
it('names the last day and no more than have room', () => {
  expect(namedDays(7, 700, 60)).toEqual([0, 1, 2, 3, 4, 5, 6]);
  expect(namedDays(90, 300, 60)).toEqual([17, 35, 53, 71, 89]);
  expect(namedDays(1, 0, 60)).toEqual([0]);
});
