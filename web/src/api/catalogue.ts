// Everything that a condition can ask about, with its words.
import { useQuery } from '@tanstack/react-query';
import { api, body } from './client';
import type { components } from './schema';

export type Catalogue = components['schemas']['Catalogue'];
export type CatalogueField = components['schemas']['CatalogueField'];
export type CatalogueEvent = components['schemas']['CatalogueEvent'];

export const useCatalogue = () =>
  useQuery({ queryKey: ['catalogue'], staleTime: 60_000, queryFn: () => body(api.GET('/api/v1/catalogue')) });
