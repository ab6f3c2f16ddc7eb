// The list of leads: plain rows, only those in view are there, pages come as one scrolls. Arrow keys (or J and K) move, Enter opens.
import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { type CSSProperties, type KeyboardEvent, memo, useEffect, useRef } from 'react';
import type { LeadRow } from '../../api/client';
import { useReader } from '../../app/session';
import { useText } from '../../i18n/texts';
import { calledBy, type Manner, moment, phone, relative } from '../../lib/format';
import { Badge, Ltr, User } from '../../ui/bits';
import { customText } from '../card/values';
import type { Column } from './columns';

interface GridProps {
  rows: LeadRow[];
  total: number | undefined;
  columns: Column[];
  sort: string;
  onSort: (sort: string) => void;
  cursor: string | undefined;
  onMove: (id: string) => void;
  onOpen: (id: string) => void;
  onNeedMore: () => void;
  narrow: boolean;
}

function Ago({ at, manner }: { at: string; manner: Manner }) {
  const date = new Date(at);
  return (
    <time dateTime={at} title={moment(date, manner)}>
      {relative(date, new Date(), manner)}
    </time>
  );
}

const statusText = (status: LeadRow['status'], manner: Manner) =>
  status.label[manner.language] || status.label.fa || status.label.en || status.key;

function Cell({ row, column }: { row: LeadRow; column: Column }) {
  const { manner } = useReader();
  const t = useText();
  if (column.field) return <User>{customText(t, manner, column.field, (row.custom as Record<string, unknown>)?.[column.field.key])}</User>;
  switch (column.id) {
    case 'name':
      return (
        <b>
          <User>{calledBy(row.display_name, manner, row.phone_display)}</User>
        </b>
      );
    case 'phone':
      return <Ltr>{row.phone ? phone(row.phone, manner, row.phone_display) : ''}</Ltr>;
    case 'email':
      return <Ltr>{row.email ?? ''}</Ltr>;
    case 'organisation':
      return <User>{row.organisation ?? ''}</User>;
    case 'status':
      return <Badge colour={row.status.colour}>{statusText(row.status, manner)}</Badge>;
    case 'owner':
      return <User>{row.owner?.name ?? ''}</User>;
    case 'source':
      return <User>{row.source_label ?? ''}</User>;
    case 'purpose':
      return <>{t(`purpose.${row.purpose}`)}</>;
    case 'contact_grade':
      return <>{t(`grade.${grades[row.contact_grade] ?? 'none'}`)}</>;
    case 'activity':
      return <Ago at={row.last_activity_at} manner={manner} />;
    default:
      return <Ago at={row.created_at} manner={manner} />;
  }
}
const grades = ['none', 'company', 'named', 'authorised', 'direct_phone', 'personal_email'] as const;

function NarrowCells({ row }: { row: LeadRow }) {
  const { manner } = useReader();
  return (
    <>
      <div role="gridcell" tabIndex={-1}>
        <b>
          <User>{calledBy(row.display_name, manner, row.phone_display)}</User>
        </b>
        <div className="muted small">
          {(row.phone || row.email) && (
            <>
              <Ltr>{row.phone ? phone(row.phone, manner, row.phone_display) : row.email}</Ltr> ·{' '}
            </>
          )}
          <Ago at={row.created_at} manner={manner} />
        </div>
      </div>
      <div role="gridcell" tabIndex={-1}>
        <Badge colour={row.status.colour}>{statusText(row.status, manner)}</Badge>
      </div>
    </>
  );
}

interface RowProps {
  row: LeadRow;
  columns: Column[];
  narrow: boolean;
  index: number;
  start: number;
  current: boolean;
}
const Row = memo(function Row({ row, columns, narrow, index, start, current }: RowProps) {
  return (
    <div
      id={`row-${row.id}`}
      role="row"
      tabIndex={-1}
      aria-rowindex={index + 2}
      aria-selected={current}
      className="grid-row"
      data-row={row.id}
      style={{ transform: `translateY(${start}px)` }}
    >
      {narrow ? (
        <NarrowCells row={row} />
      ) : (
        columns.map(column => (
          <div key={column.id} role="gridcell" tabIndex={-1}>
            <Cell row={row} column={column} />
          </div>
        ))
      )}
    </div>
  );
});

function Head({ columns, sort, onSort }: Pick<GridProps, 'columns' | 'sort' | 'onSort'>) {
  return (
    <div className="grid-head" role="row">
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

export function Grid({ rows, total, columns, sort, onSort, cursor, onMove, onOpen, onNeedMore, narrow }: GridProps) {
  const t = useText();
  const box = useRef<HTMLDivElement>(null);
  const height = narrow ? 64 : 44;
  const virtual = useVirtualizer({ count: rows.length, getScrollElement: () => box.current, estimateSize: () => height, overscan: 8 });
  const items = virtual.getVirtualItems();
  const lastShown = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (lastShown >= rows.length - 20) onNeedMore();
  }, [lastShown, rows.length, onNeedMore]);
  useEffect(() => virtual.measure(), [virtual, height]);

  const at = rows.findIndex(row => row.id === cursor);
  const page = Math.max(1, Math.floor((box.current?.clientHeight ?? 0) / height) - 2);
  const steps: Record<string, number> = {
    ArrowDown: 1,
    KeyJ: 1,
    ArrowUp: -1,
    KeyK: -1,
    PageDown: page,
    PageUp: -page,
    Home: -rows.length,
    End: rows.length,
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== box.current || event.ctrlKey || event.metaKey || event.altKey) return;
    if ((event.code === 'Enter' || event.code === 'Space') && at >= 0 && cursor) {
      event.preventDefault();
      return onOpen(cursor);
    }
    const step = steps[event.code];
    if (!step) return;
    event.preventDefault();
    const to = Math.max(0, Math.min(rows.length - 1, at + step));
    virtual.scrollToIndex(to);
    const next = rows[to];
    if (next) onMove(next.id);
  };

  return (
    <div
      ref={box}
      className="grid"
      role="grid"
      aria-label={t('place.leads')}
      aria-rowcount={total === undefined ? -1 : total + 1}
      aria-activedescendant={cursor && items.some(item => rows[item.index]?.id === cursor) ? `row-${cursor}` : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onFocus={event => {
        if (event.target === box.current && at < 0 && rows[0]) onMove(rows[0].id);
      }}
      onClick={event => {
        const row = (event.target as HTMLElement).closest<HTMLElement>('[data-row]');
        if (row?.dataset.row) onOpen(row.dataset.row);
      }}
      style={
        {
          '--columns': narrow ? 'minmax(0,1fr) auto' : columns.map(column => column.width).join(' '),
          '--least': narrow ? 'auto' : `${columns.length * 8.5}rem`, // more columns than fit scroll sideways
        } as CSSProperties
      }
    >
      <Head columns={narrow ? columns.filter(column => column.id === 'name') : columns} sort={sort} onSort={onSort} />
      <div role="rowgroup" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
        {items.map(item => {
          const row = rows[item.index];
          return (
            row && (
              <Row
                key={row.id}
                row={row}
                columns={columns}
                narrow={narrow}
                index={item.index}
                start={item.start}
                current={row.id === cursor}
              />
            )
          );
        })}
      </div>
    </div>
  );
}
