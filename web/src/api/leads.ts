// What the desk asks about leads and does to them. Every act gives the card as it is then, and every one can be taken back.
import {
  type InfiniteData,
  infiniteQueryOptions,
  queryOptions,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { useCallback } from 'react';
import { useReader } from '../app/session';
import { type TextKey, useText } from '../i18n/texts';
import { apart, calledBy } from '../lib/format';
import { ask, tell, tellFailure } from '../ui/toast';
import { api, body, type Lead, type LeadRow, ProblemError, tag } from './client';

const leadQuery = (id: string) =>
  queryOptions({ queryKey: ['lead', id], queryFn: () => body(api.GET('/api/v1/leads/{id}', { params: { path: { id } } })) });
const timelineQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ['lead', id, 'timeline'],
    initialPageParam: '',
    queryFn: ({ pageParam }) =>
      body(api.GET('/api/v1/leads/{id}/timeline', { params: { path: { id }, query: { limit: 100, cursor: pageParam || undefined } } })),
    getNextPageParam: page => page.page.next_cursor,
  });
export const useLead = (id: string) => useQuery({ ...leadQuery(id), enabled: !!id });
/** Fetches what a card shows first, before somebody opens it. */
export function useWarmCard(): (id: string) => void {
  const queries = useQueryClient();
  return useCallback(
    (id: string) => {
      void queries.prefetchQuery(leadQuery(id));
      void queries.prefetchInfiniteQuery(timelineQuery(id));
    },
    [queries],
  );
}
/** Newest first, a hundred lines at a time. */
export function useTimeline(id: string) {
  const { data, ...rest } = useInfiniteQuery(timelineQuery(id));
  return { ...rest, items: data?.pages.flatMap(page => page.data) ?? [] };
}
export const useHistory = (id: string, open: boolean) =>
  useQuery({
    queryKey: ['lead', id, 'history'],
    enabled: open,
    queryFn: () => body(api.GET('/api/v1/leads/{id}/history', { params: { path: { id } } })),
  });
export const useConsents = (id: string) =>
  useQuery({
    queryKey: ['lead', id, 'consents'],
    queryFn: () => body(api.GET('/api/v1/leads/{id}/consents', { params: { path: { id } } })),
  });
export const useStatuses = () =>
  useQuery({ queryKey: ['statuses'], staleTime: 300_000, queryFn: async () => (await body(api.GET('/api/v1/statuses'))).data });
export const useCustomFields = () =>
  useQuery({ queryKey: ['fields'], staleTime: 300_000, queryFn: async () => (await body(api.GET('/api/v1/fields'))).data });
export const usePeople = () =>
  useQuery({ queryKey: ['people'], staleTime: 300_000, queryFn: async () => (await body(api.GET('/api/v1/people'))).data });

export const useTeams = () =>
  useQuery({ queryKey: ['people', 'teams'], staleTime: 300_000, queryFn: async () => (await body(api.GET('/api/v1/teams'))).data });

/** What an act must know of a lead: the row of a list tells it as well as the card does. */
export type Known = Pick<Lead, 'id' | 'version' | 'display_name'>;
type LeadCall = (lead: Known) => Promise<Lead>;
const path = (id: string) => ({ params: { path: { id } } });

export const setStatus =
  (statusId: string, reason?: string): LeadCall =>
  lead =>
    body(api.POST('/api/v1/leads/{id}/status', { ...path(lead.id), body: { status_id: statusId, reason } }));
export const setOwner =
  (userId: string | undefined): LeadCall =>
  lead =>
    body(api.POST('/api/v1/leads/{id}/owner', { ...path(lead.id), body: { user_id: userId } }));
export const accept: LeadCall = lead => body(api.POST('/api/v1/leads/{id}/accept', path(lead.id)));
export const junk =
  (reason: string): LeadCall =>
  lead =>
    body(api.POST('/api/v1/leads/{id}/junk', { ...path(lead.id), body: { reason } }));
export const restore: LeadCall = lead => body(api.POST('/api/v1/leads/{id}/restore', path(lead.id)));
export const snooze =
  (until: string | undefined): LeadCall =>
  lead =>
    body(api.POST('/api/v1/leads/{id}/snooze', { ...path(lead.id), body: { until } }));
export const patch =
  (change: object): LeadCall =>
  lead =>
    body(api.PATCH('/api/v1/leads/{id}', { ...path(lead.id), headers: tag(lead.version), body: change as never }));

