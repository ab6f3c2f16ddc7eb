import { useQueryClient } from '@tanstack/react-query';
import {
  AlarmClock,
  AlarmClockOff,
  ArrowLeftRight,
  CheckCheck,
  CircleSlash,
  CopyCheck,
  FileInput,
  FileText,
  Footprints,
  type LucideIcon,
  MessageSquareText,
  Pencil,
  PhoneIncoming,
  PhoneMissed,
  PhoneOutgoing,
  Plug,
  ShieldOff,
  UserPlus,
  UserRound,
} from 'lucide-react';
import { lazy, Suspense, type SyntheticEvent, useRef, useState } from 'react';
import { api, body, type Lead, type TimelineItem } from '../../api/client';
import { useTimeline } from '../../api/leads';
import { useReader } from '../../app/session';
import { useText } from '../../i18n/texts';
import { clockTime, dayKey, longDate, number } from '../../lib/format';
import { titleWithKey, useShortcuts } from '../../lib/keys';
import { Answers } from '../../ui/answers';
import { Loading, Panel, User } from '../../ui/bits';
import { Button } from '../../ui/button';
import { TextField } from '../../ui/fields';
import { FromTo } from '../../ui/from-to';
import { Hidden } from '../../ui/hidden';
import { tell, tellFailure } from '../../ui/toast';
import { CallDetails, callOf } from './calls';
import { useFactTexts } from './values';
import { VisitDetails, visitOf } from './visit';

const OneBulkChange = lazy(() => import('../leads/bulk/one'));

const icons: Record<string, LucideIcon> = {
  lead_created: UserPlus,
  api_created: Plug,
  imported: FileInput,
  duplicate_matched: CopyCheck,
  form_submitted: FileText,
  field_changed: Pencil,
  status_changed: ArrowLeftRight,
  owner_changed: UserRound,
  note_added: MessageSquareText,
  note_withdrawn: MessageSquareText,
  snoozed: AlarmClock,
  woken: AlarmClockOff,
  consent_given: CheckCheck,
  consent_withdrawn: ShieldOff,
  contact_preferences_changed: CircleSlash,
  erased: ShieldOff,
  visit: Footprints,
  call_in: PhoneIncoming,
  call_missed: PhoneMissed,
  call_out: PhoneOutgoing,
};

interface Told {
  text?: string;
  wording?: string;
  reason?: string;
  until?: string;
  answers?: { label: string; value: string }[];
  differs?: { field: string; value?: unknown }[]; // without a value: it is kept from the reader
  exhibition?: string;
  talked_by?: string;
  bulk?: string;
  bulk_leads?: number;
  undo?: boolean;
}

