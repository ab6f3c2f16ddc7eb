// The rows of the list: what the address says, asked of the server page by page; the same rows as a file.
import { infiniteQueryOptions, keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
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

export interface RowsQuestion {
  q: string | undefined;
  filter: Condition | undefined;
  sort: string;
  limit: number;
  fields: string | undefined;
  group?: string;
  in?: string | undefined; // the key of the group; with `group` alone, those who have no value
}

/** What is asked for the list as the address has it; nothing when its filter cannot be read, which is not everyone. */
export function questionOf(search: ListSearch, custom: boolean): RowsQuestion | undefined {
  const tree = readCondition(search.filter);
  return (
    tree && {
      q: search.q,
      filter: search.filter ? (conditionOf(tree) as Condition) : undefined,
      sort: search.sort ?? '-created_at',
      limit: 200,
      fields: custom ? 'custom' : undefined,
    }
  );
}

/** The total is asked with the first page, but of a group, whose count is known. */
export const rowsQuery = (question: RowsQuestion) =>
  infiniteQueryOptions({
    queryKey: ['leads', 'list', question],
    initialPageParam: '',
    gcTime: 3_600_000, // who comes back from a long call finds his place
    queryFn: ({ pageParam, signal }) =>
      body(
        api.POST('/api/v1/leads/search', {
          body: { ...question, cursor: pageParam || undefined, count: pageParam || question.group ? undefined : 'exact' },
          signal,
        }),
      ),
    getNextPageParam: page => page.page.next_cursor,
  });

const nothing: RowsQuestion = { q: undefined, filter: undefined, sort: '', limit: 1, fields: undefined };

export function useRows(search: ListSearch, custom: boolean, asked: boolean) {
  const question = questionOf(search, custom);
  const { data, ...rest } = useInfiniteQuery({
    ...rowsQuery(question ?? nothing),
    enabled: asked && !!question,
    placeholderData: keepPreviousData,
  });
  const rows = useMemo(() => data?.pages.flatMap(page => page.data) ?? [], [data]);
  return { ...rest, rows, total: data?.pages[0]?.page.total ?? undefined };
}
