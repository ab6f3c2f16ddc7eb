import { useNavigate, useRouter, useSearch } from '@tanstack/react-router';
import { CalendarDays, Columns3, Download, Group as GroupIcon, History, ListChecks, Plus, Users } from 'lucide-react';
import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useCatalogue } from '../../api/catalogue';
import { type LeadRow, ProblemError } from '../../api/client';
import { useCustomFields, useWarmCard } from '../../api/leads';
import { useViews } from '../../api/views';
import { useLeadAtHand } from '../../app/at-hand';
import { useReader } from '../../app/session';
import { useText } from '../../i18n/texts';
import { readCondition } from '../../lib/conditions';
import { number } from '../../lib/format';
import { type Shortcut, useShortcuts } from '../../lib/keys';
import { groupOf, isFiltered, type ListSearch, withMember } from '../../lib/list-search';
import { useNarrow } from '../../lib/narrow';
import { Empty, Loading } from '../../ui/bits';
import { Button, IconButton } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { Checkbox } from '../../ui/fields';
import { tell } from '../../ui/toast';
import { Unavailable } from '../../ui/unavailable';
import { listMark, useFactTexts } from '../card/values';
import { BulkBar } from './bulk/bar';
import { BulkProgress } from './bulk/following';
import { usePicks } from './bulk/picks';
import { useCalendar } from './calendar/use-calendar';
import { allColumns, keepColumns, readColumns, shownColumns, usualColumns } from './columns';
import { Filters } from './filters';
import { type Edited, Grid } from './grid';
import { Arrange } from './groups/arrange';
import { useFolded } from './groups/folded';
import { type Line, leadLines, linesOf, stepFrom } from './groups/lines';
import { type Groups, useGroups } from './groups/use-groups';
import { NewLead } from './new-lead';
import { Peek, PeekOver } from './peek';
import { leaveForCard, placeIn } from './place';
import { exportAddress, questionOf, useRows } from './rows';
import { KeptView, Views } from './views';

const Board = lazy(() => import('./board/board').then(file => ({ default: file.Board })));
const Calendar = lazy(() => import('./calendar/calendar').then(file => ({ default: file.Calendar })));
const RecentDialog = lazy(() => import('./bulk/recent').then(file => ({ default: file.RecentDialog })));

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
  // The rows are drawn anew when the columns are others, and only then.
  const words = JSON.stringify([chosen, fields, manner.language]);
  const shown = useMemo(() => shownColumns(all, chosen), [words]);
  return { all, chosen, choose, shown, custom: chosen.some(id => id.startsWith('custom:')) };
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

const nobody: LeadRow[] = [];
const nothingFolded: ReadonlySet<string> = new Set();

/** Leads, or the heads of groups with those of the open ones. */
function useLines(rows: LeadRow[], groups: Groups | undefined, folded: ReadonlySet<string>): Line[] {
  const key = [...folded].join();
  const { groups: heads, loadedOf, version } = groups ?? {};
  return useMemo(
    () => (heads && loadedOf ? linesOf(heads, folded, loadedOf) : leadLines(rows)),
    // What is there of each group changes with the version.
    [rows, heads, version, key],
  );
}

const saysOf = (error: unknown, pointer: string): boolean =>
  error instanceof ProblemError && error.faults.some(fault => fault.pointer === pointer);

/** The field by which the list is laid out was put away, or is kept from the reader's role. */
const withoutField = {
  group: { icon: GroupIcon, title: 'groups.gone', leave: 'groups.not' },
  date: { icon: CalendarDays, title: 'calendar.gone', leave: 'calendar.by_arrival' },
} as const;
function FieldGone({ of, onLeave }: { of: keyof typeof withoutField; onLeave: () => void }) {
  const t = useText();
  const { icon, title, leave } = withoutField[of];
  return (
    <Empty icon={icon} title={t(title)} action={<Button onPress={onLeave}>{t(leave)}</Button>}>
      {t('groups.gone_about')}
    </Empty>
  );
}

type Change = (next: (before: ListSearch) => ListSearch, asStep?: boolean) => void;

/** What is wrong with the filter stands in the filter itself. */
const saysOfFilter = (error: unknown): boolean =>
  error instanceof ProblemError && error.faults.length > 0 && error.faults.every(fault => fault.pointer.startsWith('/filter'));

