// The list of leads: plain rows, only those in view are there, pages come as one scrolls. Arrow keys move, Enter opens.
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import type { LeadRow } from '../../api/client';
import { useReader } from '../../app/session';
import { useText } from '../../i18n/texts';
import { phone, relative } from '../../lib/format';
import { Badge, Ltr, User } from '../../ui/bits';
import { type Column, columnsOf } from './columns';

interface GridProps {
  rows: LeadRow[];
  total: number | undefined;
  columns: string[];
  sort: string;
  onSort: (sort: string) => void;
  current: string | undefined;
  onOpen: (id: string) => void;
  onNeedMore: () => void;
  narrow: boolean;
}

function Cell({ row, column }: { row: LeadRow; column: Column }) {
  const { manner } = useReader();
  const t = useText();
  const label = (status: LeadRow['status']) => status.label[manner.language] || status.label.fa || status.label.en || status.key;
  switch (column.id) {
    case 'name':
      return (
        <b>
          <User>{row.display_name}</User>
        </b>
      );
    case 'phone':
      return <Ltr>{row.phone ? phone(row.phone, manner) : ''}</Ltr>;
    case 'email':
      return <Ltr>{row.email ?? ''}</Ltr>;
    case 'organisation':
      return <User>{row.organisation ?? ''}</User>;
    case 'status':
      return <Badge colour={row.status.colour}>{label(row.status)}</Badge>;
    case 'owner':
      return <User>{row.owner?.name ?? ''}</User>;
    case 'source':
      return <User>{row.source_label ?? ''}</User>;
    case 'purpose':
      return <>{t(`purpose.${row.purpose}`)}</>;
    case 'activity':
      return <>{relative(new Date(row.last_activity_at), new Date(), manner)}</>;
    default:
      return <>{relative(new Date(row.created_at), new Date(), manner)}</>;
  }
}

export function Grid({ rows, total, columns, sort, onSort, current, onOpen, onNeedMore, narrow }: GridProps) {
  const t = useText();
  const { manner } = useReader();
  const box = useRef<HTMLDivElement>(null);
  const shown = columnsOf(narrow ? ['name', 'status', 'phone', 'created'] : columns);
  const height = narrow ? 64 : 44;
  const virtual = useVirtualizer({ count: rows.length, getScrollElement: () => box.current, estimateSize: () => height, overscan: 8 });
  const items = virtual.getVirtualItems();
  const lastShown = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (lastShown >= rows.length - 20) onNeedMore();
  }, [lastShown, rows.length, onNeedMore]);
  useEffect(() => virtual.measure(), [virtual, height]);

  const at = rows.findIndex(row => row.id === current);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' || event.code === 'KeyJ' ? 1 : event.key === 'ArrowUp' || event.code === 'KeyK' ? -1 : 0;
    if (!step) return;
    event.preventDefault();
    const next = rows[Math.max(0, Math.min(rows.length - 1, at + step))];
    if (!next) return;
    virtual.scrollToIndex(rows.indexOf(next));
    onOpen(next.id);
  };

  const template = narrow ? 'minmax(0,1fr) auto' : shown.map(column => column.width).join(' ');
  const isRendered = items.some(item => rows[item.index]?.id === current);
  return (
    <div
      ref={box}
      className="grid"
      role="grid"
      aria-label={t('place.leads')}
      aria-rowcount={total ?? -1}
      aria-activedescendant={current && isRendered ? `row-${current}` : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
      style={{ '--columns': template } as React.CSSProperties}
    >
      <div className="grid-head" role="row">
        {shown.map(column => (
          <div
            key={column.id}
            role="columnheader"
            tabIndex={-1}
            aria-sort={
              sort.replace('-', '') !== column.sort || !column.sort ? undefined : sort.startsWith('-') ? 'descending' : 'ascending'
            }
          >
            {column.sort ? (
              <button type="button" onClick={() => onSort(sort === `-${column.sort}` ? (column.sort ?? '') : `-${column.sort}`)}>
                {t(column.label)} {sort === column.sort ? '↑' : sort === `-${column.sort}` ? '↓' : ''}
              </button>
            ) : (
              t(column.label)
            )}
          </div>
        ))}
      </div>
      <div role="rowgroup" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
        {items.map(item => {
          const row = rows[item.index];
          if (!row) return null;
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the grid itself listens to the keys
            <div
              key={row.id}
              id={`row-${row.id}`}
              role="row"
              tabIndex={-1}
              aria-rowindex={item.index + 2}
              aria-selected={row.id === current}
              className="grid-row"
              style={{ transform: `translateY(${item.start}px)` }}
              onClick={() => onOpen(row.id)}
            >
              {narrow ? (
                <>
                  <div role="gridcell" tabIndex={-1}>
                    <b>
                      <User>{row.display_name}</User>
                    </b>
                    <div className="muted small">
                      <Ltr>{row.phone ? phone(row.phone, manner) : (row.email ?? '')}</Ltr> ·{' '}
                      {relative(new Date(row.created_at), new Date(), manner)}
                    </div>
                  </div>
                  <div role="gridcell" tabIndex={-1}>
                    <Badge colour={row.status.colour}>
                      {row.status.label[manner.language] || row.status.label.fa || row.status.label.en}
                    </Badge>
                  </div>
                </>
              ) : (
                shown.map(column => (
                  <div key={column.id} role="gridcell" tabIndex={-1}>
                    <Cell row={row} column={column} />
                  </div>
                ))
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}
