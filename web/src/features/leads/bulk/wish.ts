// The leads of a wish as the server reads them: the ids, or the same conditions that the list has.
import type { Wish } from '../../../api/bulk';
import { conditionOf, readCondition } from '../../../lib/conditions';
import type { ListSearch } from '../../../lib/list-search';
import type { Chosen } from './picks';

export type Whom = Omit<Wish, 'acts'>;

export function wishOf(chosen: Chosen, search: ListSearch): Whom {
  if (!chosen.all) return { leads: [...chosen.ids] };
  const tree = search.filter ? readCondition(search.filter) : undefined;
  return { q: search.q, filter: tree ? (conditionOf(tree) as Wish['filter']) : undefined };
}
