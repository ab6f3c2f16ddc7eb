// The list in groups: how many each has is asked at once, its leads when the group comes into view.
import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { api, body, type LeadRow } from '../../../api/client';
import { useStatuses } from '../../../api/leads';
import { useReader } from '../../../app/session';
import { useText } from '../../../i18n/texts';
import { groupOf, type ListSearch } from '../../../lib/list-search';
import { labelIn } from '../../card/values';
import { questionOf, type RowsQuestion, rowsQuery } from '../rows';
import { type Group, groupId, type Loaded } from './lines';

const page = 50;

interface LoaderProps {
  id: string;
  question: RowsQuestion;
  onLoaded: (id: string, loaded: Loaded | undefined) => void;
  onMore: (id: string, more: (() => void) | undefined) => void;
}
/** The leads of one group, as long as it is open. */
function Loader({ id, question, onLoaded, onMore }: LoaderProps) {
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery({
    ...rowsQuery(question),
    placeholderData: keepPreviousData,
  });
  useLayoutEffect(() => {
    if (data) onLoaded(id, { rows: data.pages.flatMap(one => one.data), whole: !hasNextPage });
  }, [id, data, hasNextPage, onLoaded]);
  useLayoutEffect(() => {
    onMore(id, () => {
      if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
    });
  }, [id, hasNextPage, isFetchingNextPage, fetchNextPage, onMore]);
  useLayoutEffect(
    () => () => {
      onLoaded(id, undefined);
      onMore(id, undefined);
    },
    [id, onLoaded, onMore],
  );
  return null;
}

export interface Groups {
  field: string; // of the catalogue
  groups: Group[];
  total: number | undefined;
  isPending: boolean;
  error: Error | null;
  refetch: () => Promise<unknown>;
  loadedOf: (id: string) => Loaded | undefined;
  version: unknown; // another one when another is loaded
  /** The first leads of the group, or the next ones. */
  need: (id: string) => void;
  loaders: ReactNode;
}

/** `isOpen` says of which groups the leads are shown. Nothing is asked while the list is not grouped. */
export function useGroups(search: ListSearch, custom: boolean, asked: boolean, isOpen: (field: string, id: string) => boolean): Groups {
  const t = useText();
  const { manner } = useReader();
  const queries = useQueryClient();
  const statuses = useStatuses().data;
  const field = groupOf(search);
  const question = questionOf(search, custom);
  const { data, ...rest } = useQuery({
    queryKey: ['leads', 'groups', question?.q, question?.filter, field],
    enabled: asked && !!field && !!question,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      body(api.POST('/api/v1/leads/groups', { body: { q: question?.q, filter: question?.filter, group: field }, signal })),
  });
  const shown = field ? data : undefined; // of the field before, until the other one has come
  const groups = useMemo(
    () =>
      (shown?.groups ?? []).map(({ key, label, count, gone }): Group => {
        const status = shown?.field === 'status' ? statuses?.find(one => one.key === key) : undefined;
        const without = t(shown?.field === 'owner' ? 'owner.none' : 'groups.without');
        return {
          id: groupId(key),
          key,
          label: label ? labelIn(label, manner) || (key ?? '') : without,
          colour: status?.colour,
          count,
          gone,
        };
      }),
    [shown, statuses, t, manner],
  );

  const [loaded, setLoaded] = useState<ReadonlyMap<string, Loaded>>(new Map());
  const [wanted, setWanted] = useState<ReadonlySet<string>>(new Set());
  const more = useRef(new Map<string, () => void>());
  const onLoaded = useCallback((id: string, now: Loaded | undefined) => {
    setLoaded(before => {
      const next = new Map(before);
      if (now) next.set(id, now);
      else next.delete(id);
      return next;
    });
  }, []);
  const onMore = useCallback((id: string, act: (() => void) | undefined) => {
    if (act) more.current.set(id, act);
    else more.current.delete(id);
  }, []);
  const questionIn = (group: Group): RowsQuestion | undefined =>
    question && shown && { ...question, limit: page, group: shown.field, in: group.key };
  const seen = (group: Group) => {
    const one = questionIn(group);
    return one && queries.getQueryData<{ pages: { data: LeadRow[]; page: { has_more: boolean } }[] }>(rowsQuery(one).queryKey);
  };
  const open = groups.filter(group => group.count > 0 && !!shown && isOpen(shown.field, group.id));
  const loadedOf = (id: string): Loaded | undefined => {
    const known = loaded.get(id);
    if (known) return known;
    // Who comes back finds the groups as he left them, before they are asked again.
    const group = groups.find(one => one.id === id);
    const pages = group && seen(group)?.pages;
    return pages && { rows: pages.flatMap(one => one.data), whole: !pages.at(-1)?.page.has_more };
  };
  const need = useCallback((id: string) => {
    const act = more.current.get(id);
    if (act) act();
    else setWanted(before => (before.has(id) ? before : new Set([...before, id])));
  }, []);
  return {
    field: shown?.field ?? field ?? '',
    groups,
    total: shown?.total,
    isPending: rest.isPending,
    error: rest.error,
    refetch: rest.refetch,
    loadedOf,
    version: loaded,
    need,
    loaders: open
      .filter(group => wanted.has(group.id) || seen(group))
      .map(group => {
        const one = questionIn(group);
        return one && <Loader key={`${shown?.field} ${group.id}`} id={group.id} question={one} onLoaded={onLoaded} onMore={onMore} />;
      }),
  };
}
