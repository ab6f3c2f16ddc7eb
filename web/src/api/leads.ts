// What the desk asks about leads and does to them. Every act gives the card as it is then, and every one can be taken back.
import {
  type InfiniteData,
  infiniteQueryOptions,
  type QueryClient,
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
import { isUntouched } from './put-back';

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
export const useStages = () =>
  useQuery({ queryKey: ['stages'], staleTime: 300_000, queryFn: async () => (await body(api.GET('/api/v1/stages'))).data });
export const useCustomFields = () =>
  useQuery({ queryKey: ['fields'], staleTime: 300_000, queryFn: async () => (await body(api.GET('/api/v1/fields'))).data });
export const usePeople = () =>
  useQuery({ queryKey: ['people'], staleTime: 300_000, queryFn: async () => (await body(api.GET('/api/v1/people'))).data });

export const useTeams = () =>
  useQuery({ queryKey: ['people', 'teams'], staleTime: 300_000, queryFn: async () => (await body(api.GET('/api/v1/teams'))).data });

/** What an act must know of a lead: the row of a list tells it as well as the card does. */
export type Known = Pick<Lead, 'id' | 'version' | 'display_name'>;
/** What is done to a lead: with the version that was seen, so that the server says when it is no longer that, and which parts of it that concerns. */
interface LeadCall {
  parts: ('status' | 'owner' | 'snoozed_until')[];
  send: (lead: Known) => Promise<Lead>;
}
const path = (id: string) => ({ params: { path: { id } } });
const seen = (lead: Known) => ({ ...path(lead.id), headers: tag(lead.version) });

export const setStatus = (statusId: string, reason?: string): LeadCall => ({
  parts: ['status'],
  send: lead => body(api.POST('/api/v1/leads/{id}/status', { ...seen(lead), body: { status_id: statusId, reason } })),
});
export const setOwner = (userId: string | undefined): LeadCall => ({
  parts: ['owner'],
  send: lead => body(api.POST('/api/v1/leads/{id}/owner', { ...seen(lead), body: { user_id: userId } })),
});
export const accept: LeadCall = {
  parts: ['status', 'owner'],
  send: lead => body(api.POST('/api/v1/leads/{id}/accept', seen(lead))),
};
export const junk = (reason: string): LeadCall => ({
  parts: ['status'],
  send: lead => body(api.POST('/api/v1/leads/{id}/junk', { ...seen(lead), body: { reason } })),
});
export const restore: LeadCall = { parts: ['status'], send: lead => body(api.POST('/api/v1/leads/{id}/restore', seen(lead))) };
export const snooze = (until: string | undefined): LeadCall => ({
  parts: ['snoozed_until'],
  send: lead => body(api.POST('/api/v1/leads/{id}/snooze', { ...seen(lead), body: { until } })),
});
const patch = (lead: Known, change: object) => body(api.PATCH('/api/v1/leads/{id}', { ...seen(lead), body: change as never }));

/** Puts the status and the owner back as they were: the inverse of accepting. */
const putBack = (before: Pick<Lead, 'status' | 'marks' | 'owner'>): LeadCall => ({
  parts: ['status', 'owner'],
  send: async lead => setOwner(before.owner?.id).send(await undoOf.status(before).send(lead)),
});
export const undoOf = {
  accept: putBack,
  // Who had no reason is given none: the status alone would leave the one that stands.
  status: (before: Pick<Lead, 'status' | 'marks'>) => setStatus(before.status.id, before.marks?.reason ?? ''),
  owner: (before: Pick<Lead, 'owner'>) => setOwner(before.owner?.id),
  snooze: (before: Lead) => snooze(before.snoozed_until),
};

/** Until the lists say what came of an act, which asked them anew; whoever asks meanwhile, as an event does, begins that once more. */
export async function untilListed(queries: QueryClient): Promise<void> {
  const lists = { queryKey: ['leads'], type: 'active' } as const;
  while (queries.isFetching(lists) > 0) await queries.refetchQueries(lists, { cancelRefetch: false });
}

/** Whoever gave a lead to somebody out of his reach cannot take it back. */
const isWithinReach = (id: string): Promise<boolean> =>
  body(api.GET('/api/v1/leads/{id}', path(id))).then(
    () => true,
    error => !(error instanceof ProblemError && error.status === 404),
  );

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
  lead: Lead; // as it was seen
  call: LeadCall;
  done?: TextKey;
  inverse?: (before: Lead) => LeadCall;
  onTakenBack?: () => void;
}

