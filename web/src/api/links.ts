import { useQuery, useQueryClient } from '@tanstack/react-query';
import { api, body, type Link, type LinkWish, type Placement, type PlacementWish, tag } from './client';
import type { components } from './schema';

export type DayOfLink = components['schemas']['LinkDay'];

export const useLinks = (enabled = true) =>
  useQuery({ queryKey: ['links'], enabled, queryFn: async () => (await body(api.GET('/api/v1/links'))).data });
/** Of the last ninety days, oldest first. */
export const useDaysOfLink = (id: string) =>
  useQuery({
    queryKey: ['links', id, 'days'],
    queryFn: async () => (await body(api.GET('/api/v1/links/{id}/days', { params: { path: { id } } }))).data,
  });
export const usePlacements = () =>
  useQuery({ queryKey: ['placements'], queryFn: async () => (await body(api.GET('/api/v1/placements'))).data });

export function useLinkActs() {
  const queries = useQueryClient();
  const settled = <T>(made: T): T => {
    for (const key of ['links', 'placements', 'catalogue']) void queries.invalidateQueries({ queryKey: [key] });
    return made;
  };
  const path = (id: string) => ({ params: { path: { id } } });
  return {
    save: async (wish: LinkWish, old?: Link) =>
      settled(
        await body(
          old
            ? api.PUT('/api/v1/links/{id}', { ...path(old.id), headers: tag(old.version), body: wish })
            : api.POST('/api/v1/links', { body: wish }),
        ),
      ),
    archive: async (link: Link) => settled(await body(api.POST('/api/v1/links/{id}/archive', path(link.id)))),
    restore: async (link: Link) => settled(await body(api.POST('/api/v1/links/{id}/restoration', path(link.id)))),
    openStand: async (link: Link) => settled(await body(api.POST('/api/v1/links/{id}/stand', path(link.id)))),
    closeStand: async (link: Link) => settled(await body(api.DELETE('/api/v1/links/{id}/stand', path(link.id)))),
    place: async (wish: PlacementWish, old?: Placement) =>
      settled(
        await body(
          old
            ? api.PUT('/api/v1/placements/{id}', { ...path(old.id), headers: tag(old.version), body: wish })
            : api.POST('/api/v1/placements', { body: wish }),
        ),
      ),
    archivePlacement: async (one: Placement) => settled(await body(api.POST('/api/v1/placements/{id}/archive', path(one.id)))),
    restorePlacement: async (one: Placement) => settled(await body(api.POST('/api/v1/placements/{id}/restoration', path(one.id)))),
  };
}
