// Changes of many leads at once: looked at before, begun, followed while they run, taken back.
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, body, ProblemError } from './client';
import type { components } from './schema';

export type BulkChange = components['schemas']['BulkChange'];
export type BulkLead = components['schemas']['BulkLead'];
export type Act = components['schemas']['LeadAct'];
export type Wish = components['schemas']['BulkWish'];
/** What a preview says, and the tag of the leads it found. */
export type Preview = components['schemas']['BulkPreview'] & { tag: string };

export const isMoving = (one: BulkChange | undefined): boolean => one?.state === 'running' || one?.state === 'undoing';

export const usePreview = (wish: Wish | undefined) =>
  useQuery({
    queryKey: ['bulk_preview', wish],
    enabled: !!wish,
    placeholderData: keepPreviousData,
    gcTime: 0,
    retry: false,
    queryFn: async ({ signal }): Promise<Preview> => {
      const { data, response } = await api.POST('/api/v1/bulk-changes/preview', { body: wish as Wish, signal });
      return { ...(data as components['schemas']['BulkPreview']), tag: response.headers.get('ETag') ?? '' };
    },
  });

export const useBulkChanges = () =>
  useQuery({ queryKey: ['bulk'], queryFn: async () => (await body(api.GET('/api/v1/bulk-changes'))).data });
export const useBulkChange = (id: string | undefined) =>
  useQuery({
    queryKey: ['bulk', id],
    enabled: !!id,
    queryFn: () => body(api.GET('/api/v1/bulk-changes/{id}', { params: { path: { id: id as string } } })),
    // The server says when there is progress; this is for when its voice is lost.
    refetchInterval: query => (isMoving(query.state.data) ? 1500 : false),
  });
export const useBulkLeads = (id: string, fate: 'left' | 'refused') =>
  useQuery({
    queryKey: ['bulk', id, fate],
    queryFn: () => body(api.GET('/api/v1/bulk-changes/{id}/leads', { params: { path: { id }, query: { fate, limit: 200 } } })),
  });

const newKey = (): string => [...crypto.getRandomValues(new Uint8Array(16))].map(byte => byte.toString(16).padStart(2, '0')).join('');

export function useBulkActs() {
  const queries = useQueryClient();
  const settle = (one: BulkChange): BulkChange => {
    void queries.cancelQueries({ queryKey: ['bulk', one.id], exact: true }); // what was asked before would be heard after
    queries.setQueryData(['bulk', one.id], one);
    void queries.invalidateQueries({ queryKey: ['bulk'], exact: true });
    return one;
  };
  const path = (id: string) => ({ params: { path: { id } } });
  return {
    /** Nothing when they are no longer the leads of the preview. */
    start: async (wish: Wish, tag: string): Promise<BulkChange | undefined> => {
      try {
        const headers = { 'If-Match': tag, 'Idempotency-Key': newKey() };
        return settle(await body(api.POST('/api/v1/bulk-changes', { headers, body: wish })));
      } catch (error) {
        if (!(error instanceof ProblemError) || error.status !== 412) throw error;
        void queries.invalidateQueries({ queryKey: ['bulk_preview'] });
        return undefined;
      }
    },
    stop: async (id: string) => settle(await body(api.POST('/api/v1/bulk-changes/{id}/stop', path(id)))),
    undo: async (id: string) => settle(await body(api.POST('/api/v1/bulk-changes/{id}/undo', path(id)))),
  };
}
