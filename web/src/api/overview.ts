// What came in a period, and everything of all forms behind its numbers.
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { api, body } from './client';
import type { components } from './schema';

export type Overview = components['schemas']['Overview'];
export type ArrivedSubmission = components['schemas']['ArrivedSubmission'];
export const periods = ['today', 'yesterday', '7d', '30d', '90d', 'month', 'last_month'] as const;
export type Period = (typeof periods)[number];
export const periodOf = (word: string | undefined): Period => periods.find(one => one === word) ?? '30d';

/** Under «stats», which every new lead makes stale. */
export const useOverview = (period: Period) =>
  useQuery({
    queryKey: ['stats', 'overview', period],
    placeholderData: keepPreviousData,
    queryFn: () => body(api.GET('/api/v1/overview', { params: { query: { period } } })),
  });

export interface IntakeFilter {
  state?: ArrivedSubmission['state'];
  reason?: ArrivedSubmission['reason'];
  road?: ArrivedSubmission['road'];
  from?: string; // instants
  until?: string;
}
export function useIntake(filter: IntakeFilter) {
  const { data, ...rest } = useInfiniteQuery({
    queryKey: ['submissions', 'of all forms', filter],
    initialPageParam: '',
    queryFn: ({ pageParam }) =>
      body(
        api.GET('/api/v1/submissions', {
          params: { query: { ...filter, limit: 50, cursor: pageParam || undefined, count: pageParam ? undefined : 'exact' } },
        }),
      ),
    getNextPageParam: page => page.page.next_cursor,
  });
  return { ...rest, rows: data?.pages.flatMap(page => page.data), total: data?.pages[0]?.page.total ?? undefined };
}
