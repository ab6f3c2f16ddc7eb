import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Columns3, Download, ExternalLink, Plus, SlidersHorizontal, Users } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import { api, body } from '../../api/client';
import { usePeople, useStatuses } from '../../api/leads';
import { useReader } from '../../app/session';
import { useText } from '../../i18n/texts';
import { number } from '../../lib/format';
import { useShortcuts } from '../../lib/keys';
import { isFiltered, type ListSearch, withMember } from '../../lib/list-search';
import { Empty, Loading } from '../../ui/bits';
import { Button, IconButton } from '../../ui/button';
import { DateField } from '../../ui/date-field';
import { Dialog } from '../../ui/dialog';
import { Checkbox, SelectField, TextField } from '../../ui/fields';
import { LeadCard } from '../card/card';
import { optionsOf, sourceChannels } from '../card/words';
import { allColumns, keepColumns, readColumns } from './columns';
import { Grid } from './grid';
import { NewLead } from './new-lead';

/** The first instant of a day of the reader's zone, as the server reads it; the day after for an inclusive end. */
function dayStart(day: string | undefined, timeZone: string, plus = 0): string | undefined {
  if (!day) return undefined;
  const utc = new Date(`${day}T00:00:00Z`);
  utc.setUTCDate(utc.getUTCDate() + plus);
  const shown = new Date(utc.toLocaleString('en-US', { timeZone }));
  const same = new Date(utc.toLocaleString('en-US', { timeZone: 'UTC' }));
  return new Date(utc.getTime() - (shown.getTime() - same.getTime())).toISOString();
}

function filterOf(search: ListSearch, timeZone: string) {
  return {
    q: search.q,
    status: search.status,
    owner: search.owner,
    source: search.source,
    purpose: search.purpose as 'buyer' | undefined,
    form: search.form,
    layer: search.layer as 'lead' | undefined,
    created_from: dayStart(search.from, timeZone),
    created_to: dayStart(search.to, timeZone, 1),
  };
}

/** The rows on the screen as a file. */
function exportAddress(search: ListSearch, timeZone: string): string {
  const filter = Object.entries(filterOf(search, timeZone)).filter((entry): entry is [string, string] => !!entry[1]);
  return `/api/v1/exports/leads.csv?${new URLSearchParams(filter)}`;
}

function useLeads(search: ListSearch, timeZone: string) {
  const query = { ...filterOf(search, timeZone), sort: search.sort ?? '-created_at' };
  return useInfiniteQuery({
    queryKey: ['leads', 'list', query],
    initialPageParam: '',
    placeholderData: keepPreviousData,
    queryFn: ({ pageParam }) =>
      body(
        api.GET('/api/v1/leads', {
          params: { query: { ...query, limit: 200, cursor: pageParam, count: pageParam ? undefined : 'exact' } },
        }),
      ),
    getNextPageParam: page => page.page.next_cursor,
  });
}

function useNarrow(): boolean {
  const [narrow, setNarrow] = useState(() => matchMedia('(max-width: 820px)').matches);
  useEffect(() => {
    const media = matchMedia('(max-width: 820px)');
    const listen = () => setNarrow(media.matches);
    media.addEventListener('change', listen);
    return () => media.removeEventListener('change', listen);
  }, []);
  return narrow;
}

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

function Filters({ search, set, narrow }: { search: ListSearch; set: (name: keyof ListSearch, value: string) => void; narrow: boolean }) {
  const [open, setOpen] = useState(false);
  const shown = !narrow || open;
  const t = useText();
  const { manner } = useReader();
  const statuses = useStatuses().data ?? [];
  const people = usePeople().data ?? [];
  const any = { id: '', label: t('filter.any') };
  const setQuery = useCallback((value: string) => set('q', value), [set]);
  const [typed, setTyped] = useTyped(search.q ?? '', setQuery);
  return (
    <search className="filters">
      <div className="search" id="lead-search">
        <TextField label={t('leads.search')} labelHidden type="search" placeholder={t('leads.search')} value={typed} onChange={setTyped} />
      </div>
      {narrow && (
        <IconButton
          label={t('leads.filters')}
          icon={SlidersHorizontal}
          look={open || isFiltered(withMember(search, 'q', '')) ? 'primary' : 'plain'}
          onPress={() => setOpen(!open)}
        />
      )}
      {shown && (
        <>
          <SelectField
            label={t('field.status')}
            value={search.status ?? ''}
            onChange={value => set('status', value)}
            options={[
              any,
              ...statuses
                .filter(one => !one.archived)
                .map(one => ({ id: one.id, label: one.label[manner.language] || one.label.fa || one.label.en || one.key })),
            ]}
          />
          <SelectField
            label={t('field.owner')}
            value={search.owner ?? ''}
            onChange={value => set('owner', value)}
            options={[
              any,
              { id: 'me', label: t('owner.me') },
              { id: 'none', label: t('owner.none') },
              ...people.map(person => ({ id: person.id, label: person.name })),
            ]}
          />
          <SelectField
            label={t('field.source')}
            value={search.source ?? ''}
            onChange={value => set('source', value)}
            options={[any, ...sourceChannels.map(one => ({ id: one, label: t(`channel.${one}`) }))]}
          />
          <SelectField
            label={t('field.purpose')}
            value={search.purpose ?? ''}
            onChange={value => set('purpose', value)}
            options={[any, ...optionsOf(t, 'purpose')]}
          />
          <SelectField
            label={t('field.layer')}
            value={search.layer ?? ''}
            onChange={value => set('layer', value)}
            options={[
              { id: '', label: t('layer.lead') },
              { id: 'interest', label: t('layer.interest') },
            ]}
          />
          <DateField label={t('filter.from')} value={search.from ?? ''} onChange={value => set('from', value)} />
          <DateField label={t('filter.to')} value={search.to ?? ''} onChange={value => set('to', value)} />
        </>
      )}
    </search>
  );
}

