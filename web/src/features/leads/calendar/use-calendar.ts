// The list as a calendar: of each day of the weeks in view how many leads there are and the first of them, asked at once.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { api, body, type LeadRow } from '../../../api/client';
import type { components } from '../../../api/schema';
import { useReader } from '../../../app/session';
import { dayOf } from '../../../lib/days';
import { dateOf, type ListSearch } from '../../../lib/list-search';
import { questionOf } from '../rows';
import { isIn, type Month, monthOf, type Weekday } from './month';

export type CalendarDay = components['schemas']['LeadCalendarDay'];
export type Holiday = components['schemas']['CalendarHoliday'];

export interface LeadCalendar {
  date: string; // the field by which it is laid out
  today: string;
  month: Month;
  days: ReadonlyMap<string, CalendarDay>;
  holidays: ReadonlyMap<string, Holiday>;
  weekend: readonly Weekday[]; // the days of rest where the workspace is
  found: number | undefined; // in the month; nothing until it has come
  rows: LeadRow[]; // in the order in which they stand
  total: number | undefined;
  isPending: boolean;
  error: Error | null;
  refetch: () => Promise<unknown>;
}

/** Nothing is asked while the list is laid out otherwise. On a telephone the days of the month stand below each other. */
export function useCalendar(search: ListSearch, asked: boolean, narrow: boolean): LeadCalendar {
  const { manner } = useReader();
  const date = dateOf(search);
  const today = dayOf(new Date(), manner.timeZone);
  const month = useMemo(() => monthOf(search.month, today, manner), [search.month, today, manner]);
  const from = narrow ? month.first : (month.weeks[0]?.[0] ?? month.first);
  const to = narrow ? month.last : (month.weeks.at(-1)?.at(-1) ?? month.last);
  const question = questionOf(search, false);
  const days = { date, from, to, leads: narrow ? 6 : 3 };
  const { data, ...rest } = useQuery({
    queryKey: ['leads', 'calendar', question?.q, question?.filter, days],
    enabled: asked && !!date && !!question,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      body(api.POST('/api/v1/leads/calendar', { body: { q: question?.q, filter: question?.filter, ...days }, signal })),
  });
  // Of the days and the date before nothing is shown until the others have come.
  const shown = data && data.date === date && data.from === from && data.to === to ? data : undefined;
  return useMemo(
    () => ({
      date: date ?? '',
      today,
      month,
      days: new Map(shown?.days.map(day => [day.day, day])),
      holidays: new Map(shown?.holidays.map(holiday => [holiday.day, holiday])),
      weekend: data?.weekend ?? [],
      found: shown?.days.reduce((sum, { day, count }) => sum + (isIn(month, day) ? count : 0), 0),
      rows: shown?.days.flatMap(day => day.leads) ?? [],
      total: data?.total,
      isPending: rest.isPending,
      error: rest.error,
      refetch: rest.refetch,
    }),
    [date, today, month, shown, data, rest.isPending, rest.error, rest.refetch],
  );
}