/** That the line came with many others; whoever made the change, or reaches all leads, looks at it. */
function BulkOrigin({ id, leads, undone, actor }: { id: string; leads: number; undone: boolean; actor: string | undefined }) {
  const t = useText();
  const { manner, session } = useReader();
  const [open, setOpen] = useState(false);
  const words = t(undone ? 'bulk.of_undo' : 'bulk.of_change', { count: number(leads, manner) });
  if (session?.reach !== 'all' && session?.user.id !== actor) return <p className="muted small">{words}</p>;
  return (
    <div className="origin">
      <Button look="quiet" onPress={() => setOpen(true)}>
        {words}
      </Button>
      {open && (
        <Suspense>
          <OneBulkChange id={id} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </div>
  );
}

function Details({ item, phones }: { item: TimelineItem; phones: Lead['phones'] }) {
  const t = useText();
  const { nameOf, textOf } = useFactTexts(phones);
  const told = (item.data ?? {}) as Told;
  const visit = visitOf(item);
  const call = callOf(item);
  return (
    <>
      {visit && <VisitDetails visit={visit} />}
      {call && <CallDetails call={call} />}
      {[told.text, told.wording, told.reason].map(
        (text, index) =>
          text && (
            <div className="note" key={index} dir="auto">
              {text}
            </div>
          ),
      )}
      {told.exhibition && (
        <p className="small">
          {t('timeline.stand')} <User>«{told.exhibition}»</User>
          {told.talked_by && (
            <>
              {' · '}
              {t('timeline.talked_by')} <User>{told.talked_by}</User>
            </>
          )}
        </p>
      )}
      {told.bulk && <BulkOrigin id={told.bulk} leads={told.bulk_leads ?? 0} undone={!!told.undo} actor={item.actor.id} />}
      {told.answers && told.answers.length > 0 && <Answers list={told.answers} />}
      {item.withheld && <p className="small">{t('hidden.answers')}</p>}
      {item.changes?.map((change, index) => (
        <div className="change" key={index}>
          <span className="muted">{nameOf(change.field)}:</span>{' '}
          <FromTo
            from={textOf(change.field, change.from) !== '—' ? <User>{textOf(change.field, change.from)}</User> : undefined}
            to={change.hidden ? <Hidden /> : <User>{textOf(change.field, change.to)}</User>}
          />
        </div>
      ))}
      {told.differs && told.differs.length > 0 && (
        <>
          <p className="muted small">{t('timeline.differs')}</p>
          <Answers
            list={told.differs.map(one => ({
              label: nameOf(one.field),
              value: 'value' in one ? textOf(one.field, one.value) : t('hidden.for_role'),
            }))}
          />
        </>
      )}
    </>
  );
}

function Entry({ item, phones }: { item: TimelineItem; phones: Lead['phones'] }) {
  const t = useText();
  const { manner } = useReader();
  const Icon = icons[item.kind] ?? Pencil;
  const who = item.actor.kind === 'user' || item.actor.kind === 'api_key' ? item.actor.name : item.by.label;
  return (
    <div className="entry">
      <Icon size={17} aria-hidden />
      <div>
        <div>
          <b>{t(`timeline.${item.kind as 'lead_created'}`)}</b>
          {who && (
            <span className="muted">
              {' '}
              · <User>{who}</User>
            </span>
          )}{' '}
          <time className="when" dateTime={item.at}>
            {clockTime(new Date(item.at), manner)}
          </time>
        </div>
        <Details item={item} phones={phones} />
      </div>
    </div>
  );
}

// A note that was begun waits for its writer: he may look at another card meanwhile.
const begun = new Map<string, string>();

const noteKey = { code: 'KeyN' };

function Composer({ lead, withKey }: { lead: Lead; withKey: boolean }) {
  const t = useText();
  const form = useRef<HTMLFormElement>(null);
  const came = useRef<Element>(null); // what had the keyboard before
  const write = () => {
    came.current = document.activeElement;
    form.current?.querySelector('textarea')?.focus();
  };
  const leave = (field: HTMLElement) => {
    field.blur(); // what is written waits; the keys are the screen's again
    if (came.current?.isConnected) (came.current as HTMLElement).focus({ preventScroll: true });
  };
  useShortcuts(withKey ? [{ ...noteKey, act: write, label: t('card.write_note') }] : []);
  const queries = useQueryClient();
  const [text, setWritten] = useState(() => begun.get(lead.id) ?? '');
  const setText = (written: string) => {
    setWritten(written);
    if (written) begun.set(lead.id, written);
    else begun.delete(lead.id);
  };
  const submit = async (event: SyntheticEvent) => {
    event.preventDefault();
    if (!text.trim()) return;
    try {
      const note = await body(api.POST('/api/v1/leads/{id}/notes', { params: { path: { id: lead.id } }, body: { text } }));
      const settle = () => queries.invalidateQueries({ queryKey: ['lead', lead.id] });
      setText('');
      void settle();
      tell(t('card.note_added'), async () => {
        await body(api.DELETE('/api/v1/leads/{id}/notes/{note}', { params: { path: { id: lead.id, note: note.id } } }));
        setText(text); // the words are there to be mended
        await settle();
      });
    } catch (error) {
      tellFailure(error);
    }
  };
  return (
    <form
      ref={form}
      onSubmit={event => void submit(event)}
      onKeyDown={event => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void submit(event);
        if (event.key === 'Escape') leave(event.target as HTMLElement);
      }}
    >
      <TextField
        label={t('card.new_note')}
        labelHidden
        title={withKey ? titleWithKey(t('card.write_note'), noteKey) : undefined}
        placeholder={t('card.new_note')}
        lines={2}
        value={text}
        onChange={setText}
      />
      {text.trim() && (
        <div className="actions">
          <Button look="primary" type="submit" shortcut={{ code: 'Enter', control: true }}>
            {t('card.add_note')}
          </Button>
        </div>
      )}
    </form>
  );
}

export function Timeline({ lead, readOnly, withKey }: { lead: Lead; readOnly: boolean; withKey: boolean }) {
  const t = useText();
  const { manner } = useReader();
  const { items, isPending, hasNextPage, isFetchingNextPage, fetchNextPage } = useTimeline(lead.id);
  return (
    <Panel title={t('card.timeline')}>
      {!readOnly && <Composer key={lead.id} lead={lead} withKey={withKey} />}
      {isPending && <Loading label={t('word.loading')} />}
      <ol className="timeline">
        {items.map((item, index) => {
          const at = new Date(item.at);
          const before = items[index - 1];
          const isNewDay = !before || dayKey(new Date(before.at), manner) !== dayKey(at, manner);
          return (
            <li key={item.id}>
              {isNewDay && <h3 className="day">{longDate(at, manner)}</h3>}
              <Entry item={item} phones={lead.phones} />
            </li>
          );
        })}
      </ol>
      {hasNextPage && (
        <Button look="quiet" isDisabled={isFetchingNextPage} onPress={() => void fetchNextPage()}>
          {t('action.older')}
        </Button>
      )}
    </Panel>
  );
}
