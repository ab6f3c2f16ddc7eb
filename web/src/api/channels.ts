// The channels by which leads come, as the workspace calls them: the one home of their names.
import { useQuery } from '@tanstack/react-query';
import { api, body } from './client';

export const useChannels = () =>
  useQuery({ queryKey: ['channels'], staleTime: 300_000, queryFn: async () => (await body(api.GET('/api/v1/channels'))).data });
