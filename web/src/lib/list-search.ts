// The state of the list of leads as it stands in the address: a link shows a colleague the same rows.
import { conditionsOfWords, writeCondition } from './conditions';

/** The search part of an address as plain texts, and back. */
export const readSearch = (search: string): Record<string, string> => Object.fromEntries(new URLSearchParams(search));
export function writeSearch(search: Record<string, unknown>): string {
  const given = Object.entries(search).filter((entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1] !== '');
  return given.length > 0 ? `?${new URLSearchParams(given)}` : '';
}

export interface ListSearch {
  q?: string;
  filter?: string; // a condition as its JSON text
  sort?: string;
  columns?: string; // their ids, separated by commas; the reader's own choice when it is left out
  group?: string; // the field of the catalogue by which it is grouped
  layout?: string; // 'board': a column for each group; 'calendar': a place for each day; a table when it is left out
  date?: string; // the field of the catalogue by which a calendar is laid out
  month?: string; // that a calendar shows: "1405-09"; that of today when it is left out
  view?: string; // the saved view from which one came
  lead?: string; // the one that is peeked at
}

/** Instead of a condition an address may say the usual ones in short; they become a condition when it is read. */
export type ShortWords = Partial<Record<'status' | 'owner' | 'source' | 'form' | 'purpose' | 'layer' | 'from' | 'to', string>>;

const names = ['q', 'filter', 'sort', 'columns', 'group', 'layout', 'date', 'month', 'view', 'lead'] as const;

export function readListSearch(search: Record<string, unknown>): ListSearch {
  const read: ListSearch = {};
  for (const name of names) {
    const value = search[name];
    if (typeof value === 'string' && value) read[name] = value;
  }
  if (!read.filter) {
    const filter = writeCondition({ group: 'all', of: conditionsOfWords(search) });
    if (filter) read.filter = filter;
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

/** A board is always grouped: by status when nothing else is said. A calendar is not. */
export const groupOf = (search: ListSearch): string | undefined =>
  search.layout === 'calendar' ? undefined : (search.group ?? (search.layout === 'board' ? 'status' : undefined));
/** By which date the calendar is laid out: when they came when nothing else is said. */
export const dateOf = (search: ListSearch): string | undefined =>
  search.layout === 'calendar' ? (search.date ?? 'created_at') : undefined;

export const isFiltered = (search: ListSearch): boolean => !!search.q || !!search.filter;
