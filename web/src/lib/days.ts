// Days of a person's own zone and calendar, for filters and for «tomorrow morning». A day is "2026-11-21", as the server reads it.
import {
  CalendarDateTime,
  GregorianCalendar,
  PersianCalendar,
  parseDate,
  startOfMonth,
  toCalendar,
  toZoned,
} from '@internationalized/date';
import type { Manner } from './format';

export function dayOf(at: Date, timeZone: string): string {
  return new Intl.DateTimeFormat('en-CA-u-nu-latn', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(at);
}
export const plusDays = (day: string, days: number): string => parseDate(day).add({ days }).toString();

/** The instant at which a clock of that zone shows this hour of this day. */
export function instantOf(day: string, hour: number, timeZone: string): string {
  const date = parseDate(day);
  return toZoned(new CalendarDateTime(date.year, date.month, date.day, hour), timeZone)
    .toDate()
    .toISOString();
}

export const periods = ['today', 'yesterday', 'week', 'month', 'three_months'] as const;
export type Period = (typeof periods)[number];
/** The first and the last day of a period that ends today (or yesterday). Weeks begin on Saturday, months are those of the calendar. */
export function daysOf(period: Period, now: Date, manner: Pick<Manner, 'calendar' | 'timeZone'>): { from: string; to: string } {
  const to = dayOf(now, manner.timeZone);
  const date = parseDate(to);
  const month = startOfMonth(toCalendar(date, manner.calendar === 'jalali' ? new PersianCalendar() : new GregorianCalendar()));
  const gregorian = (day: typeof month) => toCalendar(day, new GregorianCalendar()).toString();
  switch (period) {
    case 'today':
      return { from: to, to };
    case 'yesterday':
      return { from: plusDays(to, -1), to: plusDays(to, -1) };
    case 'week':
      return { from: plusDays(to, -((new Date(`${to}T00:00:00Z`).getUTCDay() + 1) % 7)), to };
    case 'month':
      return { from: gregorian(month), to };
    case 'three_months':
      return { from: gregorian(month.subtract({ months: 2 })), to };
  }
}
