// What the desk asks about leads and does to them. Every act gives the card as it is then, and every one can be taken back.
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type TextKey, useText } from '../i18n/texts';
import { ask, tell, tellFailure } from '../ui/toast';
import { api, body, type Lead, ProblemError, tag } from './client';

export const useLead = (id: string) =>
  useQuery({ queryKey: ['lead', id], enabled: !!id, queryFn: () => body(api.GET('/api/v1/leads/{id}', { params: { path: { id } } })) });
/** Newest first, a hundred lines at a time. */
export function useTimeline(id: string) {
  const { data, ...rest } = useInfiniteQuery({
    queryKey: ['lead', id, 'timeline'],
    initialPageParam: '',
    queryFn: ({ pageParam }) =>
      body(api.GET('/api/v1/leads/{id}/timeline', { params: { path: { id }, query: { limit: 100, cursor: pageParam || undefined } } })),
    getNextPageParam: page => page.page.next_cursor,
  });
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

type LeadCall = (lead: Lead) => Promise<Lead>;
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
  (before: Lead): LeadCall =>
  async lead => {
    await setStatus(before.status.id)(lead);
    return setOwner(before.owner?.id)(lead);
  };
export const undoOf = {
  accept: putBack,
  status: (before: Lead) => setStatus(before.status.id),
  owner: (before: Lead) => setOwner(before.owner?.id),
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

interface Act {
  lead: Lead;
  call: LeadCall;
  done?: TextKey;
  inverse?: LeadCall;
}

export function useLeadActs() {
  const t = useText();
  const queries = useQueryClient();
  const settle = (lead: Lead) => {
    queries.setQueryData(['lead', lead.id], lead);
    void queries.invalidateQueries({ queryKey: ['lead', lead.id] });
    void queries.invalidateQueries({ queryKey: ['leads'] });
    void queries.invalidateQueries({ queryKey: ['stats'] });
  };
  const { mutateAsync } = useMutation({ mutationFn: ({ lead, call }: Act) => call(lead), onSuccess: settle });

  /** Does it, says so, offers the way back. A refusal is said too; gives whether it was done. */
  const act = async (wish: Act): Promise<boolean> => {
    try {
      await mutateAsync(wish);
      const { inverse } = wish;
      if (wish.done) tell(t(wish.done, { name: wish.lead.display_name }), inverse && (() => void act({ lead: wish.lead, call: inverse })));
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
  const change = async (lead: Lead, changes: object, before: object): Promise<void> => {
    const put = (current: Lead) => mutateAsync({ lead: current, call: patch(changes) });
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
  return { act, change, settle };
}