/**
 * What this page does to each lead, or did last: whoever decides again before the answer is there has seen the same version, and decides about
 * what comes of it. Nothing when that was refused, or when somebody else had changed the lead meanwhile.
 */
const ours = new Map<string, { seen: number; after: Promise<Lead | undefined> }>();
function takeTurn({ id, version }: Known) {
  const earlier = ours.get(id);
  let end: (after?: Lead) => void = () => undefined;
  ours.set(id, {
    seen: version,
    after: new Promise(resolve => {
      end = resolve;
    }),
  });
  return { earlier: earlier?.seen === version ? earlier.after : undefined, end };
}

export function useLeadActs() {
  const t = useText();
  const { manner, session } = useReader();
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
  const { mutateAsync } = useMutation({ mutationFn: (send: () => Promise<Lead>) => send(), onSuccess: settle });

  /**
   * Sends what was made of a lead as it was seen. Somebody else may have changed it meanwhile: what was not touched by us does not matter;
   * but when it is the same, theirs stands and ours is offered again.
   */
  const put = async <Seen extends Known>(
    shown: Seen,
    send: (lead: Seen | Lead) => Promise<Lead>,
    before: (lead: Seen | Lead) => object,
    done: (after: Lead, before: Seen | Lead) => void,
  ): Promise<boolean> => {
    const turn = takeTurn(shown);
    const lead = (await turn.earlier) ?? shown;
    try {
      const after = await mutateAsync(() => send(lead));
      turn.end(after);
      done(after, lead);
      return true;
    } catch (error) {
      turn.end();
      if (!(error instanceof ProblemError) || error.status !== 412) throw error;
      const theirs = await body(api.GET('/api/v1/leads/{id}', path(lead.id)));
      settle(theirs);
      if (isUntouched(theirs, before(lead))) {
        done(await mutateAsync(() => send(theirs)), theirs);
        return true;
      }
      const keepMine = () =>
        void mutateAsync(() => send(theirs))
          .then(after => done(after, theirs))
          .catch(tellFailure);
      ask(t('card.conflict'), t('card.keep_mine'), keepMine, t('card.keep_theirs'));
      return false;
    }
  };

  /** Does it, says so, offers the way back. A refusal is said too; gives whether it was done. */
  const act = async (wish: Act): Promise<boolean> => {
    const { inverse, call } = wish;
    const done = (after: Lead, was: Lead) => {
      const name = apart(calledBy(after.display_name, manner));
      const takeBack = inverse && (() => void act({ lead: after, call: inverse(was) }).then(taken => taken && wish.onTakenBack?.()));
      const say = (within: boolean) => wish.done && tell(t(within ? wish.done : 'card.handed_on', { name }), within ? takeBack : undefined);
      if (wish.done && call.parts.includes('owner') && session?.reach !== 'all') void isWithinReach(after.id).then(say);
      else say(true);
    };
    const before = (lead: Lead) => Object.fromEntries(call.parts.map(part => [part, lead[part]]));
    try {
      return await put(wish.lead, call.send, before, done);
    } catch (error) {
      tellFailure(error);
      return false;
    }
  };

  /** Changes facts. */
  const change = async (lead: Known, changes: object, before: object, isUndo = false): Promise<void> => {
    const done = (next: Lead) => void tell(t('card.saved'), () => change(next, before, changes, !isUndo), isUndo);
    await put(
      lead,
      current => patch(current, changes),
      () => before,
      done,
    );
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
      ask(t('card.conflict'), t('card.keep_mine'), () => void act(wish(now)), t('card.keep_theirs'));
    } catch (error) {
      tellFailure(error);
    }
  };
  return { act, change, decide, put };
}
