// A month of the reader's calendar, in the weeks in which it stands. Days are "2026-11-21", as the server writes them; a month stands in
// the address as the calendar numbers it: "1405-09", "2026-11".
import { CalendarDate, endOfMonth, GregorianCalendar, PersianCalendar, parseDate, startOfMonth, toCalendar } from '@internationalized/date';
import { plusDays } from '../../../lib/days';
import type { Manner } from '../../../lib/format';

type Kind = Pick<Manner, 'calendar'>;

export interface Month {
  key: string;
  first: string;
  last: string;
  weeks: string[][]; // whole ones: the days of the months beside it too
}

const saturday = 6;
const monday = 1;
const calendarOf = ({ calendar }: Kind) => (calendar === 'jalali' ? new PersianCalendar() : new GregorianCalendar());
const iso = (date: CalendarDate): string => toCalendar(date, new GregorianCalendar()).toString();
const dateIn = (day: string, kind: Kind) => toCalendar(parseDate(day), calendarOf(kind));
const keyOf = ({ year, month }: CalendarDate): string => `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}`;

export const isIn = (month: Month, day: string): boolean => day >= month.first && day <= month.last;
/** The number of the day in its month. */
export const numberOf = (day: string, kind: Kind): number => dateIn(day, kind).day;
const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;
export type Weekday = (typeof weekdays)[number];
export const weekdayOf = (day: string): Weekday => weekdays[parseDate(day).toDate('UTC').getUTCDay()] ?? 'sunday';

/** The week begins on Saturday in the Jalali calendar and on Monday in the Gregorian, as «this week» of a filter does. */
export function firstOfWeek(day: string, { calendar }: Kind): string {
  const begin = calendar === 'jalali' ? saturday : monday;
  return plusDays(day, -((parseDate(day).toDate('UTC').getUTCDay() - begin + 7) % 7));
}

function monthAround(date: CalendarDate, kind: Kind): Month {
  const first = iso(startOfMonth(date));
  const last = iso(endOfMonth(date));
  const weeks: string[][] = [];
  for (let begin = firstOfWeek(first, kind); begin <= last; begin = plusDays(begin, 7))
    weeks.push(Array.from({ length: 7 }, (_, at) => plusDays(begin, at)));
  return { key: keyOf(date), first, last, weeks };
}

export const monthOfDay = (day: string, kind: Kind): Month => monthAround(dateIn(day, kind), kind);

/** A colleague's address may number the months of the other calendar: then the one in which the middle of it lies. Else that of today. */
export function monthOf(key: string | undefined, today: string, kind: Kind): Month {
  const [, year, month] = (/^(\d{4})-(\d{2})$/.exec(key ?? '') ?? []).map(Number);
  const isJalali = !!year && year > 1250 && year < 1550;
  const isGregorian = !!year && year > 1850 && year < 2150;
  if (!year || !month || month > 12 || (!isJalali && !isGregorian)) return monthOfDay(today, kind);
  const middle = new CalendarDate(isJalali ? new PersianCalendar() : new GregorianCalendar(), year, month, 15);
  return monthAround(toCalendar(middle, calendarOf(kind)), kind);
}

export const monthBeside = (month: Month, by: 1 | -1, kind: Kind): Month =>
  monthOfDay(by > 0 ? plusDays(month.last, 1) : plusDays(month.first, -1), kind);

/** The same day of the month before or after; its last day when it has no such day. */
export const dayBeside = (day: string, by: 1 | -1, kind: Kind): string => iso(dateIn(day, kind).add({ months: by }));
