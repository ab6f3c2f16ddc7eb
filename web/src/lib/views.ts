// A saved view and the address of the list: the address always says everything, so that a link shows a colleague the same rows even
// when the view is somebody's own.
import type { View } from '../api/views';
import { conditionOf, everyone, readCondition, writeCondition } from './conditions';
import { dateOf, groupOf, type ListSearch } from './list-search';

export const usualSort = '-created_at';

export function searchOf(view: View): ListSearch {
  const filter = writeCondition(readCondition(view.filter && JSON.stringify(view.filter)) ?? everyone);
  const columns = (view.columns ?? []).join();
  return {
    ...(filter && { filter }),
    ...(view.sort !== usualSort && { sort: view.sort }),
    ...(columns && { columns }),
    ...(view.group && { group: view.group }),
    ...(view.layout !== 'table' && { layout: view.layout }),
    ...(view.date && { date: view.date }),
    view: view.id,
  };
}

/** The same text for the same condition, in whatever order its members stand. */
const plain = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    part && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
const plainFilter = (text: string | undefined): string => plain(conditionOf(readCondition(text) ?? everyone));

/** Whether the list shows something else than the view that it came from. */
export function differs(search: ListSearch, view: View): boolean {
  const saved = searchOf(view);
  return (
    plainFilter(search.filter) !== plainFilter(saved.filter) ||
    (search.sort ?? usualSort) !== (saved.sort ?? usualSort) ||
    (search.columns ?? '') !== (saved.columns ?? '') ||
    groupOf(search) !== groupOf(saved) ||
    dateOf(search) !== dateOf(saved) ||
    (search.layout ?? '') !== (saved.layout ?? '')
  );
}

/** What is kept of the list as it stands. */
export const contentOf = (search: ListSearch) => ({
  filter: conditionOf(readCondition(search.filter) ?? everyone) as View['filter'],
  sort: (search.sort ?? usualSort) as View['sort'],
  columns: search.columns ? search.columns.split(',') : [],
  group: search.group ?? '',
  layout: (search.layout === 'board' || search.layout === 'calendar' ? search.layout : 'table') as View['layout'],
  date: search.date ?? '',
});
