// Search as one types, and the simple filters. On a narrow screen they wait behind a button.
import { SlidersHorizontal, X } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import { useForms } from '../../api/forms';
import { usePeople, useStatuses } from '../../api/leads';
import { useReader } from '../../app/session';
import { useText } from '../../i18n/texts';
import { daysOf, periods } from '../../lib/days';
import { isFiltered, type ListSearch, withMember } from '../../lib/list-search';
import { useNarrow } from '../../lib/narrow';
import { Button, IconButton } from '../../ui/button';
import { DateField } from '../../ui/date-field';
import { SelectField, TextField } from '../../ui/fields';
import { optionsOf, sourceChannels } from '../card/words';

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
  change: (change: (before: ListSearch) => ListSearch) => void;
}

/** Which days: a usual period, or days of one's own. */
function Days({ search, change }: FiltersProps) {
  const t = useText();
  const { manner } = useReader();
  const [own, setOwn] = useState(false);
  const now = new Date();
  const known = periods.find(period => {
    const days = daysOf(period, now, manner);
    return days.from === search.from && days.to === search.to;
  });
  const value = own ? 'own' : (known ?? (search.from || search.to ? 'own' : ''));
  const choose = (wish: string) => {
    setOwn(wish === 'own');
    if (wish === 'own') return;
    const days = periods.find(period => period === wish);
    const { from, to } = days ? daysOf(days, now, manner) : { from: '', to: '' };
    change(before => withMember(withMember(before, 'from', from), 'to', to));
  };
  return (
    <>
      <SelectField
        label={t('filter.days')}
        value={value}
        onChange={choose}
        options={[
          { id: '', label: t('filter.any_day') },
          ...periods.map(period => ({ id: period, label: t(`period.${period}`) })),
          { id: 'own', label: t('period.own') },
        ]}
      />
      {value === 'own' && (
        <>
          <DateField
            label={t('filter.from')}
            value={search.from ?? ''}
            onChange={from => change(before => withMember(before, 'from', from))}
          />
          <DateField label={t('filter.to')} value={search.to ?? ''} onChange={to => change(before => withMember(before, 'to', to))} />
        </>
      )}
    </>
  );
}

export function Filters({ search, change }: FiltersProps) {
  const t = useText();
  const { manner, may } = useReader();
  const narrow = useNarrow();
  const [open, setOpen] = useState(false);
  const statuses = useStatuses().data ?? [];
  const people = usePeople().data ?? [];
  const forms = useForms(may('forms:read')).data ?? [];
  const any = { id: '', label: t('filter.any') };
  const set = useCallback((name: keyof ListSearch, value: string) => change(before => withMember(before, name, value)), [change]);
  const setQuery = useCallback((value: string) => set('q', value), [set]);
  const [typed, setTyped] = useTyped(search.q ?? '', setQuery);
  const filtered = isFiltered(withMember(search, 'q', ''));
  const select = (name: 'status' | 'owner' | 'source' | 'form' | 'purpose', options: { id: string; label: string }[]) => (
    <SelectField label={t(`field.${name}`)} value={search[name] ?? ''} onChange={value => set(name, value)} options={[any, ...options]} />
  );
  return (
    <search className="filters">
      <div className="search" id="lead-search">
        <TextField label={t('leads.search')} labelHidden type="search" placeholder={t('leads.search')} value={typed} onChange={setTyped} />
        {narrow && (
          <IconButton
            label={t('leads.filters')}
            icon={SlidersHorizontal}
            look={open || filtered ? 'primary' : 'plain'}
            aria-expanded={open}
            onPress={() => setOpen(!open)}
          />
        )}
      </div>
      {(!narrow || open) && (
        <>
          {select(
            'status',
            statuses
              .filter(one => !one.archived)
              .map(one => ({ id: one.id, label: one.label[manner.language] || one.label.fa || one.label.en || one.key })),
          )}
          {select('owner', [
            { id: 'me', label: t('owner.me') },
            { id: 'none', label: t('owner.none') },
            ...people.map(person => ({ id: person.id, label: person.name })),
          ])}
          {select(
            'source',
            sourceChannels.map(one => ({ id: one, label: t(`channel.${one}`) })),
          )}
          {forms.length > 0 &&
            select(
              'form',
              forms.map(form => ({ id: form.id, label: form.title[manner.language] || form.title.fa || form.title.en || '' })),
            )}
          {select('purpose', optionsOf(t, 'purpose'))}
          <SelectField
            label={t('field.layer')}
            value={search.layer ?? ''}
            onChange={value => set('layer', value)}
            options={[
              { id: '', label: t('layer.lead') },
              { id: 'interest', label: t('layer.interest') },
            ]}
          />
          <Days search={search} change={change} />
          {filtered && (
            <Button look="quiet" icon={X} onPress={() => change(before => ({ q: before.q, sort: before.sort }))}>
              {t('leads.clear')}
            </Button>
          )}
        </>
      )}
    </search>
  );
}
