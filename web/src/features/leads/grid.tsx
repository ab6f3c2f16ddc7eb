// The list of leads: plain rows, only those in view are there, pages come as one scrolls. Arrow keys (or J and K) move, Space looks at the
// card beside the list, Enter opens it; the arrows of the line go to the cells that can be changed where they stand.
import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { type CSSProperties, type KeyboardEvent, memo, type RefObject, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { LeadRow } from '../../api/client';
import { type Translate, useText } from '../../i18n/texts';
import { isNowhere, titleWithKey } from '../../lib/keys';
import { User } from '../../ui/bits';
import { PickCell, PickHead } from './bulk/pick-box';
import type { Picks } from './bulk/picks';
import { CellEditor, isEditable } from './cell-edit';
import { Cell, NarrowCells } from './cells';
import type { Column } from './columns';
import { GroupRow, RestRow } from './groups/group-row';
import type { Line } from './groups/lines';
import { keepPlace, placeIn, takeReturn } from './place';

export interface Edited {
  lead: string;
  column: string;
}

interface GridProps {
  box: RefObject<HTMLDivElement | null>;
  list: string; // what is shown, as text
  lines: Line[];
  grouped: boolean;
  total: number | undefined;
  columns: Column[];
  sort: string;
  onSort: (sort: string) => void;
  cursor: string | undefined;
  onMove: (id: string) => void;
  onStep: (by: number) => void;
  onPeek: (id: string) => void;
  onOpen: (id: string) => void;
  onEscape: () => void;
  onHover: (id: string) => void;
  onNeedMore: () => void;
  onNeed: (group: string) => void;
  onFold: (group: string) => void;
  edited: Edited | undefined;
  onEdit: ((what: Edited | undefined) => void) | undefined; // for who may change leads
  narrow: boolean;
  picks: Picks | undefined; // for who may change leads
}

interface RowProps {
  row: LeadRow;
  columns: Column[];
  narrow: boolean;
  grouped: boolean;
  index: number;
  start: number;
  current: boolean;
  chosen: string | undefined; // the column on which the keyboard stands
  edited: string | undefined; // the column that is being changed
  mayEdit: boolean;
  onDone: () => void;
  picked: boolean | undefined; // nothing when rows cannot be chosen
}
const Row = memo(function Row({ row, columns, narrow, grouped, index, start, current, chosen, edited, mayEdit, onDone, picked }: RowProps) {
  const t = useText();
  return (
    <div
      id={`row-${row.id}`}
      role="row"
      tabIndex={-1}
      aria-rowindex={index + 2}
      aria-level={grouped ? 2 : undefined}
      aria-selected={current}
      className={picked ? 'grid-row picked' : 'grid-row'}
      data-row={row.id}
      style={{ transform: `translateY(${start}px)` }}
    >
      {picked !== undefined && <PickCell row={row} picked={picked} />}
      {narrow ? (
        <NarrowCells row={row} />
      ) : (
        columns.map(column => (
          <div
            key={column.id}
            id={chosen === column.id ? chosenCell : undefined}
            role="gridcell"
            tabIndex={-1}
            className={edited === column.id ? 'edited' : undefined}
          >
            {edited === column.id ? (
              <CellEditor row={row} column={column} onDone={onDone} />
            ) : (
              <>
                <Cell row={row} column={column} />
                {mayEdit && isEditable(column) && (
                  <span className="cell-act pencil" data-edit={column.id} title={changeTitle(t, column.id)} aria-hidden />
                )}
                {column.id === 'name' && (
                  <span className="cell-act look" title={titleWithKey(t('leads.peek'), { code: 'Space' })} aria-hidden />
                )}
              </>
            )}
          </div>
        ))
      )}
    </div>
  );
});
const chosenCell = 'chosen-cell';

function changeTitle(t: Translate, column: string): string {
  if (column === 'status') return titleWithKey(t('leads.change_status'), { code: 'KeyS' });
  if (column === 'owner') return titleWithKey(t('inbox.assign'), { code: 'KeyA' });
  return titleWithKey(t('leads.change_cell'), { code: 'F2' });
}

function Head({ columns, sort, onSort, picks }: Pick<GridProps, 'columns' | 'sort' | 'onSort' | 'picks'>) {
  return (
    <div className="grid-head" role="row">
      {picks && <PickHead picks={picks} />}
      {columns.map(({ id, label, sort: key }) => {
        const down = key && sort === `-${key}`;
        const up = key && sort === key;
        const Arrow = down ? ArrowDown : ArrowUp;
        return (
          <div key={id} role="columnheader" tabIndex={-1} aria-sort={down ? 'descending' : up ? 'ascending' : undefined}>
            {key ? (
              <button type="button" onClick={() => onSort(down ? key : `-${key}`)}>
                <User>{label}</User> {(down || up) && <Arrow size={14} aria-hidden />}
              </button>
            ) : (
              <User>{label}</User>
            )}
          </div>
        );
      })}
    </div>
  );
}

/** The rows in view, and the place in the list: found again when one comes back. */
function useLinesInView({ box, list, lines, cursor, edited, narrow, onNeedMore, onNeed }: GridProps) {
  const height = narrow ? 64 : 44;
  const [came] = useState(() => placeIn(list));
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => box.current,
    estimateSize: () => height,
    overscan: 8,
    initialOffset: came?.offset ?? 0,
    scrollPaddingEnd: narrow ? 0 : 40, // the heading, which stays
  });
  const items = virtual.getVirtualItems();
  const lastShown = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (lastShown >= lines.length - 20) onNeedMore();
  }, [lastShown, lines.length, onNeedMore]);
  // One group after the other: what comes of the first takes the others out of view.
  const rest = items.map(item => lines[item.index]).find(line => line?.kind === 'rest');
  useEffect(() => {
    if (rest?.kind === 'rest') onNeed(rest.group);
  }, [rest, onNeed]);
  useEffect(() => virtual.measure(), [virtual, height]);

  const at = useMemo(() => (cursor ? lines.findIndex(line => line.id === cursor) : -1), [lines, cursor]);
  const latest = useRef({ list, cursor, at, narrow });
  latest.current = { list, cursor, at, narrow };
  const stayed = useRef(!!came);
  // The row on which one stands is in view, whichever way one came to it; but a list that was scrolled away from it stays where it is.
  useEffect(() => {
    if (stayed.current) {
      stayed.current = false;
      return;
    }
    if (cursor && latest.current.at >= 0) virtual.scrollToIndex(latest.current.at);
  }, [cursor, edited, virtual]);
  const before = useRef(list);
  const top = useRef<{ id: string; index: number }>(undefined);
  // Rows that come or go above do not move what one is reading; another list begins at its top.
  useLayoutEffect(() => {
    const element = box.current;
    if (before.current !== list) {
      before.current = list;
      virtual.scrollToOffset(0);
    } else if (element && top.current && element.scrollTop > 0) {
      const { id, index } = top.current;
      const now = lines[index]?.id === id ? index : lines.findIndex(line => line.id === id);
      if (now >= 0 && now !== index) element.scrollTop += (now - index) * height;
    }
  }, [list, lines, height, virtual, box]);
  useEffect(() => {
    const index = Math.floor((virtual.scrollOffset ?? 0) / height);
    const line = lines[index];
    top.current = line && { id: line.id, index };
  });
  useEffect(() => {
    if (takeReturn() || (!latest.current.narrow && isNowhere(document.activeElement))) box.current?.focus({ preventScroll: true });
    return () => keepPlace({ list: latest.current.list, lead: latest.current.cursor, offset: virtual.scrollOffset ?? 0 });
  }, [virtual, box]);

  return { height, items, at, size: virtual.getTotalSize() };
}

