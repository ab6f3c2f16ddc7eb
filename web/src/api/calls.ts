// Calls that nobody took: they wait for somebody to call back, and can be put off.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useText } from '../i18n/texts';
import { tell, tellFailure } from '../ui/toast';
import { api, body } from './client';
import type { components } from './schema';

export type WaitingCall = components['schemas']['WaitingCall'];

export const useWaitingCalls = () =>
  useQuery({
    queryKey: ['missed_calls'],
    // One that was put off comes back by itself.
    refetchInterval: 60_000,
    queryFn: async () => (await body(api.GET('/api/v1/missed-calls'))).data,
  });

export function useCallActs() {
  const t = useText();
  const queries = useQueryClient();
  const path = (id: string) => ({ params: { path: { id } } });
  const settle = () => {
    for (const key of ['missed_calls', 'lead']) void queries.invalidateQueries({ queryKey: [key] });
  };
  const run = async (call: Promise<unknown>, done: () => void) => {
    try {
      await call;
      settle();
      done();
    } catch (error) {
      tellFailure(error);
    }
  };
  const wake = (id: string) => run(api.POST('/api/v1/missed-calls/{id}/wake', path(id)), () => undefined);
  return {
    finish: (id: string) =>
      run(api.POST('/api/v1/missed-calls/{id}/done', path(id)), () => void tell(t('calls.done'), () => void wake(id))),
    putOff: (id: string, until: string) =>
      run(
        api.POST('/api/v1/missed-calls/{id}/snooze', { ...path(id), body: { until } }),
        () => void tell(t('calls.put_off'), () => void wake(id)),
      ),
  };
}
