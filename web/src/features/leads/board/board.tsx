// The list as a board: a column for each group, a card for each lead. A card goes to another column by pointer, by Shift and an arrow, by
// the handle (Enter, Tab, Enter) or by its menu (M); the arrows go from card to card, Space looks at the card beside the board, X chooses
// it and Shift with an arrow goes on choosing along its column.
import { ArrowRightLeft, Check, GripVertical } from 'lucide-react';
import { type KeyboardEvent, type RefObject, useEffect, useRef } from 'react';
import { Button as AriaButton, GridList, GridListItem, ToggleButton, useDragAndDrop } from 'react-aria-components';
import type { LeadRow } from '../../../api/client';
import { useReader } from '../../../app/session';
import { useText } from '../../../i18n/texts';
import { calledBy, number } from '../../../lib/format';
import { titleWithKey } from '../../../lib/keys';
import { useNarrow } from '../../../lib/narrow';
import { Badge, User } from '../../../ui/bits';
import { IconButton } from '../../../ui/button';
import { Menu } from '../../../ui/menu';
import type { Picks } from '../bulk/picks';
import { Ago, statusText } from '../cells';
import { GroupName } from '../groups/group-row';
import { type Group, groupId } from '../groups/lines';
import type { Groups } from '../groups/use-groups';
import { useOnTheWay } from '../on-the-way';
import { type BoardColumn, columnsOf, type Moved } from './columns';
import { canBeWithout, useMove } from './move';
import './board.css';

/** Seen when what is still to come of a column would be in view. */
function Rest({ onSeen }: { onSeen: () => void }) {
  const place = useRef<HTMLDivElement>(null);
  const latest = useRef(onSeen);
  latest.current = onSeen;
  useEffect(() => {
    const watch = new IntersectionObserver(seen => seen.some(one => one.isIntersecting) && latest.current(), { rootMargin: '200px' });
    if (place.current) watch.observe(place.current);
    return () => watch.disconnect();
  }, []);
  return <div ref={place} className="board-rest" />;
}

function CardText({ row, field }: { row: LeadRow; field: string }) {
  const { manner } = useReader();
  return (
    <>
      <b>
        <User>{calledBy(row.display_name, manner, row.phone_display)}</User>
      </b>
      {row.organisation && (
        <div className="board-line cut">
          <User>{row.organisation}</User>
        </div>
      )}
      <div className="board-line muted small">
        {row.source_label && (
          <>
            <User>{row.source_label}</User> ·{' '}
          </>
        )}
        <Ago at={row.created_at} manner={manner} />
      </div>
      {field !== 'owner' && row.owner && (
        <div className="board-line cut small">
          <User>{row.owner.name}</User>
        </div>
      )}
      {field !== 'status' && <Badge colour={row.status.colour}>{statusText(row.status, manner)}</Badge>}
    </>
  );
}

interface ColumnProps {
  column: BoardColumn;
  targets: Group[]; // where its cards can go
  field: string;
  isTarget: boolean;
  onDrag: (row: LeadRow, from: Group) => void;
  onDropped: (to: Group) => void;
  onMove: (row: LeadRow, from: Group, to: Group) => void;
  onPeek: (id: string) => void;
  onNeed: (group: string) => void;
  peeked: string | undefined;
  picks: Picks | undefined;
  onPick: (id: string, stretch: boolean) => void;
}
const kind = 'application/x-sarnakh-lead';

