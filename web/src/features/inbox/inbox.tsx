// Calls to return and new leads, one by one: look, decide, next. Everything by keyboard, everything can be taken back.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { AlarmClock, Check, Inbox as InboxIcon, Keyboard, Phone, PhoneMissed, Trash2, UserRound } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { useCallActs, useWaitingCalls, type WaitingCall } from '../../api/calls';
import { api, body, type Lead, type LeadRow } from '../../api/client';
import { useForms } from '../../api/forms';
import { accept, junk, restore, setOwner, snooze, undoOf, useLead, useLeadActs, usePeople, useWarmCard } from '../../api/leads';
import { useLeadAtHand } from '../../app/at-hand';
import { showKeys } from '../../app/key-sheet';
import { useReader } from '../../app/session';
import { useText } from '../../i18n/texts';
import { dayOf, instantOf, plusDays } from '../../lib/days';
import { calledBy, digits, reachedBy, relative } from '../../lib/format';
import { isNowhere, useShortcuts } from '../../lib/keys';
import { useNarrow } from '../../lib/narrow';
import { Empty, Loading, Ltr, User } from '../../ui/bits';
import { Button, IconButton } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { Menu } from '../../ui/menu';
import { LeadCard } from '../card/card';
import { callAddress } from '../card/contacts';
import { Troubles } from '../settings/troubles';

function useInbox() {
  return useQuery({
    queryKey: ['leads', 'inbox'],
    queryFn: () => body(api.GET('/api/v1/leads', { params: { query: { inbox: true, sort: '-created_at', limit: 100, count: 'exact' } } })),
  });
}

const snoozes = [
  { id: 'hour', hours: 1 },
  { id: 'tomorrow', days: 1 },
  { id: 'three_days', days: 3 },
  { id: 'week', days: 7 },
] as const;
/** An hour from now, or nine in the morning of a later day, as the person's own clock shows it. */
function snoozeUntil(wish: (typeof snoozes)[number], timeZone: string): string {
  const now = new Date();
  if ('hours' in wish) return new Date(now.getTime() + wish.hours * 3_600_000).toISOString();
  return instantOf(plusDays(dayOf(now, timeZone), wish.days), 9, timeZone);
}

/** What stands in the list: somebody to call back, or a new lead. */
type Entry = { id: string; lead: string; name: string } & ({ call: WaitingCall; row?: never } | { row: LeadRow; call?: never });
const entryOfCall = (call: WaitingCall): Entry => ({ id: `call ${call.id}`, lead: call.lead_id, name: call.name, call });
const entryOfLead = (row: LeadRow): Entry => ({ id: row.id, lead: row.id, name: row.display_name, row });

function Item({ current, onPick, children }: { current: boolean; onPick: () => void; children: ReactNode }) {
  const place = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (current) place.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [current]);
  return (
    <button ref={place} type="button" className="inbox-item" aria-current={current} tabIndex={current ? 0 : -1} onClick={onPick}>
      {children}
    </button>
  );
}

function CallLines({ call }: { call: WaitingCall }) {
  const t = useText();
  const { manner } = useReader();
  return (
    <>
      <span className="line">
        <span className="name">
          <User>{calledBy(call.name, manner)}</User>
        </span>
        <span>{relative(new Date(call.at), new Date(), manner)}</span>
      </span>
      <span className="line missed">
        <PhoneMissed size={15} aria-hidden /> {t('calls.call_back')}
      </span>
    </>
  );
}

function LeadLines({ row }: { row: LeadRow }) {
  const { manner } = useReader();
  const reached = reachedBy(row, manner);
  return (
    <>
      <span className="line">
        <span className="name">
          <User>{calledBy(row.display_name, manner, row.phone_display)}</User>
        </span>
        <span>{relative(new Date(row.created_at), new Date(), manner)}</span>
      </span>
      {reached && (
        <span className="line">
          <Ltr>{reached}</Ltr>
        </span>
      )}
      {row.source_label && (
        <span className="line">
          <User>{row.source_label}</User>
        </span>
      )}
    </>
  );
}

const junkReasons = ['robot', 'wrong_number', 'not_interested', 'test', 'other'] as const;

