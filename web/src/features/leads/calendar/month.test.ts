import { describe, expect, it } from 'vitest';
import { dayBeside, firstOfWeek, isIn, monthBeside, monthOf, monthOfDay, numberOf, weekdayOf } from './month';

const jalali = { calendar: 'jalali' } as const;
const gregorian = { calendar: 'gregorian' } as const;
const today = '2026-11-28'; // Saturday, 7 Azar 1405

describe('a month', () => {
  it('is that of today, in whole weeks that begin on Saturday or on Monday', () => {
    const azar = monthOf(undefined, today, jalali);
    expect([azar.key, azar.first, azar.last]).toEqual(['1405-09', '2026-11-22', '2026-12-21']);
    expect(azar.weeks.map(week => week[0])).toEqual(['2026-11-21', '2026-11-28', '2026-12-05', '2026-12-12', '2026-12-19']);
    expect(azar.weeks.at(-1)?.at(-1)).toBe('2026-12-25');
    const november = monthOf(undefined, today, gregorian);
    expect([november.key, november.first, november.last]).toEqual(['2026-11', '2026-11-01', '2026-11-30']);
    expect(november.weeks[0]?.[0]).toBe('2026-10-26');
    expect(november.weeks).toHaveLength(6);
  });
  it('of the address is the same for a reader of the other calendar, as far as it can be', () => {
    expect(monthOf('1405-09', today, jalali).first).toBe('2026-11-22');
    expect(monthOf('1405-09', today, gregorian).key).toBe('2026-12'); // 15 Azar is 6 December
    expect(monthOf('2026-12', today, jalali).key).toBe('1405-09');
    expect(monthOf('1403-12', today, jalali).last).toBe('2025-03-20'); // a leap year has 30 days of Esfand
    expect(monthOf('1404-12', today, jalali).last).toBe('2026-03-20');
  });
  it('that is none is the month of today', () => {
    for (const key of ['', 'soon', '1405-13', '1405-00', '0001-01', '9999-12', '1700-01'])
      expect(monthOf(key, today, jalali).key).toBe('1405-09');
  });
  it('has one before and one after it, over the end of the year', () => {
    expect(monthBeside(monthOf('1405-12', today, jalali), 1, jalali).key).toBe('1406-01');
    expect(monthBeside(monthOf('2026-01', today, gregorian), -1, gregorian).key).toBe('2025-12');
    expect(isIn(monthOfDay(today, jalali), '2026-11-22')).toBe(true);
    expect(isIn(monthOfDay(today, jalali), '2026-11-21')).toBe(false);
  });
});

describe('a day', () => {
  it('has its number, and its place in the week', () => {
    expect(numberOf(today, jalali)).toBe(7);
    expect(numberOf(today, gregorian)).toBe(28);
    expect(firstOfWeek('2026-11-27', jalali)).toBe('2026-11-21');
    expect(firstOfWeek('2026-11-22', gregorian)).toBe('2026-11-16');
    expect(['2026-11-27', '2026-11-28', '2026-11-29'].map(weekdayOf)).toEqual(['friday', 'saturday', 'sunday']);
  });
  it('stands in the months beside at the same number, or at the last that there is', () => {
    expect(dayBeside('2026-09-22', 1, jalali)).toBe('2026-10-22'); // 31 Shahrivar, 30 Mehr
    expect(dayBeside('2026-03-31', -1, gregorian)).toBe('2026-02-28');
  });
});
