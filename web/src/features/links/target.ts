import type { Link } from '../../api/client';
import type { Manner } from '../../lib/format';

/** An address without scheme and without what only counts, Persian letters as letters. */
export function shortAddress(address: string): string {
  try {
    const { host, pathname } = new URL(address);
    return decodeURI(host + pathname).replace(/\/$/, '');
  } catch {
    return address;
  }
}

/** Where the link leads, as a person says it: the form by its title, a page by its address. */
export function targetText(link: Link, manner: Manner): string {
  const title = link.form_title;
  if (title) return title[manner.language] || title.fa || title.en || '';
  return shortAddress(link.destination);
}
