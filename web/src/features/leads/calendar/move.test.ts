import { describe, expect, it } from 'vitest';
import type { LeadRow } from '../../../api/client';
import { onDay } from '../../../lib/days';
import { daysWith } from './move';
import type { CalendarDay } from './use-calendar';

const row = (id: string) => ({ id }) as LeadRow;
const day = (day: string, count: number, ...ids: string[]): [string, CalendarDay] => [day, { day, count, leads: ids.map(row) }];
const told = (days: ReadonlyMap<string, CalendarDay>) =>
  [...days.values()].map(one => `${one.day} ${one.count}: ${one.leads.map(lead => lead.id).join(' ')}`);

describe('a lead on its way to another day', () => {
  const days = new Map([day('2026-12-01', 5, 'a', 'b', 'c'), day('2026-12-03', 1, 'd')]);
  it('is counted there and no longer here', () => {
    expect(told(daysWith(days, [{ row: row('b'), to: '2026-12-03' }]))).toEqual(['2026-12-01 4: a c', '2026-12-03 2: d b']);
  });
  it('makes a day of an empty one, and empties one', () => {
    expect(told(daysWith(days, [{ row: row('d'), to: '2026-12-02' }]))).toEqual(['2026-12-01 5: a b c', '2026-12-02 1: d']);
  });
  it('is counted once when the server has said so already', () => {
    const after = new Map([day('2026-12-01', 4, 'a', 'c'), day('2026-12-03', 2, 'd', 'b')]);
    expect(told(daysWith(after, [{ row: row('b'), to: '2026-12-03' }]))).toEqual(told(after));
  });
  it('that went on before the server had heard of the first step stands on one day', () => {
    const moved = [{ row: row('a'), to: '2026-12-04' }];
    expect(told(daysWith(days, moved))).toEqual(['2026-12-01 4: b c', '2026-12-03 1: d', '2026-12-04 1: a']);
  });
});

describe('the clock on another day', () => {
  it('stays what it was, over a change of summer time too', () => {
    expect(onDay('2026-11-30T06:30:00Z', '2026-12-02', 'Asia/Tehran')).toBe('2026-12-02T06:30:00.000Z');
    expect(onDay('2026-03-27T08:00:00Z', '2026-03-30', 'Europe/Berlin')).toBe('2026-03-30T07:00:00.000Z'); // nine in the morning both
    expect(onDay('2026-11-30T21:00:00Z', '2026-12-05', 'Asia/Tehran')).toBe('2026-12-04T21:00:00.000Z'); // half past midnight there
  });
});