/** The row on which one stands, the card that lies beside the list, and the ways between them. */
function useWalk(search: ListSearch, list: string, lines: Line[], more: () => void, narrow: boolean, change: Change) {
  const navigate = useNavigate({ from: '/leads' });
  const router = useRouter();
  const warm = useWarmCard();
  const box = useRef<HTMLDivElement>(null);
  const [cursor, setCursor] = useState(search.lead ?? placeIn(list)?.lead);
  // The card is there at once, its address a moment later; an address that somebody else gives (a link, the way back) is obeyed.
  const [peeked, setPeeked] = useState(search.lead);
  const asked = useRef<string[]>([]);
  useEffect(() => {
    const at = asked.current.indexOf(search.lead ?? '');
    asked.current = at >= 0 ? asked.current.slice(at + 1) : [];
    if (at >= 0) return;
    setPeeked(search.lead);
    if (search.lead) setCursor(search.lead);
  }, [search.lead]);
  const peek = (id: string, asStep: boolean) => {
    setPeeked(id || undefined);
    asked.current.push(id);
    change(before => withMember(before, 'lead', id), asStep);
  };

  // A row that has gone leaves its place to the next one.
  const found = lines.findIndex(line => line.id === cursor);
  const place = useRef(-1);
  useEffect(() => {
    if (found >= 0) place.current = found;
  }, [found]);
  // The cards around are fetched before one asks for them.
  const around = [found, found + 1, found - 1].map(index => (lines[index]?.kind === 'lead' ? lines[index].id : '')).join();
  useEffect(() => {
    const timer = setTimeout(() => {
      for (const id of around.split(',')) if (id) warm(id);
    }, 60);
    return () => clearTimeout(timer);
  }, [around, warm]);
  const hover = useRef<ReturnType<typeof setTimeout>>(undefined);
  const onHover = (id: string) => {
    clearTimeout(hover.current);
    hover.current = setTimeout(() => warm(id), 80);
  };

  // On a telephone the card is a step of its own: the way back closes it.
  const stepped = useRef(false);
  const show = (id: string) => {
    setCursor(id);
    stepped.current = narrow && (stepped.current || !peeked);
    peek(id, narrow && !peeked);
  };
  const close = () => {
    if (stepped.current) router.history.back();
    else peek('', false);
    stepped.current = false;
    if (!narrow) box.current?.focus({ preventScroll: true });
  };
  const open = (id: string) => {
    leaveForCard();
    void navigate({ to: '/leads/$leadId', params: { leadId: id } });
  };
  const isLead = (id: string) => lines.some(line => line.id === id && line.kind === 'lead');
  const move = (id: string) => (peeked && !narrow && isLead(id) ? show(id) : setCursor(id));
  const step = (by: number) => {
    const from = found >= 0 ? found : by > 0 ? place.current - 1 : place.current;
    const to = stepFrom(lines, from, by, !!peeked || !!search.layout);
    const next = lines[to];
    if (next && next.id !== cursor) (peeked ? show : setCursor)(next.id);
    if (to >= lines.length - 20) more();
  };
  return { box, cursor, setCursor, peeked, show, close, open, move, step, onHover };
}

