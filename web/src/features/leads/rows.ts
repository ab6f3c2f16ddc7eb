// The rows of the list: what the address says, asked of the server page by page; the same rows as a file.
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { api, body } from '../../api/client';
import { instantOf, plusDays } from '../../lib/days';
import type { ListSearch } from '../../lib/list-search';

function filterOf(search: ListSearch, timeZone: string) {
  return {
    q: search.q,
    status: search.status,
    owner: search.owner,
    source: search.source,
    purpose: search.purpose as 'buyer' | undefined,
    form: search.form,
    layer: search.layer as 'lead' | undefined,
    created_from: search.from && instantOf(search.from, 0, timeZone),
    created_to: search.to && instantOf(plusDays(search.to, 1), 0, timeZone), // the last day is inside
  };
}

export function exportAddress(search: ListSearch, timeZone: string): string {
  const filter = Object.entries(filterOf(search, timeZone)).filter((entry): entry is [string, string] => !!entry[1]);
  return `/api/v1/exports/leads.csv?${new URLSearchParams(filter)}`;
}

export function useRows(search: ListSearch, timeZone: string, custom: boolean) {
  const query = {
    ...filterOf(search, timeZone),
    sort: search.sort ?? '-created_at',
    limit: 200,
    fields: custom ? 'custom' : undefined,
  };
  const { data, ...rest } = useInfiniteQuery({
    queryKey: ['leads', 'list', query],
    initialPageParam: '',
    placeholderData: keepPreviousData,
    queryFn: ({ pageParam }) =>
      body(api.GET('/api/v1/leads', { params: { query: { ...query, cursor: pageParam, count: pageParam ? undefined : 'exact' } } })),
    getNextPageParam: page => page.page.next_cursor,
  });
  return { ...rest, rows: data?.pages.flatMap(page => page.data) ?? [], total: data?.pages[0]?.page.total ?? undefined };
}
