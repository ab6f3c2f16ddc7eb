import { describe, expect, it } from 'vitest';
import { dayOf, daysOf, instantOf } from './days';

const tehran = { calendar: 'jalali', timeZone: 'Asia/Tehran' } as const;
const now = new Date('2026-11-21T21:00:00Z'); // Sunday 1 Azar 1405, half past midnight in Tehran

describe('days', () => {
  it('are those of the person, not of the machine', () => {
    expect(dayOf(now, 'Asia/Tehran')).toBe('2026-11-22');
    expect(dayOf(now, 'America/New_York')).toBe('2026-11-21');
    expect(instantOf('2026-11-22', 9, 'Asia/Tehran')).toBe('2026-11-22T05:30:00.000Z');
    expect(instantOf('2026-07-01', 0, 'Europe/Berlin')).toBe('2026-06-30T22:00:00.000Z');
  });
  it('make periods of the calendar: a week from Saturday, a month from its first day', () => {
    expect(daysOf('today', now, tehran)).toEqual({ from: '2026-11-22', to: '2026-11-22' });
    expect(daysOf('week', now, tehran)).toEqual({ from: '2026-11-21', to: '2026-11-22' });
    expect(daysOf('month', now, tehran)).toEqual({ from: '2026-11-22', to: '2026-11-22' });
    expect(daysOf('month', now, { ...tehran, calendar: 'gregorian' })).toEqual({ from: '2026-11-01', to: '2026-11-22' });
    expect(daysOf('three_months', now, tehran).from).toBe('2026-09-23'); // 1 Mehr
  });
});
