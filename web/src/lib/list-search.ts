// The state of the list of leads as it stands in the address: a link shows a colleague the same rows.

/** The search part of an address as plain texts, and back. */
export const readSearch = (search: string): Record<string, string> => Object.fromEntries(new URLSearchParams(search));
export function writeSearch(search: Record<string, unknown>): string {
  const given = Object.entries(search).filter((entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1] !== '');
  return given.length > 0 ? `?${new URLSearchParams(given)}` : '';
}

export interface ListSearch {
  q?: string;
  status?: string;
  owner?: string;
  source?: string;
  purpose?: string;
  form?: string;
  layer?: string;
  from?: string;
  to?: string;
  sort?: string;
  lead?: string; // the one that is peeked at
}

const names = ['q', 'status', 'owner', 'source', 'purpose', 'form', 'layer', 'from', 'to', 'sort', 'lead'] as const;

export function readListSearch(search: Record<string, unknown>): ListSearch {
  const read: ListSearch = {};
  for (const name of names) {
    const value = search[name];
    if (typeof value === 'string' && value) read[name] = value;
  }
  return read;
}

/** The same with one member changed; an empty one goes. */
export function withMember(search: ListSearch, name: keyof ListSearch, value: string): ListSearch {
  const next = { ...search };
  if (value) next[name] = value;
  else delete next[name];
  return next;
}

export const isFiltered = (search: ListSearch): boolean => names.some(name => name !== 'sort' && name !== 'lead' && search[name]);
