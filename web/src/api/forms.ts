import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, body, type Form, type FormContent, tag } from './client';

export const useForms = (enabled = true) =>
  useQuery({ queryKey: ['forms'], enabled, queryFn: async () => (await body(api.GET('/api/v1/forms'))).data });
export const useForm = (id: string) =>
  useQuery({ queryKey: ['forms', id], queryFn: () => body(api.GET('/api/v1/forms/{id}', { params: { path: { id } } })) });
export function useSubmissions(id: string, state: string) {
  const { data, ...rest } = useInfiniteQuery({
    queryKey: ['submissions', id, state],
    initialPageParam: '',
    queryFn: ({ pageParam }) =>
      body(
        api.GET('/api/v1/forms/{id}/submissions', {
          params: { path: { id }, query: { state, limit: 50, cursor: pageParam || undefined } },
        }),
      ),
    getNextPageParam: page => page.page.next_cursor,
  });
  return { ...rest, rows: data?.pages.flatMap(page => page.data) };
}
export const useDropOff = (id: string) =>
  useQuery({ queryKey: ['dropoff', id], queryFn: () => body(api.GET('/api/v1/forms/{id}/dropoff', { params: { path: { id } } })) });

export function useFormActs() {
  const queries = useQueryClient();
  const settle = (form: Form) => {
    queries.setQueryData(['forms', form.id], form);
    void queries.invalidateQueries({ queryKey: ['forms'], exact: true });
    return form;
  };
  const path = (id: string) => ({ params: { path: { id } } });
  const arrivedAnew = <T>(settled: T): T => {
    for (const key of ['submissions', 'forms', 'leads', 'stats', 'dropoff']) void queries.invalidateQueries({ queryKey: [key] });
    return settled;
  };
  return {
    create: async (template: string) => settle(await body(api.POST('/api/v1/forms', { body: { template } }))),
    save: async (form: Form, content: FormContent, sending: { keepalive: boolean }) =>
      settle(await body(api.PUT('/api/v1/forms/{id}', { ...path(form.id), headers: tag(form.version), body: content, ...sending }))),
    publish: async (form: Form) => settle(await body(api.POST('/api/v1/forms/{id}/publication', path(form.id)))),
    close: async (form: Form) => settle(await body(api.DELETE('/api/v1/forms/{id}/publication', path(form.id)))),
    archive: async (form: Form) => settle(await body(api.POST('/api/v1/forms/{id}/archive', path(form.id)))),
    restore: async (form: Form) => settle(await body(api.DELETE('/api/v1/forms/{id}/archive', path(form.id)))),
    release: async (submission: string) => arrivedAnew(await body(api.POST('/api/v1/submissions/{id}/release', path(submission)))),
    hold: async (submission: string) => arrivedAnew(await body(api.DELETE('/api/v1/submissions/{id}/release', path(submission)))),
  };
}
