import { useQuery, useQueryClient } from '@tanstack/react-query';
import { api, body, type Import, type ImportWish, ProblemError, reach } from './client';

const isMoving = (state: string | undefined) => state === 'running' || state === 'undoing';

export const useImports = () => useQuery({ queryKey: ['imports'], queryFn: async () => (await body(api.GET('/api/v1/imports'))).data });
export const useImport = (id: string) =>
  useQuery({
    queryKey: ['imports', id],
    queryFn: () => body(api.GET('/api/v1/imports/{id}', { params: { path: { id } } })),
    // The server says when there is progress; this is for when its voice is lost.
    refetchInterval: query => (isMoving(query.state.data?.state) ? 2000 : false),
  });

export function useImportActs() {
  const queries = useQueryClient();
  const settle = (one: Import) => {
    queries.setQueryData(['imports', one.id], one);
    void queries.invalidateQueries({ queryKey: ['imports'], exact: true });
    return one;
  };
  return {
    upload: async (file: File) => {
      const form = new FormData();
      form.append('file', file);
      const answer = await reach('/api/v1/imports', {
        method: 'POST',
        body: form,
        headers: { 'Accept-Language': document.documentElement.lang },
      });
      const content = await answer.json();
      if (!answer.ok) throw new ProblemError(answer.status, content);
      return settle(content as Import);
    },
    start: async (id: string, wish: ImportWish) =>
      settle(await body(api.POST('/api/v1/imports/{id}/start', { params: { path: { id } }, body: wish }))),
    discard: async (id: string) => {
      await body(api.DELETE('/api/v1/imports/{id}', { params: { path: { id } } }));
      void queries.invalidateQueries({ queryKey: ['imports'], exact: true });
    },
    undo: async (id: string) => settle(await body(api.POST('/api/v1/imports/{id}/undo', { params: { path: { id } } }))),
  };
}
