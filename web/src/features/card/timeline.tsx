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
  type LucideIcon,
  MessageSquareText,
  Pencil,
  Plug,
  ShieldOff,
  UserPlus,
  UserRound,
} from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { api, body, type Lead, type TimelineItem } from '../../api/client';
import { useStatuses, useTimeline } from '../../api/leads';
import { useReader } from '../../app/session';
import { type TextKey, useText } from '../../i18n/texts';
import { clockTime, dayKey, longDate } from '../../lib/format';
import { Loading, Panel, User } from '../../ui/bits';
import { Button } from '../../ui/button';
import { TextField } from '../../ui/fields';
import { tellFailure } from '../../ui/toast';

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
  snoozed: AlarmClock,
  woken: AlarmClockOff,
  consent_given: CheckCheck,
  consent_withdrawn: ShieldOff,
  contact_preferences_changed: CircleSlash,
  erased: ShieldOff,
};

function valueText(value: unknown): string {
  if (value === null || value === undefined || value === '') return '—';
  if (typeof value === 'object' && 'amount' in value) return `${(value as { amount: number }).amount}`;
  if (Array.isArray(value))
    return value.map(item => (typeof item === 'object' && item && 'value' in item ? String(item.value) : valueText(item))).join('، ');
  if (typeof value === 'object') return 'value' in value ? String(value.value) : JSON.stringify(value);
  return String(value);
}

function useFieldName() {
  const t = useText();
  return (field: string) => {
    const names: Record<string, TextKey> = {
      first_name: 'field.first_name',
      last_name: 'field.last_name',
      full_name: 'field.full_name',
      title: 'field.title',
      organisation: 'field.organisation',
      job_title: 'field.job_title',
      product: 'field.product',
      needs: 'field.needs',
      budget: 'field.budget',
      stage: 'field.stage',
      timing: 'field.timing',
      place: 'field.place',
      purpose: 'field.purpose',
      authority: 'field.authority',
      buying_power: 'field.buying_power',
      class: 'field.class',
      age_range: 'field.age_range',
      gender: 'field.gender',
      income_range: 'field.income_range',
      purpose_note: 'field.purpose_note',
      kind: 'field.kind',
      origin: 'field.origin',
      external_id: 'field.external_id',
      phones: 'field.phone',
      phone: 'field.phone',
      emails: 'field.email',
      email: 'field.email',
      handles: 'field.handle',
      handle: 'field.handle',
      status: 'field.status',
      owner: 'field.owner',
      layer: 'field.layer',
      contact_grade: 'field.contact_grade',
      snoozed_until: 'field.snoozed_until',
      do_not_contact: 'field.do_not_contact',
      preferred_hours: 'field.preferred_hours',
    };
    const key = names[field];
    return key ? t(key) : field.replace(/^custom[.:/]/, '');
  };
}

function Details({ item }: { item: TimelineItem }) {
  const { manner } = useReader();
  const statuses = useStatuses().data ?? [];
  const fieldName = useFieldName();
  const data = (item.data ?? {}) as Record<string, unknown>;
  const statusName = (id: unknown) => {
    const status = statuses.find(one => one.id === String(id) || one.key === id);
    return status ? status.label[manner.language] || status.label.fa || status.label.en || status.key : valueText(id);
  };
  const answers = Array.isArray(data.answers) ? (data.answers as { label: string; value: string }[]) : [];
  return (
    <>
      {typeof data.text === 'string' && data.text && (
        <div className="note">
          <User>{data.text}</User>
        </div>
      )}
      {typeof data.wording === 'string' && (
        <div className="note">
          <User>{data.wording}</User>
        </div>
      )}
      {answers.length > 0 && (
        <dl className="answers">
          {answers.map((one, index) => (
            <div key={index}>
              <dt>
                <User>{one.label}</User>:
              </dt>
              <dd>
                <User>{one.value}</User>
              </dd>
            </div>
          ))}
        </dl>
      )}
      {item.changes?.map((change, index) => (
        <div className="change" key={index}>
          {fieldName(change.field)}:{' '}
          <del>
            <User>{change.field === 'status' ? statusName(change.from) : valueText(change.from)}</User>
          </del>{' '}
          {manner.language === 'fa' ? '←' : '→'}{' '}
          <b>
            <User>{change.field === 'status' ? statusName(change.to) : valueText(change.to)}</User>
          </b>
        </div>
      ))}
      {typeof data.reason === 'string' && data.reason && (
        <div className="note">
          <User>{data.reason}</User>
        </div>
      )}
    </>
  );
}

function Entry({ item }: { item: TimelineItem }) {
  const t = useText();
  const { manner } = useReader();
  const Icon = icons[item.kind] ?? Pencil;
  const who = item.actor.kind === 'user' || item.actor.kind === 'api_key' ? item.actor.name : item.by.label;
  return (
    <li className="entry">
      <Icon size={17} aria-hidden />
      <div>
        <div>
          {t(`timeline.${item.kind as 'lead_created'}`)}
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
        <Details item={item} />
      </div>
    </li>
  );
}

function Composer({ lead }: { lead: Lead }) {
  const t = useText();
  const queries = useQueryClient();
  const [text, setText] = useState('');
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!text.trim()) return;
    try {
      await body(api.POST('/api/v1/leads/{id}/notes', { params: { path: { id: lead.id } }, body: { text } }));
      setText('');
      void queries.invalidateQueries({ queryKey: ['lead', lead.id] });
    } catch (error) {
      tellFailure(error);
    }
  };
  return (
    <form onSubmit={event => void submit(event)}>
      <TextField label={t('card.new_note')} labelHidden placeholder={t('card.new_note')} lines={2} value={text} onChange={setText} />
      {text.trim() && (
        <div className="actions">
          <Button look="primary" type="submit">
            {t('card.add_note')}
          </Button>
        </div>
      )}
    </form>
  );
}

export function Timeline({ lead, readOnly }: { lead: Lead; readOnly: boolean }) {
  const t = useText();
  const { manner } = useReader();
  const { data, isPending } = useTimeline(lead.id);
  let day = '';
  return (
    <Panel title={t('card.timeline')}>
      {!readOnly && <Composer lead={lead} />}
      {isPending && <Loading label={t('word.loading')} />}
      <ol className="timeline">
        {data?.data.map(item => {
          const at = new Date(item.at);
          const isNewDay = dayKey(at, manner) !== day;
          day = dayKey(at, manner);
          return (
            <li key={item.id} style={{ display: 'contents' }}>
              {isNewDay && <div className="day">{longDate(at, manner)}</div>}
              <ol className="timeline">
                <Entry item={item} />
              </ol>
            </li>
          );
        })}
      </ol>
    </Panel>
  );
}