export function LeadsPage() {
  const t = useText();
  const { manner, may, hides, session } = useReader();
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
  // The filter of a view that asks for something hidden is not in the address: without it the list would be everyone.
  const views = useViews();
  const alone = !!search.view && !search.filter;
  const kept = alone ? views.data?.find(view => view.id === search.view && view.hidden) : undefined;
  const grouped = !!groupOf(search);
  const asked = !alone || (!views.isPending && !kept);
  const isCalendar = search.layout === 'calendar';
  const plain = useRows(search, columns.custom, asked && !grouped && !isCalendar);
  const calendar = useCalendar(search, asked, narrow);
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = plain;
  const fieldType = useCatalogue().data?.fields.find(field => field.key === groupOf(search))?.type;
  const folded = useFolded();
  const isBoard = search.layout === 'board';
  const groups = useGroups(search, columns.custom, asked, (field, id) => isBoard || !folded.of(field).has(id));
  const { error, refetch, total: everyone, isPending: waits } = isCalendar ? calendar : grouped ? groups : plain;
  const gone = (['group', 'date'] as const).find(member => saysOf(error, `/${member}`));
  const total = kept ? undefined : everyone;
  const isPending = waits && !kept && !!questionOf(search, columns.custom); // a filter that cannot be read is not asked for
  const foldedHere = folded.of(groups.field);
  const ungrouped = isCalendar ? calendar.rows : plain.rows;
  const lines = useLines(kept ? nobody : ungrouped, kept || !grouped ? undefined : groups, isBoard ? nothingFolded : foldedHere);
  const rows = useMemo(() => lines.flatMap(line => (line.kind === 'lead' ? [line.row] : [])), [lines]);

  const more = useCallback(() => {
    if (!grouped && !isCalendar && hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [grouped, isCalendar, hasNextPage, isFetchingNextPage, fetchNextPage]);
  const list = JSON.stringify([search.q, search.filter, search.sort, search.group, search.layout]);
  const {
    box,
    cursor,
    setCursor,
    peeked,
    show,
    close,
    open: openPage,
    move,
    step,
    onHover,
  } = useWalk(search, list, lines, more, narrow, change);
  const [edited, setEdited] = useState<Edited>();
  const [picking, setPicking] = useState(false); // on a narrow screen the boxes wait behind a button
  const [recent, setRecent] = useState(false);
  const picks = usePicks(JSON.stringify([search.q, search.filter]), rows, total, cursor, move);
  useLeadAtHand(cursor, rows.find(row => row.id === cursor)?.display_name);

  const changeCell = (column: string) => {
    if (cursor && rows.some(row => row.id === cursor)) setEdited({ lead: cursor, column });
  };
  // Who walks along the list opens from it too: it takes the keyboard, unless one is in the card beside it.
  const walk = (by: number) => {
    step(by);
    if (!document.activeElement?.closest('.peek')) box.current?.focus({ preventScroll: true });
  };
  const hasCells = !narrow && !isBoard && !isCalendar;
  const has = (column: string) => hasCells && columns.shown.some(one => one.id === column);
  const mayChange = may('leads:write');
  const mayPick = mayChange && !isCalendar && (!narrow || picking);
  const { nameOf } = useFactTexts();
  const unsearched = ['phones', 'emails', 'handles'].filter(hides).map(nameOf);
  const notFound =
    search.q && unsearched.length > 0
      ? t('hidden.none_found_about', { fields: unsearched.join(listMark(manner)) })
      : t('leads.none_found_about');
  const download = () => {
    location.assign(exportAddress(search));
    const hidden = session?.hidden ?? [];
    if (hidden.length > 0) tell(t('hidden.export', { fields: hidden.map(nameOf).join(listMark(manner)) }));
  };
  const isEmpty = !waits && !error && !kept && (isCalendar ? calendar.total === 0 : lines.length === 0);
  const leave = () => (peeked ? close() : picks.clear());
  const ofBoard: Shortcut[] = [
    { code: 'KeyM', label: t('board.move') },
    { code: 'ArrowLeft', shift: true, label: t('board.move_beside') },
  ];
  const ofWriters: Shortcut[] = [
    { code: 'KeyN', act: () => setMaking(true), label: t('leads.new') },
    ...(isCalendar ? [] : [{ code: 'KeyX', act: () => cursor && picks.press(cursor, false), label: t('bulk.choosing') }]),
    ...(isBoard ? ofBoard : []),
    ...(has('status') ? [{ code: 'KeyS', act: () => changeCell('status'), label: t('leads.change_status') }] : []),
    ...(has('owner') ? [{ code: 'KeyA', act: () => changeCell('owner'), label: t('inbox.assign') }] : []),
    ...(hasCells ? [{ code: 'F2', label: t('leads.change_cell') }] : []),
  ];
  useShortcuts([
    { code: 'KeyJ', act: () => walk(1), label: t('inbox.next') },
    { code: 'KeyK', act: () => walk(-1), label: t('inbox.previous') },
    { code: 'Space', label: t(grouped && !isBoard ? 'groups.peek_or_fold' : 'leads.peek') },
    { code: 'Enter', label: t(isCalendar && !narrow ? 'calendar.enter' : 'leads.open_page') },
    { code: 'Escape', act: leave, label: t('leads.close_peek') },
    ...(mayChange ? ofWriters : []),
    { code: 'Slash', act: () => document.querySelector<HTMLInputElement>('#lead-search input')?.focus(), label: t('leads.search_key') },
  ]);

  return (
    <>
      <div className="topline one-line">
        <h1>
          {t('place.leads')} {total !== undefined && <span className="total">{number(total, manner)}</span>}
        </h1>
        {may('leads:export') && !kept && <IconButton label={t('leads.export')} icon={Download} onPress={download} />}
        {narrow && mayChange && !isCalendar && (
          <IconButton label={t('bulk.choosing')} icon={ListChecks} aria-pressed={picking} onPress={() => setPicking(!picking)} />
        )}
        {mayPick && <IconButton label={t('bulk.recent')} icon={History} onPress={() => setRecent(true)} />}
        <Arrange
          search={search}
          onGroup={field => change(before => withMember(before, 'group', field))}
          onDate={field => change(before => withMember(before, 'date', field))}
          onLayout={layout => change(before => withMember(withMember(before, 'month', ''), 'layout', layout))}
          folded={{
            any: groups.groups.some(group => foldedHere.has(group.id)),
            all: on => folded.set(groups.field, on ? groups.groups.map(group => group.id) : []),
          }}
        />
        {hasCells && <IconButton label={t('leads.columns')} icon={Columns3} onPress={() => setChoosing(true)} />}
        {may('leads:write') &&
          (narrow ? (
            <IconButton look="primary" label={t('leads.new')} icon={Plus} shortcut={{ code: 'KeyN' }} onPress={() => setMaking(true)} />
          ) : (
            <Button look="primary" icon={Plus} shortcut={{ code: 'KeyN' }} onPress={() => setMaking(true)}>
              {t('leads.new')}
            </Button>
          ))}
      </div>
      <div className="leads">
        <Views search={search} unreadable={saysOfFilter(error) || readCondition(search.filter) === undefined} />
        <Filters search={search} error={error} change={change} />
        {isPending && <Loading label={t('word.loading')} />}
        {error && !saysOfFilter(error) && !gone && <Unavailable error={error} again={refetch} />}
        {gone && <FieldGone of={gone} onLeave={() => change(before => withMember(before, gone, ''))} />}
        {kept && <KeptView view={kept} />}
        {isEmpty && (
          <Empty
            icon={Users}
            title={isFiltered(search) ? t('leads.none_found') : t('leads.none')}
            action={
              isFiltered(search) ? (
                <Button onPress={() => change(() => ({}))}>{t('leads.clear')}</Button>
              ) : (
                may('leads:write') && (
                  <Button look="primary" icon={Plus} shortcut={{ code: 'KeyN' }} onPress={() => setMaking(true)}>
                    {t('leads.new')}
                  </Button>
                )
              )
            }
          >
            {isFiltered(search) ? notFound : t('leads.none_about')}
          </Empty>
        )}
        {groups.loaders}
        {(isCalendar ? !waits && !error && !kept && !isEmpty : lines.length > 0) && (
          <div className="list-and-card">
            {isCalendar ? (
              <Suspense fallback={<Loading label={t('word.loading')} />}>
                <Calendar
                  box={box}
                  search={search}
                  list={list}
                  calendar={calendar}
                  cursor={cursor}
                  peeked={peeked}
                  onCursor={setCursor}
                  onPeek={id => (id === peeked ? close() : show(id))}
                  onOpen={openPage}
                  onHover={onHover}
                  onMonth={month => change(before => withMember(before, 'month', month))}
                />
              </Suspense>
            ) : isBoard ? (
              <Suspense fallback={<Loading label={t('word.loading')} />}>
                <Board
                  box={box}
                  groups={groups}
                  yesNo={fieldType === 'yes_no'}
                  cursor={cursor}
                  peeked={peeked}
                  onCursor={setCursor}
                  onPeek={id => (id === peeked ? close() : show(id))}
                  onOpen={openPage}
                  picks={mayPick ? picks : undefined}
                />
              </Suspense>
            ) : (
              <Grid
                box={box}
                list={list}
                lines={lines}
                grouped={grouped}
                total={total}
                columns={columns.shown}
                sort={search.sort ?? '-created_at'}
                onSort={sort => change(before => withMember(before, 'sort', sort))}
                cursor={cursor}
                onMove={move}
                onStep={step}
                onPeek={id => (id === peeked ? close() : show(id))}
                onOpen={openPage}
                onEscape={leave}
                onHover={onHover}
                onNeedMore={more}
                onNeed={groups.need}
                onFold={id => folded.toggle(groups.field, id)}
                edited={edited}
                onEdit={mayChange ? setEdited : undefined}
                narrow={narrow}
                picks={mayPick ? picks : undefined}
              />
            )}
            {peeked && !narrow && <Peek id={peeked} onClose={close} onStep={step} onOpen={openPage} />}
          </div>
        )}
        <BulkProgress />
        {mayPick && <BulkBar picks={picks} total={total} search={search} />}
      </div>
      {narrow && <PeekOver id={peeked} onClose={close} onStep={step} onOpen={openPage} />}
      {recent && (
        <Suspense>
          <RecentDialog onClose={() => setRecent(false)} />
        </Suspense>
      )}
      {choosing && <ColumnsDialog columns={columns} onClose={() => setChoosing(false)} />}
      {making && (
        <NewLead
          open
          onClose={() => setMaking(false)}
          onMade={id => {
            setMaking(false);
            show(id);
          }}
        />
      )}
    </>
  );
}
