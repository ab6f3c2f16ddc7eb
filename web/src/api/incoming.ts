// The addresses that other programs send leads to. What is being fetched from Meta comes in a moment, so one looks again.
import { useQuery } from '@tanstack/react-query';
import { api, body } from './client';

export const useIncoming = (enabled = true) =>
  useQuery({
    queryKey: ['incoming'],
    enabled,
    refetchInterval: query => (query.state.data?.some(one => one.meta?.waiting) ? 3000 : 60_000),
    queryFn: async () => (await body(api.GET('/api/v1/incoming-addresses'))).data,
  });