/** Puts the status and the owner back as they were: the inverse of accepting. */
const putBack =
  (before: Pick<Lead, 'status' | 'owner'>): LeadCall =>
  async lead => {
    await setStatus(before.status.id)(lead);
    return setOwner(before.owner?.id)(lead);
  };
export const undoOf = {
  accept: putBack,
  status: (before: Pick<Lead, 'status'>) => setStatus(before.status.id),
  owner: (before: Pick<Lead, 'owner'>) => setOwner(before.owner?.id),
  snooze: (before: Lead) => snooze(before.snoozed_until),
};

/** Whether the facts are still what they were before our change; what is not there is null in a change. */
export function isUntouched(lead: object, before: object): boolean {
  const now = lead as Record<string, unknown>;
  return Object.entries(before).every(([name, value]) =>
    name === 'custom'
      ? isUntouched((now.custom ?? {}) as object, value as object)
      : JSON.stringify(now[name] ?? null) === JSON.stringify(value),
  );
}

/** The row of a list after its card has changed, so that one need not wait for the list. */
const rowAfter = (row: LeadRow, lead: Lead): LeadRow => ({
  ...row,
  version: lead.version,
  display_name: lead.display_name,
  organisation: lead.organisation,
  status: lead.status,
  owner: lead.owner,
  purpose: lead.purpose ?? row.purpose,
  ...(row.custom !== undefined && { custom: lead.custom }),
});
type List = InfiniteData<{ data: LeadRow[] }>;

interface Act {
  lead: Known;
  call: LeadCall;
  done?: TextKey;
  inverse?: LeadCall;
  onTakenBack?: () => void;
}

export function useLeadActs() {
  const t = useText();
  const { manner } = useReader();
  const queries = useQueryClient();
  const settle = (lead: Lead) => {
    queries.setQueryData(['lead', lead.id], lead);
    queries.setQueriesData<List>({ queryKey: ['leads', 'list'] }, list => {
      if (!list) return list;
      const pages = list.pages.map(page =>
        page.data.some(row => row.id === lead.id)
          ? { ...page, data: page.data.map(row => (row.id === lead.id ? rowAfter(row, lead) : row)) }
          : page,
      );
      return { ...list, pages };
    });
    void queries.invalidateQueries({ queryKey: ['lead', lead.id] });
    void queries.invalidateQueries({ queryKey: ['leads'] });
    void queries.invalidateQueries({ queryKey: ['stats'] });
  };
  const { mutateAsync } = useMutation({ mutationFn: ({ lead, call }: Act) => call(lead), onSuccess: settle });

  /** Does it, says so, offers the way back. A refusal is said too; gives whether it was done. */
  const act = async (wish: Act): Promise<boolean> => {
    try {
      await mutateAsync(wish);
      const { inverse, lead } = wish;
      const takeBack = inverse && (() => void act({ lead, call: inverse }).then(done => done && wish.onTakenBack?.()));
      if (wish.done) tell(t(wish.done, { name: apart(calledBy(lead.display_name, manner)) }), takeBack);
      return true;
    } catch (error) {
      tellFailure(error);
      return false;
    }
  };

  /**
   * Changes facts. Somebody else may have changed the card meanwhile: other facts do not matter, but when it is the same
   * fact, his words stand and ours are offered again.
   */
  const change = async (lead: Known, changes: object, before: object): Promise<void> => {
    const put = (current: Known) => mutateAsync({ lead: current, call: patch(changes) });
    const done = (next: Lead) => void tell(t('card.saved'), () => void change(next, before, changes).catch(tellFailure));
    try {
      done(await put(lead));
    } catch (error) {
      if (!(error instanceof ProblemError) || error.status !== 412) throw error;
      const theirs = await body(api.GET('/api/v1/leads/{id}', path(lead.id)));
      settle(theirs);
      if (isUntouched(theirs, before)) return done(await put(theirs));
      ask(t('card.conflict'), t('card.keep_mine'), () => void put(theirs).then(done).catch(tellFailure));
    }
  };

  /**
   * Does what somebody wants who has seen only the row of a list, which may be old: when the card no longer says what the row shows,
   * what stands there is shown, and his wish is offered again.
   */
  const decide = async (seen: Known, isSame: (now: Lead) => boolean, wish: (now: Lead) => Act): Promise<void> => {
    try {
      const now = await body(api.GET('/api/v1/leads/{id}', path(seen.id)));
      if (isSame(now)) return void (await act(wish(now)));
      settle(now);
      ask(t('card.conflict'), t('card.keep_mine'), () => void act(wish(now)));
    } catch (error) {
      tellFailure(error);
    }
  };
  return { act, change, decide, settle };
}
