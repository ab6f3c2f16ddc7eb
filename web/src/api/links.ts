import { useQuery, useQueryClient } from '@tanstack/react-query';
import { api, body, type Link, type LinkWish, type Placement, type PlacementWish, tag } from './client';
import { putBack } from './put-back';
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
  const put = async (id: string, version: number, wish: LinkWish) =>
    settled(await body(api.PUT('/api/v1/links/{id}', { ...path(id), headers: tag(version), body: wish })));
  const putPlacement = async (id: string, version: number, wish: PlacementWish) =>
    settled(await body(api.PUT('/api/v1/placements/{id}', { ...path(id), headers: tag(version), body: wish })));
  return {
    save: async (wish: LinkWish, old?: Link) =>
      old ? put(old.id, old.version, wish) : settled(await body(api.POST('/api/v1/links', { body: wish }))),
    /** Takes a change of a link back. */
    putBack: (after: Link, before: LinkWish) =>
      putBack({
        after,
        wish: { form_id: '', address: '', ...before },
        read: () => body(api.GET('/api/v1/links/{id}', path(after.id))),
        put: version => put(after.id, version, before),
      }),
    archive: async (link: Pick<Link, 'id'>) => settled(await body(api.POST('/api/v1/links/{id}/archive', path(link.id)))),
    restore: async (link: Link) => settled(await body(api.POST('/api/v1/links/{id}/restoration', path(link.id)))),
    openStand: async (link: Link) => settled(await body(api.POST('/api/v1/links/{id}/stand', path(link.id)))),
    closeStand: async (link: Link) => settled(await body(api.DELETE('/api/v1/links/{id}/stand', path(link.id)))),
    place: async (wish: PlacementWish, old?: Placement) =>
      old ? putPlacement(old.id, old.version, wish) : settled(await body(api.POST('/api/v1/placements', { body: wish }))),
    putPlacementBack: (after: Placement, before: PlacementWish) =>
      putBack({
        after,
        wish: before,
        read: () => body(api.GET('/api/v1/placements/{id}', path(after.id))),
        put: version => putPlacement(after.id, version, before),
      }),
    archivePlacement: async (one: Placement) => settled(await body(api.POST('/api/v1/placements/{id}/archive', path(one.id)))),
    restorePlacement: async (one: Placement) => settled(await body(api.POST('/api/v1/placements/{id}/restoration', path(one.id)))),
  };
}
