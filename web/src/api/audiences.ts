// The market: how many people there are of each persona, as estimated.
import { useQuery } from '@tanstack/react-query';
import { api, body } from './client';
import type { components } from './schema';

export type Audience = components['schemas']['Audience'];
export const useAudiences = () =>
  useQuery({ queryKey: ['audiences'], staleTime: 60_000, queryFn: async () => (await body(api.GET('/api/v1/audiences'))).data });
