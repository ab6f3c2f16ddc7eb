// Search as one types, and the filter as a sentence. On a narrow screen an empty filter waits behind a button.
import { SlidersHorizontal } from 'lucide-react';
import { type KeyboardEvent, useCallback, useEffect, useState } from 'react';
import { useReader } from '../../app/session';
import { useText } from '../../i18n/texts';
import { titleWithKey } from '../../lib/keys';
import { type ListSearch, withMember } from '../../lib/list-search';
import { useNarrow } from '../../lib/narrow';
import { IconButton } from '../../ui/button';
import { TextField } from '../../ui/fields';
import { Sentence } from './filter/sentence';

/** What is typed reaches the address a moment later, so that each letter is not a place in the history. */
function useTyped(value: string, settle: (value: string) => void): [string, (value: string) => void] {
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  useEffect(() => {
    if (typed === value) return;
    const timer = setTimeout(() => settle(typed), 180);
    return () => clearTimeout(timer);
  }, [typed, value, settle]);
  return [typed, setTyped];
}

interface FiltersProps {
  search: ListSearch;
  error: unknown; // of the list, which says what is wrong with the filter
  change: (change: (before: ListSearch) => ListSearch, asStep?: boolean) => void;
}

export function Filters({ search, error, change }: FiltersProps) {
  const t = useText();
  const { hides } = useReader();
  const narrow = useNarrow();
  const [open, setOpen] = useState(false);
  const setQuery = useCallback((value: string) => change(before => withMember(before, 'q', value)), [change]);
  const [typed, setTyped] = useTyped(search.q ?? '', setQuery);
  // From what was typed into what was found.
  const onKeyDown = (event: KeyboardEvent) => {
    const leaves = event.key === 'ArrowDown' || event.key === 'Enter' || (event.key === 'Escape' && !typed);
    if (!leaves || !(event.target instanceof HTMLInputElement)) return;
    event.preventDefault();
    document.querySelector<HTMLElement>('.grid, .board, .lead-calendar')?.focus();
  };
  return (
    <search className="filters">
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the field inside has the keyboard */}
      <div className="search" id="lead-search" onKeyDown={onKeyDown}>
        <TextField
          label={t('leads.search')}
          labelHidden
          type="search"
          title={titleWithKey(t('leads.search_key'), { code: 'Slash' })}
          placeholder={t(hides('phones') || hides('emails') ? 'hidden.search' : 'leads.search')}
          value={typed}
          onChange={setTyped}
        />
        {narrow && !search.filter && (
          <IconButton label={t('leads.filters')} icon={SlidersHorizontal} aria-expanded={open} onPress={() => setOpen(!open)} />
        )}
      </div>
      {(!narrow || open || search.filter) && (
        <Sentence
          filter={search.filter ?? ''}
          error={error}
          onSettle={filter => change(before => withMember(before, 'filter', filter), true)}
        />
      )}
    </search>
  );
}