interface Choice {
  id: string;
  label: string;
  act: () => void;
}
/** One of a few, by its digit or by Enter on the first. */
function Choices({ choices, first = choices[0]?.id }: { choices: Choice[]; first?: string }) {
  const keyOf = (index: number) => (index < 9 ? { code: `Digit${index + 1}` } : undefined);
  useShortcuts(
    choices.slice(0, 9).map((choice, index) => ({ code: `Digit${index + 1}`, act: choice.act })),
    { inDialog: true },
  );
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!by) return;
    event.preventDefault();
    const buttons = [...event.currentTarget.querySelectorAll('button')];
    buttons.at((buttons.indexOf(event.target as HTMLButtonElement) + by) % buttons.length)?.focus();
  };
  return (
    <div className="quick" role="group" onKeyDown={onKeyDown}>
      {choices.map((choice, index) => (
        <Button key={choice.id} autoFocus={choice.id === first} shortcut={keyOf(index)} onPress={choice.act}>
          <User>{choice.label}</User>
        </Button>
      ))}
    </div>
  );
}

export function InboxPage() {
  const t = useText();
  const { manner, may, session } = useReader();
  const { data, isPending: leadsPending } = useInbox();
  const people = (usePeople().data ?? []).filter(person => person.active);
  const calls = useWaitingCalls();
  const forms = useForms(may('forms:write') && data?.data.length === 0).data;
  const isNew = forms?.length === 0; // nobody has been looked at, for nobody could come
  const { finish, putOff } = useCallActs();
  const rows = [...(calls.data ?? []).map(entryOfCall), ...(data?.data ?? []).map(entryOfLead)];
  const isPending = leadsPending || calls.isPending;
  const [picked, setPicked] = useState<string>();
  const [asking, setAsking] = useState<'junk' | 'snooze' | 'assign'>();
  const { act } = useLeadActs();

  // The one that was looked at has gone: the next one takes its place.
  const place = useRef(0);
  const found = rows.findIndex(row => row.id === picked);
  const at = found >= 0 ? found : Math.min(place.current, rows.length - 1);
  useEffect(() => {
    if (found >= 0) place.current = found;
  }, [found]);
  const current = rows[at];
  const call = current?.call;
  const { data: lead } = useLead(current?.lead ?? '');

  // The list keeps the keyboard: who has been decided about takes it along to nobody.
  const list = useRef<HTMLElement>(null);
  const narrow = useNarrow();
  useEffect(() => {
    if (current?.id && !narrow && (isNowhere(document.activeElement) || list.current?.contains(document.activeElement)))
      list.current?.querySelector<HTMLElement>('[aria-current=true]')?.focus({ preventScroll: true });
  }, [current?.id, narrow]);
  const onArrow = (event: KeyboardEvent) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!by) return;
    event.preventDefault();
    move(by);
  };
  useLeadAtHand(current?.lead, current?.name);
  const warm = useWarmCard();
  const next = rows[at + 1]?.lead;
  useEffect(() => {
    if (next) warm(next);
  }, [next, warm]);
  const ready = lead && lead.id === current?.lead && may('leads:write') ? lead : undefined;

  const move = (by: number) => setPicked(rows[Math.max(0, Math.min(rows.length - 1, at + by))]?.id);
  const settleCall = (act: (id: string) => Promise<void>) => {
    setAsking(undefined);
    if (!call || !may('leads:write')) return;
    place.current = at;
    setPicked(undefined);
    void act(call.id);
  };
  const decide = async (wish: (lead: Lead) => Parameters<typeof act>[0]) => {
    setAsking(undefined);
    if (!ready) return;
    place.current = at;
    setPicked(undefined);
    await act({ ...wish(ready), onTakenBack: () => setPicked(current?.id) });
  };
  const number = lead && lead.id === current?.lead ? callAddress(lead) : undefined;
  const doCall = () => number && location.assign(number);
  const doAccept = () => (call ? settleCall(finish) : acceptLead());
  const acceptLead = () => void decide(one => ({ lead: one, call: accept, done: 'inbox.accepted', inverse: undoOf.accept }));
  const doJunk = (reason: string) => void decide(one => ({ lead: one, call: junk(reason), done: 'inbox.junked', inverse: () => restore }));
  const doSnooze = (until: string) => (call ? settleCall(id => putOff(id, until)) : snoozeLead(until));
  const snoozeLead = (until: string) =>
    void decide(one => ({ lead: one, call: snooze(until), done: 'inbox.snoozed', inverse: undoOf.snooze }));
  const doAssign = (user: string) =>
    void decide(one => ({ lead: one, call: setOwner(user), done: 'card.owner_changed', inverse: undoOf.owner }));

  useShortcuts([
    { code: 'KeyJ', act: () => move(1), label: t('inbox.next') },
    { code: 'KeyK', act: () => move(-1), label: t('inbox.previous') },
    { code: 'KeyE', act: doAccept, label: t('inbox.accept') },
    { code: 'KeyC', act: doCall, label: t('calls.call') },
    { code: 'KeyA', act: () => setAsking('assign'), label: t('inbox.assign') },
    { code: 'KeyH', act: () => setAsking('snooze'), label: t('inbox.snooze') },
    { code: 'KeyX', act: () => !call && setAsking('junk'), label: t('inbox.junk') },
  ]);

  return (
    <>
      <div className="topline">
        <h1>
          {t('place.inbox')}{' '}
          {data && <span className="total">{digits(String((data.page.total ?? rows.length) + (calls.data?.length ?? 0)), manner)}</span>}
        </h1>
        <IconButton label={t('keys_sheet.title')} icon={Keyboard} shortcut={{ code: 'Slash', shift: true }} onPress={showKeys} />
      </div>
      <Troubles />
      {isPending && <Loading label={t('word.loading')} />}
      {!isPending && !current && (
        <Empty
          icon={InboxIcon}
          title={t('inbox.empty')}
          action={
            isNew && (
              <Link to="/forms" className="button primary">
                {t('forms.new')}
              </Link>
            )
          }
        >
          {t(isNew ? 'forms.none_about' : 'inbox.empty_about')}
        </Empty>
      )}
      {current && (
        <div className="inbox">
          <nav className="inbox-list" aria-label={t('place.inbox')} ref={list} onKeyDown={onArrow}>
            {rows.map(row => (
              <Item key={row.id} current={row.id === current.id} onPick={() => setPicked(row.id)}>
                {row.call ? <CallLines call={row.call} /> : <LeadLines row={row.row} />}
              </Item>
            ))}
          </nav>
          <div className="inbox-pane">
            {may('leads:write') && (
              <div className="inbox-acts">
                <Button look="primary" icon={Check} shortcut={{ code: 'KeyE' }} onPress={doAccept} isDisabled={!call && !ready}>
                  {call ? t('calls.called_back') : t('inbox.accept')}
                </Button>
                {call && number && (
                  <Button icon={Phone} shortcut={{ code: 'KeyC' }} onPress={doCall}>
                    {t('calls.call')}
                  </Button>
                )}
                <Menu
                  label={t('inbox.assign')}
                  entries={people.map(person => ({
                    id: person.id,
                    label: <User>{person.name}</User>,
                    text: person.name,
                    icon: UserRound,
                    act: () => doAssign(person.id),
                  }))}
                >
                  <Button icon={UserRound} shortcut={{ code: 'KeyA' }} isDisabled={!ready}>
                    {t('inbox.assign')}
                  </Button>
                </Menu>
                <Menu
                  label={t('inbox.snooze')}
                  entries={snoozes.map(one => ({
                    id: one.id,
                    label: t(`snooze.${one.id}`),
                    icon: AlarmClock,
                    act: () => doSnooze(snoozeUntil(one, manner.timeZone)),
                  }))}
                >
                  <Button icon={AlarmClock} shortcut={{ code: 'KeyH' }} isDisabled={!ready}>
                    {t('inbox.snooze')}
                  </Button>
                </Menu>
                {!call && (
                  <Button look="danger" icon={Trash2} shortcut={{ code: 'KeyX' }} onPress={() => setAsking('junk')} isDisabled={!ready}>
                    {t('inbox.junk')}
                  </Button>
                )}
              </div>
            )}
            <LeadCard id={current.lead} />
          </div>
        </div>
      )}
      <Dialog
        title={asking === 'junk' ? t('inbox.junk_why') : asking === 'snooze' ? t('inbox.snooze') : t('inbox.assign')}
        open={!!asking}
        onClose={() => setAsking(undefined)}
      >
        {asking === 'junk' && (
          <Choices
            choices={junkReasons.map(reason => ({ id: reason, label: t(`junk.${reason}`), act: () => doJunk(t(`junk.${reason}`)) }))}
          />
        )}
        {asking === 'snooze' && (
          <Choices
            choices={snoozes.map(one => ({
              id: one.id,
              label: t(`snooze.${one.id}`),
              act: () => doSnooze(snoozeUntil(one, manner.timeZone)),
            }))}
          />
        )}
        {asking === 'assign' && (
          <Choices
            first={session?.user.id}
            choices={people.map(person => ({ id: person.id, label: person.name, act: () => doAssign(person.id) }))}
          />
        )}
      </Dialog>
    </>
  );
}
