// The leads that came by a link, as the list shows them; of one day, when it is named.
import type { Link } from '../../api/client';
import { conditionsOfWords, writeCondition } from '../../lib/conditions';
import { writeSearch } from '../../lib/list-search';

export function leadsOf(link: Link, day?: string): string {
  const days = day ? conditionsOfWords({ from: day, to: day }) : [];
  return `/leads${writeSearch({ filter: writeCondition({ group: 'all', of: [{ field: 'link', is: 'any_of', value: [link.id] }, ...days] }) })}`;
}
