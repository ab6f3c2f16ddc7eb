// Which sources, campaigns and products there are: asked while somebody writes one.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { contains } from '../lib/condition-words';
import { api, body } from './client';
import type { components, paths } from './schema';

export type KnownValue = components['schemas']['KnownValue'];
/** Whose leads are counted: as the list does, or all of them. */
export type CountedLayer = NonNullable<NonNullable<paths['/api/v1/leads/values']['get']['parameters']['query']>['layer']>;

const longest = 200;

/** Asked a moment after the last letter; until the answer is there, what fits of the one before. */
export function useKnownValues(field: string, layer: CountedLayer, typed: string): KnownValue[] {
  const wanted = typed.trim().slice(0, longest);
  const [q, settle] = useState(wanted);
  useEffect(() => {
    const timer = setTimeout(() => settle(wanted), 120);
    return () => clearTimeout(timer);
  }, [wanted]);
  const { data = [], isPlaceholderData } = useQuery({
    queryKey: ['leads', 'values', field, layer, q],
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => (await body(api.GET('/api/v1/leads/values', { params: { query: { field, layer, q } }, signal }))).data,
  });
  return isPlaceholderData || q !== wanted ? data.filter(one => contains(one.label, wanted)) : data;
}