export function LeadsPage() {
  const t = useText();
  const { manner, may } = useReader();
  const navigate = useNavigate({ from: '/leads' });
  const search = useSearch({ from: '/desk/leads' });
  const narrow = useNarrow();
  const [columns, setColumns] = useState(readColumns);
  const [choosing, setChoosing] = useState(false);
  const [making, setMaking] = useState(false);
  const { data, isPending, error, hasNextPage, isFetchingNextPage, fetchNextPage } = useLeads(search, manner.timeZone);
  const rows = data?.pages.flatMap(page => page.data) ?? [];
  const total = data?.pages[0]?.page.total;

  const set = useCallback(
    (name: keyof ListSearch, value: string) => void navigate({ search: before => withMember(before, name, value), replace: true }),
    [navigate],
  );
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);

  useShortcuts([
    { code: 'KeyN', act: () => setMaking(true) },
    { code: 'Slash', act: () => document.querySelector<HTMLInputElement>('#lead-search input')?.focus() },
  ]);

  return (
    <>
      <div className="topline">
        <h1>
          {t('place.leads')} {total !== undefined && total !== null && <span className="total">{number(total, manner)}</span>}
        </h1>
        {may('leads:export') && (
          <IconButton label={t('leads.export')} icon={Download} onPress={() => location.assign(exportAddress(search, manner.timeZone))} />
        )}
        {!narrow && <IconButton label={t('leads.columns')} icon={Columns3} onPress={() => setChoosing(true)} />}
        {may('leads:write') && (
          <Button look="primary" icon={Plus} shortcut={{ code: 'KeyN' }} onPress={() => setMaking(true)}>
            {t('leads.new')}
          </Button>
        )}
      </div>
      <div className="leads">
        <Filters search={search} set={set} narrow={narrow} />
        {isPending && <Loading label={t('word.loading')} />}
        {error && <p className="notice danger">{error.message}</p>}
        {!isPending && !error && rows.length === 0 && (
          <Empty
            icon={Users}
            title={isFiltered(search) ? t('leads.none_found') : t('leads.none')}
            action={isFiltered(search) && <Button onPress={() => void navigate({ search: {} })}>{t('leads.clear')}</Button>}
          >
            {isFiltered(search) ? t('leads.none_found_about') : t('leads.none_about')}
          </Empty>
        )}
        {rows.length > 0 && (
          <Grid
            rows={rows}
            total={total ?? undefined}
            columns={columns}
            sort={search.sort ?? '-created_at'}
            onSort={sort => set('sort', sort)}
            current={search.lead}
            onOpen={id => set('lead', id)}
            onNeedMore={more}
            narrow={narrow}
          />
        )}
      </div>
      <Dialog title={t('card.title')} open={!!search.lead} onClose={() => set('lead', '')} sheet>
        {search.lead && (
          <>
            <div>
              <Button
                look="quiet"
                icon={ExternalLink}
                onPress={() => void navigate({ to: '/leads/$leadId', params: { leadId: search.lead ?? '' } })}
              >
                {t('leads.open_page')}
              </Button>
            </div>
            <LeadCard id={search.lead} />
          </>
        )}
      </Dialog>
      <Dialog title={t('leads.columns')} open={choosing} onClose={() => setChoosing(false)}>
        {allColumns.map(column => (
          <Checkbox
            key={column.id}
            checked={columns.includes(column.id)}
            disabled={column.id === 'name'}
            onChange={on => {
              const next = on ? [...columns, column.id] : columns.filter(id => id !== column.id);
              setColumns(next);
              keepColumns(next);
            }}
          >
            {t(column.label)}
          </Checkbox>
        ))}
      </Dialog>
      {making && (
        <NewLead
          open
          onClose={() => setMaking(false)}
          onMade={id => {
            setMaking(false);
            set('lead', id);
          }}
        />
      )}
    </>
  );
}
