// The list as a calendar: a month in its weeks, of each day how many leads there are and the first of them; on a telephone the days that
// have some, one below the other. The arrows go from day to day, Enter goes into one, up and down along its leads; Space looks at the
// card beside the calendar, Enter opens it, Shift and an arrow or the pointer take it to another day. «More» of a day is the table of it.
import { Link } from '@tanstack/react-router';
import { CalendarDays, ChevronLeft, ChevronRight } from 'lucide-react';
import { type KeyboardEvent, type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import { useCatalogue } from '../../../api/catalogue';
import type { LeadRow } from '../../../api/client';
import { useReader } from '../../../app/session';
import { useText } from '../../../i18n/texts';
import { labelOf, lowered } from '../../../lib/condition-words';
import { conditionWith } from '../../../lib/conditions';
import { plusDays } from '../../../lib/days';
import { apart, calledBy, clockTime, longDay, type Manner, monthName, number, weekdayName } from '../../../lib/format';
import { useShortcuts } from '../../../lib/keys';
import type { ListSearch } from '../../../lib/list-search';
import { useNarrow } from '../../../lib/narrow';
import { Badge, User } from '../../../ui/bits';
import { Button, IconButton } from '../../../ui/button';
import { statusText } from '../cells';
import { useOnTheWay } from '../on-the-way';
import { keepPlace, takeReturn } from '../place';
import { type Drag, useDrag } from './drag';
import { dayBeside, firstOfWeek, isIn, monthBeside, monthOfDay, numberOf, weekdayOf } from './month';
import { daysWith, type Moved, useMove } from './move';
import type { CalendarDay, Holiday, LeadCalendar } from './use-calendar';
import './calendar.css';

interface CalendarProps {
  box: RefObject<HTMLDivElement | null>;
  search: ListSearch;
  list: string; // what is shown, as text
  calendar: LeadCalendar;
  cursor: string | undefined;
  peeked: string | undefined;
  onCursor: (id: string) => void;
  onPeek: (id: string) => void;
  onOpen: (id: string) => void;
  onHover: (id: string) => void;
  onMonth: (key: string) => void;
}

/** The table of that day: the filter with one condition more. */
function ofDay({ layout: _layout, date: _date, month: _month, lead: _lead, ...search }: ListSearch, date: string, day: string): ListSearch {
  return { ...search, filter: conditionWith(search.filter, { field: date, is: 'within', value: { on: day } }) };
}

/** When the date says more than the day: the dates that rows have. */
const timed = new Set(['created_at', 'last_activity_at', 'snoozed_until']);
function timeOf(row: LeadRow, date: string, manner: Manner): string | undefined {
  const at = timed.has(date) ? row[date as 'created_at'] : undefined;
  return at && clockTime(new Date(at), manner);
}

const cellOf = (box: HTMLElement | null, day: string) => box?.querySelector<HTMLElement>(`[data-day="${day}"]`);
const cardOf = (box: HTMLElement | null, id: string | undefined) =>
  id ? box?.querySelector<HTMLElement>(`[data-card="${CSS.escape(id)}"]`) : undefined;

type Part = Pick<CalendarProps, 'search' | 'peeked' | 'onPeek' | 'onHover'> & { date: string };
type Handlers = ReturnType<typeof useDrag>['handlers'];

/** As a step of its day when the arrows go along that. */
function More({ day, search, date, isStep }: { day: CalendarDay; isStep?: boolean } & Pick<Part, 'search' | 'date'>) {
  const t = useText();
  const { manner } = useReader();
  const rest = day.count - day.leads.length;
  if (rest <= 0) return null;
  return (
    <Link
      to="/leads"
      search={ofDay(search, date, day.day)}
      className={isStep ? 'calendar-more' : 'agenda-more'}
      {...(isStep && { tabIndex: -1, 'data-step': '' })}
    >
      {t('calendar.more', { count: number(rest, manner) })}
    </Link>
  );
}

function HolidayName({ holiday }: { holiday: Holiday }) {
  const t = useText();
  const { manner } = useReader();
  const name = labelOf(holiday.name, manner);
  return (
    <span className="calendar-holiday" title={holiday.may_move ? t('calendar.may_move', { name }) : name}>
      {name}
    </span>
  );
}

interface LeadOfDayProps extends Part {
  row: LeadRow;
  isDragged: boolean;
  handlers: ReturnType<Handlers>;
}
function LeadOfDay({ row, date, peeked, onPeek, onHover, isDragged, handlers }: LeadOfDayProps) {
  const { manner } = useReader();
  const name = calledBy(row.display_name, manner, row.phone_display);
  const time = timeOf(row, date, manner);
  return (
    <button
      type="button"
      className="badge calendar-lead"
      data-colour={row.status.colour}
      data-card={row.id}
      data-step=""
      data-peeked={row.id === peeked || undefined}
      data-dragged={isDragged || undefined}
      tabIndex={-1}
      title={apart(name)}
      onClick={() => onPeek(row.id)}
      onPointerEnter={() => onHover(row.id)}
      {...handlers}
    >
      {time && <time>{time}</time>}
      <User>{name}</User>
      <span className="visually-hidden">{statusText(row.status, manner)}</span>
    </button>
  );
}

interface DayProps extends Part {
  day: string;
  found: CalendarDay | undefined;
  calendar: LeadCalendar;
  current: boolean;
  drag: Drag | undefined;
  handlers: Handlers;
  isClosed: boolean; // takes not what is dragged
}
function Day({ day, found, calendar, current, drag, handlers, isClosed, ...part }: DayProps) {
  const t = useText();
  const { manner } = useReader();
  const within = isIn(calendar.month, day);
  const holiday = calendar.holidays.get(day);
  return (
    <div
      role="gridcell"
      tabIndex={current ? 0 : -1}
      className="calendar-day"
      data-day={day}
      data-outside={!within || undefined}
      data-free={calendar.weekend.includes(weekdayOf(day)) || !!holiday || undefined}
      data-over={drag?.to === day || undefined}
      data-closed={isClosed || undefined}
      aria-current={day === calendar.today ? 'date' : undefined}
    >
      <div className="calendar-day-head">
        <span className="visually-hidden">{found ? longDay(day, manner) : `${longDay(day, manner)}: ${t('board.nobody')}`}</span>
        <span className="calendar-number" aria-hidden>
          {number(numberOf(day, manner), manner)}
        </span>
        {holiday && <HolidayName holiday={holiday} />}
        {found && (
          <Link
            to="/leads"
            search={ofDay(part.search, part.date, day)}
            className="count"
            tabIndex={-1}
            aria-label={t('calendar.table', { count: found.count })}
          >
            {number(found.count, manner)}
          </Link>
        )}
      </div>
      {found?.leads.map(row => (
        <LeadOfDay key={row.id} row={row} isDragged={row.id === drag?.row.id} handlers={handlers(row, day)} {...part} />
      ))}
      {found && <More day={found} search={part.search} date={part.date} isStep />}
    </div>
  );
}

function AgendaDay({ found, holiday, today, ...part }: { found: CalendarDay; holiday: Holiday | undefined; today: boolean } & Part) {
  const { manner } = useReader();
  const { day, count } = found;
  return (
    <li data-day={day} aria-current={today ? 'date' : undefined}>
      <h3>
        {longDay(day, manner)} {holiday && <HolidayName holiday={holiday} />} <span className="count">{number(count, manner)}</span>
      </h3>
      {found.leads.map(row => {
        const time = timeOf(row, part.date, manner);
        return (
          <button
            key={row.id}
            type="button"
            className="agenda-lead"
            data-card={row.id}
            data-peeked={row.id === part.peeked || undefined}
            onClick={() => part.onPeek(row.id)}
          >
            <b>
              <User>{calledBy(row.display_name, manner, row.phone_display)}</User>
            </b>
            {time && <time className="muted small">{time}</time>}
            <Badge colour={row.status.colour}>{statusText(row.status, manner)}</Badge>
          </button>
        );
      })}
      <More day={found} search={part.search} date={part.date} />
    </li>
  );
}

function Head({ calendar, label, onShow }: { calendar: LeadCalendar; label: string; onShow: (by: 1 | -1 | 0) => void }) {
  const t = useText();
  const { manner } = useReader();
  const { found, month, today } = calendar;
  return (
    <div className="calendar-bar">
      <IconButton label={t('calendar.before')} icon={ChevronLeft} mirrored shortcut={{ code: 'PageUp' }} onPress={() => onShow(-1)} />
      <IconButton label={t('calendar.after')} icon={ChevronRight} mirrored shortcut={{ code: 'PageDown' }} onPress={() => onShow(1)} />
      <h2 aria-live="polite">{monthName(month.first, manner)}</h2>
      <Button look="quiet" icon={CalendarDays} shortcut={{ code: 'KeyT' }} isDisabled={isIn(month, today)} onPress={() => onShow(0)}>
        {t('calendar.today')}
      </Button>
      {found !== undefined && (
        <p className="muted small" role="status">
          {found > 0 ? t('calendar.found', { count: found, field: apart(label) }) : t('calendar.nobody', { field: apart(label) })}
        </p>
      )}
    </div>
  );
}

export function Calendar({ box, search, list, calendar, cursor, peeked, onCursor, onPeek, onOpen, onHover, onMonth }: CalendarProps) {
  const t = useText();
  const { manner } = useReader();
  const narrow = useNarrow();
  const { date, today, month } = calendar;
  const move = useMove(date);
  const { moved, set, send } = useOnTheWay<Moved>();
  const days = useMemo(() => daysWith(calendar.days, moved), [calendar.days, moved]);
  const field = useCatalogue().data?.fields.find(one => one.key === date);
  const named = field ? labelOf(field.label, manner, date) : date;
  const label = manner.language === 'en' ? lowered(named) : named;
  const dayOfCursor = [...days.values()].find(day => day.leads.some(row => row.id === cursor))?.day;
  const [chosen, setChosen] = useState(dayOfCursor ?? (isIn(month, today) ? today : month.first));
  const shown = new Set(month.weeks.flat());
  // The day that Tab comes to: of another month its first day.
  const at = shown.has(chosen) ? chosen : month.first;
  const wanted = useRef<{ day: string; lead?: string }>(undefined); // what takes the keyboard as soon as it is there

  const go = (day: string, lead?: string) => {
    setChosen(day);
    if (shown.has(day) && isIn(month, day)) return cellOf(box.current, day)?.focus();
    wanted.current = { day, lead };
    onMonth(monthOfDay(day, manner).key);
  };
  useEffect(() => {
    const { day, lead } = wanted.current ?? {};
    if (!day || !isIn(month, day)) return;
    (cardOf(box.current, lead) ?? cellOf(box.current, day))?.focus();
    wanted.current = undefined;
  }, [month, box]);

  const put = async (row: LeadRow, from: string, to: string) => {
    if (!move || from === to || !move.takes(row, to)) return;
    const now = { row, to };
    set(now);
    if (shown.has(to)) {
      setChosen(to);
      requestAnimationFrame(() => cardOf(box.current, row.id)?.focus());
    } else go(to, row.id);
    const arrive = await send(now, () => move.put(row, from, to));
    const hadKeyboard = document.activeElement === cardOf(box.current, row.id);
    arrive();
    // There it may be none of the first that are shown.
    if (hadKeyboard) requestAnimationFrame(() => (cardOf(box.current, row.id) ?? cellOf(box.current, to))?.focus());
  };
  const { drag, handlers } = useDrag(move, (row, from, to) => void put(row, from, to));

  const show = (by: 1 | -1 | 0) => {
    const day = by === 0 ? today : dayBeside(isIn(month, at) ? at : month.first, by, manner);
    const isHere = box.current?.querySelector('[role=grid]')?.contains(document.activeElement);
    if (isHere) return go(day);
    setChosen(day);
    onMonth(by === 0 ? '' : monthBeside(month, by, manner).key);
  };
  useShortcuts([
    { code: 'PageUp', act: () => show(-1), label: t('calendar.before') },
    { code: 'PageDown', act: () => show(1), label: t('calendar.after') },
    { code: 'KeyT', act: () => show(0), label: t('calendar.today') },
    ...(narrow ? [] : [{ code: 'ArrowLeft', label: t('calendar.day_beside') }]),
    ...(narrow || !move ? [] : [{ code: 'ArrowLeft', shift: true, label: t('calendar.move') }]),
  ]);

  // J and K, and the steps of the card beside the calendar, take the keyboard with them; who writes in the card keeps it.
  useEffect(() => {
    const now = document.activeElement;
    const isHere = !now || now === document.body || box.current?.contains(now);
    const card = cardOf(box.current, cursor);
    if (cursor) keepPlace({ list, lead: cursor, offset: 0 });
    if (card && isHere && !now?.closest('.calendar-bar')) card.focus();
    else card?.scrollIntoView({ block: 'nearest' });
  }, [cursor, list, box]);
  useEffect(() => {
    if (takeReturn()) cardOf(box.current, cursor)?.focus();
    // Only when one comes.
  }, []);

  const beside = (code: string, day: string): string | undefined => {
    const on = document.documentElement.dir === 'rtl' ? -1 : 1;
    const steps: Record<string, number> = { ArrowRight: on, ArrowLeft: -on, ArrowDown: 7, ArrowUp: -7 };
    const step = steps[code];
    return step ? plusDays(day, step) : undefined;
  };
  const onDay = (event: KeyboardEvent, day: string): boolean => {
    const ends: Record<string, string> = { Home: firstOfWeek(day, manner), End: plusDays(firstOfWeek(day, manner), 6) };
    const next = beside(event.code, day) ?? ends[event.code];
    if (next) go(next);
    else if (event.code === 'Enter') cellOf(box.current, day)?.querySelector<HTMLElement>('[data-step]')?.focus();
    else return false;
    return true;
  };
  const onStep = (event: KeyboardEvent, step: HTMLElement, cell: HTMLElement): boolean => {
    const steps = [...cell.querySelectorAll<HTMLElement>('[data-step]')];
    const place = steps.indexOf(step);
    const id = step.dataset.card;
    if (event.code === 'ArrowDown') steps[place + 1]?.focus();
    else if (event.code === 'ArrowUp') (steps[place - 1] ?? cell).focus();
    else if (event.code === 'Escape' && !peeked) cell.focus();
    else if (event.code === 'ArrowLeft' || event.code === 'ArrowRight') return onDay(event, cell.dataset.day ?? '');
    else if (id && event.code === 'Space') onPeek(id);
    else if (id && event.code === 'Enter') onOpen(id);
    else return false;
    return true;
  };
  const onKeyDownCapture = (event: KeyboardEvent) => {
    const target = event.target as HTMLElement;
    const cell = target.closest<HTMLElement>('[role=gridcell]');
    if (!cell || event.ctrlKey || event.metaKey || event.altKey) return;
    const step = target.closest<HTMLElement>('[data-step]');
    if (event.shiftKey) {
      const day = cell.dataset.day ?? '';
      const row = days.get(day)?.leads.find(one => one.id === step?.dataset.card);
      const to = beside(event.code, day);
      if (!move || !row || !to) return;
      void put(row, day, to);
    } else if (!(step ? onStep(event, step, cell) : target === cell && onDay(event, cell.dataset.day ?? ''))) return;
    event.preventDefault();
    event.stopPropagation();
  };

  const part = { search, date, peeked, onPeek, onHover };
  const inMonth = [...days.values()].filter(one => isIn(month, one.day));
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the days inside have the keyboard
    <div
      ref={box}
      className="lead-calendar"
      tabIndex={-1}
      data-dragging={drag ? '' : undefined}
      data-movable={move ? '' : undefined}
      onKeyDownCapture={onKeyDownCapture}
      onFocus={event => {
        const card = event.target.closest<HTMLElement>('[data-card]')?.dataset.card;
        const day = event.target.closest<HTMLElement>('[data-day]')?.dataset.day;
        if (day) setChosen(day);
        if (card) onCursor(card);
        else if (event.target === box.current) (cardOf(box.current, cursor) ?? cellOf(box.current, at))?.focus();
      }}
    >
      <Head calendar={calendar} label={label} onShow={show} />
      {narrow ? (
        <ol className="agenda">
          {inMonth.map(found => (
            <AgendaDay key={found.day} found={found} holiday={calendar.holidays.get(found.day)} today={found.day === today} {...part} />
          ))}
        </ol>
      ) : (
        <div
          role="grid"
          tabIndex={-1}
          className="calendar-month"
          aria-label={monthName(month.first, manner)}
          aria-busy={calendar.found === undefined}
        >
          <div role="row" tabIndex={-1} className="calendar-weekdays">
            {month.weeks[0]?.map(day => (
              <div key={day} role="columnheader" tabIndex={-1} data-free={calendar.weekend.includes(weekdayOf(day)) || undefined}>
                {weekdayName(day, manner)}
              </div>
            ))}
          </div>
          {month.weeks.map(week => (
            <div key={week[0]} role="row" tabIndex={-1} className="calendar-week">
              {week.map(day => (
                <Day
                  key={day}
                  day={day}
                  found={days.get(day)}
                  calendar={calendar}
                  current={day === at}
                  drag={drag}
                  handlers={handlers}
                  isClosed={!!drag && day !== drag.from && !move?.takes(drag.row, day)}
                  {...part}
                />
              ))}
            </div>
          ))}
        </div>
      )}
      {drag && (
        <div
          className="badge calendar-ghost"
          data-colour={drag.row.status.colour}
          style={{ insetInlineStart: drag.x, top: drag.y }}
          aria-hidden
        >
          <User>{calledBy(drag.row.display_name, manner, drag.row.phone_display)}</User>
        </div>
      )}
    </div>
  );
}