function Column({ column, targets, field, isTarget, onDrag, onDropped, onMove, onPeek, onNeed, peeked, picks, onPick }: ColumnProps) {
  const t = useText();
  const { manner } = useReader();
  const { group, rows, count, whole } = column;
  const { dragAndDropHooks } = useDragAndDrop({
    isDisabled: targets.length === 0 && !isTarget,
    getItems: keys => {
      const row = rows.find(one => keys.has(one.id));
      if (row) onDrag(row, group);
      return [{ [kind]: row?.id ?? '' }];
    },
    acceptedDragTypes: isTarget ? [kind] : [],
    getDropOperation: () => 'move',
    onRootDrop: () => onDropped(group),
  });
  return (
    <section className="board-column" data-column={group.id} aria-label={`${group.label}: ${number(count, manner)}`}>
      <header>
        <GroupName group={group} /> <span className="count">{number(count, manner)}</span>
      </header>
      <div className="board-cards">
        <GridList
          className="board-list"
          aria-label={group.label}
          items={rows}
          dependencies={[field, targets, peeked, picks, manner]}
          dragAndDropHooks={dragAndDropHooks}
          keyboardNavigationBehavior="tab"
          disallowTypeAhead
          onAction={key => onPeek(String(key))}
          renderEmptyState={() => <p className="muted small">{count === 0 ? t('board.nobody') : t('word.loading')}</p>}
        >
          {row => (
            <GridListItem
              id={row.id}
              textValue={calledBy(row.display_name, manner, row.phone_display)}
              className="board-card"
              data-card={row.id}
              data-peeked={row.id === peeked || undefined}
              data-picked={picks?.has(row.id) || undefined}
            >
              <CardText row={row} field={field} />
              <div className="board-acts">
                {targets.length > 0 && (
                  <>
                    <AriaButton slot="drag" className="button icon quiet">
                      <span title={titleWithKey(t('board.move_beside'), { code: 'ArrowLeft', shift: true })}>
                        <GripVertical size={16} aria-hidden />
                      </span>
                    </AriaButton>
                    <Menu
                      label={t('board.move')}
                      entries={targets.map(to => ({
                        id: to.id,
                        label: <User>{to.label}</User>,
                        text: to.label,
                        act: () => onMove(row, group, to),
                      }))}
                    >
                      <IconButton label={t('board.move')} icon={ArrowRightLeft} shortcut={{ code: 'KeyM' }} data-move="" />
                    </Menu>
                  </>
                )}
                {picks && (
                  <ToggleButton
                    className="board-pick"
                    excludeFromTabOrder
                    aria-label={t('bulk.choose_row', { name: calledBy(row.display_name, manner, row.phone_display) })}
                    isSelected={picks.has(row.id)}
                    onPress={event => onPick(row.id, event.shiftKey)}
                  >
                    <span className="box" title={titleWithKey(t('bulk.choosing'), { code: 'KeyX' })}>
                      {picks.has(row.id) && <Check size={14} aria-hidden />}
                    </span>
                  </ToggleButton>
                )}
              </div>
            </GridListItem>
          )}
        </GridList>
        {!whole && <Rest key={rows.length} onSeen={() => onNeed(group.id)} />}
      </div>
    </section>
  );
}

interface BoardProps {
  box: RefObject<HTMLDivElement | null>;
  groups: Groups;
  yesNo: boolean; // the field says yes or no
  cursor: string | undefined;
  peeked: string | undefined;
  onCursor: (id: string) => void;
  onPeek: (id: string) => void;
  onOpen: (id: string) => void;
  picks: Picks | undefined; // for who may change leads
}

const cardOf = (box: HTMLElement | null, id: string | undefined) =>
  id ? box?.querySelector<HTMLElement>(`[data-card="${CSS.escape(id)}"]`) : undefined;

