import { useNavigate, useSearch } from '@tanstack/react-router';
import { Columns3, Download, Plus, Users } from 'lucide-react';
import { useCallback, useState } from 'react';
import { ProblemError } from '../../api/client';
import { useCustomFields } from '../../api/leads';
import { useReader } from '../../app/session';
import { useText } from '../../i18n/texts';
import { number } from '../../lib/format';
import { useShortcuts } from '../../lib/keys';
import { isFiltered, type ListSearch, withMember } from '../../lib/list-search';
import { useNarrow } from '../../lib/narrow';
import { Empty, Loading } from '../../ui/bits';
import { Button, IconButton } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { Checkbox } from '../../ui/fields';
import { allColumns, keepColumns, readColumns, shownColumns, usualColumns } from './columns';
import { Filters } from './filters';
import { Grid } from './grid';
import { NewLead } from './new-lead';
import { Peek } from './peek';
import { exportAddress, useRows } from './rows';
import { Views } from './views';

/** Those of the address, as a saved view has them; else the reader's own choice, which his browser keeps. */
function useColumns(search: ListSearch, change: (columns: string) => void) {
  const t = useText();
  const { manner } = useReader();
  const fields = useCustomFields().data ?? [];
  const [own, setOwn] = useState(readColumns);
  const chosen = search.columns ? search.columns.split(',') : own;
  const all = allColumns(t, fields, manner.language);
  const choose = (ids: readonly string[]) => {
    if (search.view || search.columns) return change(ids.join());
    setOwn(ids);
    keepColumns(ids);
  };
  return { all, chosen, choose, shown: shownColumns(all, chosen), custom: chosen.some(id => id.startsWith('custom:')) };
}

function ColumnsDialog({ columns, onClose }: { columns: ReturnType<typeof useColumns>; onClose: () => void }) {
  const t = useText();
  const { all, chosen, choose } = columns;
  return (
    <Dialog title={t('leads.columns')} open onClose={onClose}>
      <div className="grid-2">
        {all.map(column => (
          <Checkbox
            key={column.id}
            checked={column.id === 'name' || chosen.includes(column.id)}
            disabled={column.id === 'name'}
            onChange={on => choose(on ? [...chosen, column.id] : chosen.filter(id => id !== column.id))}
          >
            {column.label}
          </Checkbox>
        ))}
      </div>
      <div className="actions">
        <Button look="quiet" onPress={() => choose(usualColumns)}>
          {t('leads.usual_columns')}
        </Button>
      </div>
    </Dialog>
  );
}

/** What is wrong with the filter stands in the filter itself. */
const saysOfFilter = (error: unknown): boolean =>
  error instanceof ProblemError && error.faults.length > 0 && error.faults.every(fault => fault.pointer.startsWith('/filter'));

export function LeadsPage() {
  const t = useText();
  const { manner, may } = useReader();
  const navigate = useNavigate({ from: '/leads' });
  const search = useSearch({ from: '/desk/leads' });
  const narrow = useNarrow();
  // A step of its own is a place in the history: the way back undoes it.
  const change = useCallback(
    (next: (before: ListSearch) => ListSearch, asStep = false) => void navigate({ search: next, replace: !asStep }),
    [navigate],
  );
  const columns = useColumns(search, ids => change(before => withMember(before, 'columns', ids)));
  const [choosing, setChoosing] = useState(false);
  const [making, setMaking] = useState(false);
  const [cursor, setCursor] = useState(search.lead);
  const { rows, total, isPending, error, hasNextPage, isFetchingNextPage, fetchNextPage } = useRows(search, columns.custom);

  const open = (id: string | undefined) => {
    if (id) setCursor(id);
    change(before => withMember(before, 'lead', id ?? ''));
  };
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  const step = (by: number) => {
    const at = rows.findIndex(row => row.id === search.lead);
    const next = rows[at + by];
    if (next) open(next.id);
    if (at + by >= rows.length - 20) more();
  };

  useShortcuts([
    ...(may('leads:write') ? [{ code: 'KeyN', act: () => setMaking(true), label: t('leads.new') }] : []),
    { code: 'Slash', act: () => document.querySelector<HTMLInputElement>('#lead-search input')?.focus(), label: t('leads.search_key') },
  ]);

  return (
    <>
      <div className="topline">
        <h1>
          {t('place.leads')} {total !== undefined && <span className="total">{number(total, manner)}</span>}
        </h1>
        {may('leads:export') && (
          <IconButton label={t('leads.export')} icon={Download} onPress={() => location.assign(exportAddress(search))} />
        )}
        {!narrow && <IconButton label={t('leads.columns')} icon={Columns3} onPress={() => setChoosing(true)} />}
        {may('leads:write') && (
          <Button look="primary" icon={Plus} shortcut={{ code: 'KeyN' }} onPress={() => setMaking(true)}>
            {t('leads.new')}
          </Button>
        )}
      </div>
      <div className="leads">
        <Views search={search} />
        <Filters search={search} error={error} change={change} />
        {isPending && <Loading label={t('word.loading')} />}
        {error && !saysOfFilter(error) && <p className="notice danger">{error.message}</p>}
        {!isPending && !error && rows.length === 0 && (
          <Empty
            icon={Users}
            title={isFiltered(search) ? t('leads.none_found') : t('leads.none')}
            action={
              isFiltered(search) ? (
                <Button onPress={() => change(() => ({}))}>{t('leads.clear')}</Button>
              ) : (
                may('leads:write') && (
                  <Button look="primary" icon={Plus} onPress={() => setMaking(true)}>
                    {t('leads.new')}
                  </Button>
                )
              )
            }
          >
            {isFiltered(search) ? t('leads.none_found_about') : t('leads.none_about')}
          </Empty>
        )}
        {rows.length > 0 && (
          <Grid
            rows={rows}
            total={total}
            columns={columns.shown}
            sort={search.sort ?? '-created_at'}
            onSort={sort => change(before => withMember(before, 'sort', sort))}
            cursor={cursor}
            onMove={setCursor}
            onOpen={open}
            onNeedMore={more}
            narrow={narrow}
          />
        )}
      </div>
      <Peek id={search.lead} onClose={() => open(undefined)} onStep={step} />
      {choosing && <ColumnsDialog columns={columns} onClose={() => setChoosing(false)} />}
      {making && (
        <NewLead
          open
          onClose={() => setMaking(false)}
          onMade={id => {
            setMaking(false);
            open(id);
          }}
        />
      )}
    </>
  );
}
