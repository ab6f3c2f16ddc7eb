// The rows of the list: what the address says, asked of the server page by page; the same rows as a file.
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { api, body } from '../../api/client';
import type { components } from '../../api/schema';
import { conditionOf, readCondition } from '../../lib/conditions';
import type { ListSearch } from '../../lib/list-search';

type Condition = components['schemas']['Condition'];

export function exportAddress({ q, filter }: ListSearch): string {
  const given = Object.entries({ q, filter }).filter((entry): entry is [string, string] => !!entry[1]);
  return `/api/v1/exports/leads.csv?${new URLSearchParams(given)}`;
}

export function useRows(search: ListSearch, custom: boolean, asked: boolean) {
  const tree = readCondition(search.filter);
  const query = {
    q: search.q,
    filter: search.filter && tree ? (conditionOf(tree) as Condition) : undefined,
    sort: search.sort ?? '-created_at',
    limit: 200,
    fields: custom ? 'custom' : undefined,
  };
  const { data, ...rest } = useInfiniteQuery({
    queryKey: ['leads', 'list', query],
    enabled: asked && !!tree, // a filter that cannot be read is not everyone
    initialPageParam: '',
    placeholderData: keepPreviousData,
    gcTime: 3_600_000, // who comes back from a long call finds his place
    queryFn: ({ pageParam, signal }) =>
      body(
        api.POST('/api/v1/leads/search', {
          body: { ...query, cursor: pageParam || undefined, count: pageParam ? undefined : 'exact' },
          signal,
        }),
      ),
    getNextPageParam: page => page.page.next_cursor,
  });
  const rows = useMemo(() => data?.pages.flatMap(page => page.data) ?? [], [data]);
  return { ...rest, rows, total: data?.pages[0]?.page.total ?? undefined };
}