export function Board({ box, groups: all, yesNo, cursor, peeked, onCursor, onPeek, onOpen, picks }: BoardProps) {
  const t = useText();
  const narrow = useNarrow();
  const { field, loadedOf, need } = all;
  const move = useMove(field, yesNo);
  const { moved, set, send } = useOnTheWay<Moved>();
  const pickedIn = useRef<string>(undefined);
  const dragged = useRef<{ row: LeadRow; from: Group }>(undefined);

  // Where a card can be put there is a column, though nobody is in it.
  const without: Group = {
    id: groupId(undefined),
    key: undefined,
    label: t(field === 'owner' ? 'owner.none' : 'groups.without'),
    colour: undefined,
    count: 0,
    gone: false,
  };
  const isThere = all.groups.some(group => group.key === undefined);
  const known = move && canBeWithout(field) && !isThere ? [...all.groups, without] : all.groups;
  const takes = (group: Group) => !!move && !group.gone && (group.key !== undefined || canBeWithout(field));
  const groups = known.filter(group => group.count > 0 || takes(group) || moved.some(one => one.to === group.id));
  const columns = columnsOf(groups, loadedOf, moved);

  const put = async (row: LeadRow, from: Group, to: Group) => {
    if (!move || from.id === to.id || !takes(to)) return;
    const now = { row, from: from.id, to: to.id };
    set(now);
    need(to.id);
    onCursor(row.id);
    requestAnimationFrame(() => cardOf(box.current, row.id)?.focus());
    const arrive = await send(now, () => move(row, from, to));
    arrive();
  };

  // J and K, and the steps of the card beside the board, take the keyboard with them; who writes in the card keeps it.
  useEffect(() => {
    const now = document.activeElement;
    const isHere = !now || now === document.body || box.current?.contains(now);
    const card = cardOf(box.current, cursor);
    if (card && isHere && !card.contains(now)) card.focus();
    else card?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [cursor, box]);

  const beside = (at: number, card: HTMLElement, on: number) => {
    const next = columns.slice(on > 0 ? at + 1 : 0, on > 0 ? undefined : at);
    const column = on > 0 ? next.find(one => one.rows.length > 0) : next.findLast(one => one.rows.length > 0);
    const row = [...(card.parentElement?.children ?? [])].indexOf(card);
    const id = column?.rows[Math.min(row, column.rows.length - 1)]?.id;
    cardOf(box.current, id)?.focus();
  };
  const onKeyDownCapture = (event: KeyboardEvent) => {
    const card = event.target as HTMLElement;
    const id = card.dataset.card;
    if (!id || event.ctrlKey || event.metaKey || event.altKey) return;
    const at = columns.findIndex(column => column.rows.some(row => row.id === id));
    const column = columns[at];
    const row = column?.rows.find(one => one.id === id);
    if (!column || !row) return;
    const sideways = event.code === 'ArrowLeft' || event.code === 'ArrowRight';
    const on = (event.code === 'ArrowLeft') === (document.documentElement.dir === 'rtl') ? 1 : -1;
    if (sideways && event.shiftKey) {
      const to = columns[at + on]?.group;
      if (to) void put(row, column.group, to);
    } else if (event.shiftKey) {
      const last = event.code === 'ArrowDown' ? column.rows.at(-1) : column.rows[0];
      if (!picks || last?.id === id || !picks.onKey(event)) return;
    } else if (sideways) beside(at, card, on);
    else if (event.code === 'Space') onPeek(id);
    else if (event.code === 'Enter') onOpen(id);
    else if (event.code === 'KeyM') card.querySelector<HTMLElement>('[data-move]')?.click();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the cards inside have the keyboard
    <div
      ref={box}
      className="board"
      data-picking={(picks && (narrow || picks.count > 0)) || undefined}
      tabIndex={-1}
      onKeyDownCapture={onKeyDownCapture}
      onFocus={event => {
        const card = event.target.closest<HTMLElement>('[data-card]')?.dataset.card;
        if (card) onCursor(card);
        else if (event.target === box.current)
          (cardOf(box.current, cursor) ?? box.current?.querySelector<HTMLElement>('[data-card]'))?.focus();
      }}
    >
      {columns.map(column => (
        <Column
          key={column.group.id}
          column={column}
          field={field}
          targets={move ? groups.filter(group => group.id !== column.group.id && takes(group)) : []}
          isTarget={takes(column.group)}
          onDrag={(row, from) => {
            dragged.current = { row, from };
          }}
          onDropped={to => dragged.current && void put(dragged.current.row, dragged.current.from, to)}
          onMove={(row, from, to) => void put(row, from, to)}
          onPeek={onPeek}
          onNeed={need}
          peeked={peeked}
          picks={picks}
          onPick={(id, stretch) => {
            picks?.press(id, stretch && pickedIn.current === column.group.id); // a stretch stays within its column
            pickedIn.current = column.group.id;
            cardOf(box.current, id)?.focus(); // the keyboard goes on from here
          }}
        />
      ))}
    </div>
  );
}
