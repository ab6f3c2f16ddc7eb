// Days of a person's own zone, for filters and for «tomorrow morning». A day is "2026-11-21", as the server reads it.
import { CalendarDateTime, parseAbsolute, parseDate, toZoned } from '@internationalized/date';

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

/** The same clock on another day: the instant moved there, as people of that zone would move it. */
export function onDay(instant: string, day: string, timeZone: string): string {
  const { year, month, day: ofMonth } = parseDate(day);
  return parseAbsolute(instant, timeZone).set({ year, month, day: ofMonth }).toDate().toISOString();
}