export function Grid(given: GridProps) {
  const { box, lines, grouped, total, columns, sort, onSort, cursor, onMove, onStep, onPeek, onOpen, onEscape, onHover, onFold } = given;
  const { edited, onEdit, narrow, picks } = given;
  const t = useText();
  const { height, items, at, size } = useLinesInView(given);
  const cells = useMemo(() => (onEdit && !narrow ? columns.filter(isEditable).map(column => column.id) : []), [columns, onEdit, narrow]);
  const [picked, setPicked] = useState<string>();
  const chosen = edited?.column ?? (picked && cells.includes(picked) ? picked : undefined);
  useEffect(() => {
    if (chosen) document.getElementById(chosenCell)?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [chosen]);

  const edit = (lead: string, column: string) => {
    onMove(lead);
    setPicked(column);
    onEdit?.({ lead, column });
  };
  const latestEdit = useRef(onEdit);
  latestEdit.current = onEdit;
  const [done] = useState(() => () => {
    latestEdit.current?.(undefined);
    // Unless somebody has gone elsewhere meanwhile.
    requestAnimationFrame(() => {
      const now = document.activeElement;
      if (!now || now === document.body || box.current?.contains(now)) box.current?.focus({ preventScroll: true });
    });
  });

  const page = Math.max(1, Math.floor((box.current?.clientHeight ?? 0) / height) - 2);
  const steps: Record<string, number> = {
    ArrowDown: 1,
    KeyJ: 1,
    ArrowUp: -1,
    KeyK: -1,
    PageDown: page,
    PageUp: -page,
    Home: -lines.length,
    End: lines.length,
  };
  const sideways = (by: number) => setPicked(cells[Math.min(cells.length - 1, (chosen ? cells.indexOf(chosen) : -1) + by)]);
  const head = at >= 0 && lines[at]?.kind === 'group' ? lines[at] : undefined;
  const isBack = (code: string) => code === (document.documentElement.dir === 'rtl' ? 'ArrowRight' : 'ArrowLeft');
  /** On the head of a group: it opens and is folded; from a lead one comes back to its head. */
  const actOnGroup = (code: string): boolean => {
    const back = isBack(code);
    const sideways = code === 'ArrowLeft' || code === 'ArrowRight';
    if (head) {
      const turns = code === 'Space' || code === 'Enter' || (sideways && back === head.open);
      if (turns) onFold(head.id);
      return turns || sideways;
    }
    const above = grouped && back && !chosen ? lines.slice(0, at).findLast(line => line.kind === 'group') : undefined;
    if (above) onMove(above.id);
    return !!above;
  };
  const act = (code: string): boolean => {
    const step = steps[code];
    if (step) onStep(step);
    else if (actOnGroup(code)) return true;
    else if (code === 'ArrowLeft' || code === 'ArrowRight') sideways(isBack(code) ? -1 : 1);
    else if (code === 'Escape' && chosen) setPicked(undefined);
    else if (code === 'Escape') onEscape();
    else if (!cursor || at < 0 || head) return false;
    else if (code === 'Space') onPeek(cursor);
    else if (code === 'F2' || (code === 'Enter' && chosen)) {
      const column = chosen ?? cells[0];
      if (column) edit(cursor, column);
    } else if (code === 'Enter') onOpen(cursor);
    else return false;
    return true;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== box.current || event.ctrlKey || event.metaKey || event.altKey) return;
    if (picks?.onKey(event)) return event.preventDefault();
    if (event.shiftKey) return;
    if (act(event.code)) event.preventDefault();
  };
  const isInView = !!cursor && items.some(item => lines[item.index]?.id === cursor);
  const width = columns.length + (picks ? 1 : 0);

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a grid, or a grid with a tree of groups
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: both have a name and rows
    <div
      ref={box}
      className="grid"
      role={grouped ? 'treegrid' : 'grid'}
      aria-label={t('place.leads')}
      aria-rowcount={total === undefined || grouped ? -1 : total + 1}
      aria-activedescendant={isInView ? (chosen ? chosenCell : `row-${cursor}`) : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onFocus={event => {
        if (event.target === box.current && at < 0 && lines[0]) onMove(lines[0].id);
      }}
      onClick={event => {
        const target = event.target as HTMLElement;
        const group = target.closest<HTMLElement>('[data-group]')?.dataset.group;
        if (group) {
          box.current?.focus({ preventScroll: true });
          onMove(group);
          return onFold(group);
        }
        const row = target.closest<HTMLElement>('[data-row]')?.dataset.row;
        if (!row || target.closest('.edited')) return;
        box.current?.focus({ preventScroll: true }); // the keyboard goes on from here
        if (picks && target.closest('[data-pick]')) return picks.press(row, event.shiftKey);
        const column = target.closest<HTMLElement>('[data-edit]')?.dataset.edit;
        if (column) edit(row, column);
        else onPeek(row);
      }}
      onPointerOver={event => {
        const row = (event.target as HTMLElement).closest<HTMLElement>('[data-row]')?.dataset.row;
        if (row) onHover(row);
      }}
      // What is being written is saved before its row goes.
      onWheel={() => edited && box.current?.focus({ preventScroll: true })}
      style={
        {
          '--columns': `${picks ? '2.2rem ' : ''}${narrow ? 'minmax(0,1fr) auto' : columns.map(column => column.width).join(' ')}`,
          '--least': narrow ? 'auto' : `${columns.length * 8.5}rem`, // more columns than fit scroll sideways
        } as CSSProperties
      }
    >
      <Head columns={narrow ? columns.filter(column => column.id === 'name') : columns} sort={sort} onSort={onSort} picks={picks} />
      <div role="rowgroup" style={{ height: size, position: 'relative' }}>
        {items.map(item => {
          const line = lines[item.index];
          if (!line) return null;
          const current = line.id === cursor;
          const place = { index: item.index, start: item.start };
          if (line.kind === 'group')
            return <GroupRow key={line.id} {...place} group={line.group} open={line.open} current={current} columns={width} />;
          if (line.kind === 'rest') return <RestRow key={line.id} {...place} columns={width} />;
          return (
            <Row
              key={edited?.lead === line.id ? 'edited' : line.id}
              row={line.row}
              columns={columns}
              narrow={narrow}
              grouped={grouped}
              {...place}
              current={current}
              chosen={current ? chosen : undefined}
              edited={edited?.lead === line.id ? edited.column : undefined}
              mayEdit={!!onEdit}
              onDone={done}
              picked={picks?.has(line.id)}
            />
          );
        })}
      </div>
    </div>
  );
}
