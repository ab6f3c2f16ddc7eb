// Saved views of the list of leads: what people keep under a name, and how many leads each finds.
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useText } from '../i18n/texts';
import { apart } from '../lib/format';
import { contentOf, searchOf } from '../lib/views';
import { ask, tell, tellFailure } from '../ui/toast';
import { api, body, ProblemError, tag } from './client';
import { putBack } from './put-back';
import type { components } from './schema';

export type View = components['schemas']['LeadView'];
type Change = components['schemas']['LeadViewChange'];
type NewView = components['schemas']['NewLeadView'];

export const useViews = () =>
  useQuery({ queryKey: ['views'], staleTime: 300_000, queryFn: async () => (await body(api.GET('/api/v1/views'))).data });

/** Asked again when leads change, but not with every one of them: see `slow` in live.ts. */
export function useViewCounts(ids: string[]): Map<string, number | undefined> {
  const { data } = useQuery({
    queryKey: ['view_counts', ids.join()],
    enabled: ids.length > 0,
    placeholderData: keepPreviousData,
    queryFn: async () => (await body(api.GET('/api/v1/views/counts', { params: { query: { ids: ids.join() } } }))).data,
  });
  return new Map(data?.map(one => [one.id, one.count]));
}

const path = (id: string) => ({ params: { path: { id } } });

/** What the view said of the same before, as a change back to it. */
function writtenAs(view: View, wish: Change): Change {
  const all: Change = { name: view.name, shared: view.shared, ...contentOf(searchOf(view)) };
  return Object.fromEntries(Object.entries(all).filter(([name]) => name in wish));
}

export function useViewActs() {
  const t = useText();
  const queries = useQueryClient();
  const settle = () => {
    void queries.invalidateQueries({ queryKey: ['views'] });
    void queries.invalidateQueries({ queryKey: ['view_counts'] });
  };
  const keep = (view: View): View => {
    queries.setQueryData<View[]>(['views'], (before = []) =>
      before.some(one => one.id === view.id) ? before.map(one => (one.id === view.id ? view : one)) : [...before, view],
    );
    settle();
    return view;
  };
  const make = async (view: NewView): Promise<View> => keep(await body(api.POST('/api/v1/views', { body: view })));

  /** Somebody else may have changed the view meanwhile: his words stand, and ours are offered again. */
  const change = async (view: View, wish: Change, said: string): Promise<void> => {
    const put = async (version: number, to: Change) =>
      keep(await body(api.PATCH('/api/v1/views/{id}', { ...path(view.id), headers: tag(version), body: to })));
    const read = () => body(api.GET('/api/v1/views/{id}', path(view.id)));
    const done = (before: View, after: View) =>
      void tell(said, () => putBack({ after, wish, read, put: version => put(version, writtenAs(before, wish)) }));
    try {
      done(view, await put(view.version, wish));
    } catch (error) {
      if (!(error instanceof ProblemError) || error.status !== 412) throw error;
      const theirs = keep(await read());
      ask(
        t('views.conflict', { name: apart(theirs.name) }),
        t('card.keep_mine'),
        () =>
          void put(theirs.version, wish)
            .then(after => done(theirs, after))
            .catch(tellFailure),
      );
    }
  };
  const remove = async (view: View, back: () => void, isUndo = false): Promise<void> => {
    await body(api.DELETE('/api/v1/views/{id}', path(view.id)));
    queries.setQueryData<View[]>(['views'], before => before?.filter(one => one.id !== view.id));
    const restore = async () => {
      keep(await body(api.POST('/api/v1/views/{id}/restoration', path(view.id))));
      back();
    };
    tell(t('views.deleted', { name: apart(view.name) }), restore, isUndo);
  };
  const pin = async (view: View, pinned: boolean): Promise<void> => {
    const put = async (wish: boolean) => {
      await body(wish ? api.PUT('/api/v1/views/{id}/pin', path(view.id)) : api.DELETE('/api/v1/views/{id}/pin', path(view.id)));
      settle();
    };
    await put(pinned);
    tell(t(pinned ? 'views.pinned' : 'views.unpinned', { name: apart(view.name) }), () => void put(!pinned).catch(tellFailure));
  };
  return { make, change, remove, pin };
}
