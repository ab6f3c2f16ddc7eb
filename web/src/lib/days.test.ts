import { describe, expect, it } from 'vitest';
import { dayOf, instantOf } from './days';

const now = new Date('2026-11-21T21:00:00Z'); // Sunday 1 Azar 1405, half past midnight in Tehran

describe('days', () => {
  it('are those of the person, not of the machine', () => {
    expect(dayOf(now, 'Asia/Tehran')).toBe('2026-11-22');
    expect(dayOf(now, 'America/New_York')).toBe('2026-11-21');
    expect(instantOf('2026-11-22', 9, 'Asia/Tehran')).toBe('2026-11-22T05:30:00.000Z');
    expect(instantOf('2026-07-01', 0, 'Europe/Berlin')).toBe('2026-06-30T22:00:00.000Z');
  });
});
