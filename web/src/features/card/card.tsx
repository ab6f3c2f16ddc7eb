// Everything known about a person on one card; used by its own page, by the inbox and by the peek of the list.
import { useQueryClient } from '@tanstack/react-query';
import { Ellipsis, History as HistoryIcon, ShieldOff, UserRoundX } from 'lucide-react';
import { useState } from 'react';
import { api, body, type Lead, ProblemError } from '../../api/client';
import { setOwner, setStatus, undoOf, useLead, useLeadActs, usePeople, useStatuses } from '../../api/leads';
import { useReader } from '../../app/session';
import { useText } from '../../i18n/texts';
import { calledBy, digits, moment, relative } from '../../lib/format';
import { useNarrow } from '../../lib/narrow';
import { Badge, Empty, Loading, User } from '../../ui/bits';
import { Button, IconButton } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { SelectField, TextField } from '../../ui/fields';
import { InlineEdit } from '../../ui/inline-edit';
import { Menu } from '../../ui/menu';
import { Tabs } from '../../ui/tabs';
import { tell, tellFailure } from '../../ui/toast';
import { Unavailable } from '../../ui/unavailable';
import { MissedCalls } from './calls';
import { Consents, Preferences } from './consents';
import { Contacts } from './contacts';
import { Facts } from './facts';
import { History } from './history';
import { Journey } from './journey';
import { Timeline } from './timeline';
import { listMark } from './values';

function Erasure({ lead, open, onClose }: { lead: Lead; open: boolean; onClose: () => void }) {
  const t = useText();
  const queries = useQueryClient();
  const [reason, setReason] = useState('');
  const erase = async () => {
    try {
      await body(api.POST('/api/v1/leads/{id}/erasure', { params: { path: { id: lead.id } }, body: { reason } }));
      tell(t('erasure.done'));
      onClose();
      void queries.invalidateQueries();
    } catch (error) {
      tellFailure(error);
    }
  };
  return (
    <Dialog title={t('erasure.title')} open={open} onClose={onClose}>
      <p className="notice danger">{t('erasure.about')}</p>
      <TextField label={t('erasure.reason')} required value={reason} onChange={setReason} />
      <div className="actions">
        <Button look="danger" isDisabled={!reason.trim()} onPress={() => void erase()}>
          {t('erasure.action')}
        </Button>
        <Button onPress={onClose}>{t('action.cancel')}</Button>
      </div>
    </Dialog>
  );
}

// Who is refused, lost, dead or junk is so for a reason; it is asked for where the status stands, and never in the way.
const endings = ['refused', 'lost', 'dead', 'junk'];
function Reason({ lead, readOnly }: { lead: Lead; readOnly: boolean }) {
  const t = useText();
  const { act } = useLeadActs();
  const reason = lead.marks?.reason ?? '';
  if (!reason && (readOnly || !endings.includes(lead.status.kind))) return null;
  const shown = reason ? (
    <Badge colour="red">
      <User>{reason}</User>
    </Badge>
  ) : (
    <span className="muted small">{t('card.reason_ask')}</span>
  );
  const keep = (next: string) => act({ lead, call: setStatus(lead.status.id, next), done: 'card.reason_kept', inverse: undoOf.status });
  return <InlineEdit key={lead.status.id} label={t('card.reason')} value={reason} shown={shown} readOnly={readOnly} onSave={keep} />;
}

function Head({ lead, readOnly }: { lead: Lead; readOnly: boolean }) {
  const t = useText();
  const { manner, may } = useReader();
  const { act } = useLeadActs();
  const statuses = (useStatuses().data ?? []).filter(status => !status.archived || status.id === lead.status.id);
  const people = usePeople().data ?? [];
  const [history, setHistory] = useState(false);
  const [erasing, setErasing] = useState(false);
  const label = (status: Lead['status']) => status.label[manner.language] || status.label.fa || status.label.en || status.key;
  const owners = people.filter(person => person.active || person.id === lead.owner?.id);
  const work = [lead.job_title, lead.organisation].filter(Boolean).join(listMark(manner));
  const refused = lead.do_not_contact ?? [];
  return (
    <div className="card-head">
      <div className="who">
        <h2 className="title">
          <User>{[lead.title, calledBy(lead.display_name, manner, lead.phones?.[0]?.display)].filter(Boolean).join(' ')}</User>
        </h2>
        <p className="muted">
          {work && (
            <>
              <User>{work}</User> ·{' '}
            </>
          )}
          <time dateTime={lead.created_at} title={moment(new Date(lead.created_at), manner)}>
            {t('card.came', { when: relative(new Date(lead.created_at), new Date(), manner) })}
          </time>
        </p>
        <div className="row">
          <Badge colour={lead.layer === 'lead' ? 'teal' : 'grey'}>{t(`layer.${lead.layer}`)}</Badge>
          <Badge colour={lead.contact_grade >= 4 ? 'green' : 'grey'}>{t(`grade.${lead.contact_grade_word}`)}</Badge>
          {refused.length > 0 && (
            <Badge colour="red">
              {t('card.do_not', { channels: refused.map(one => t(`contact_channel.${one}`)).join(listMark(manner)) })}
            </Badge>
          )}
          {lead.preferred_hours && <Badge>{digits(t('preferences.hours', lead.preferred_hours), manner)}</Badge>}
          {lead.snoozed_until && new Date(lead.snoozed_until) > new Date() && (
            <Badge colour="blue">{t('card.snoozed', { when: moment(new Date(lead.snoozed_until), manner) })}</Badge>
          )}
          <Reason lead={lead} readOnly={readOnly} />
        </div>
      </div>
      {readOnly ? (
        <Badge colour={lead.status.colour}>{label(lead.status)}</Badge>
      ) : (
        <div className="row">
          <SelectField
            label={t('field.status')}
            labelHidden
            value={lead.status.id}
            options={statuses.map(status => ({ id: status.id, label: label(status) }))}
            onChange={id => void act({ lead, call: setStatus(id), done: 'card.status_changed', inverse: undoOf.status })}
          />
          <SelectField
            label={t('field.owner')}
            labelHidden
            value={lead.owner?.id ?? ''}
            options={[{ id: '', label: t('owner.none') }, ...owners.map(person => ({ id: person.id, label: person.name }))]}
            onChange={id => void act({ lead, call: setOwner(id || undefined), done: 'card.owner_changed', inverse: undoOf.owner })}
          />
        </div>
      )}
      <Menu
        label={t('action.more')}
        entries={[
          { id: 'history', label: t('card.history'), icon: HistoryIcon, act: () => setHistory(true) },
          ...(may('leads:erase')
            ? [{ id: 'erase', label: t('erasure.title'), icon: ShieldOff, danger: true, act: () => setErasing(true) }]
            : []),
        ]}
      >
        <IconButton label={t('action.more')} icon={Ellipsis} />
      </Menu>
      {history && <History lead={lead} open onClose={() => setHistory(false)} />}
      {erasing && <Erasure lead={lead} open onClose={() => setErasing(false)} />}
    </div>
  );
}

/** `slim`: beside a list, in one column. */
export function LeadCard({ id, slim }: { id: string; slim?: boolean }) {
  const t = useText();
  const { may } = useReader();
  const { data: lead, error, isPending, refetch } = useLead(id);
  const readOnly = !may('leads:write');
  const narrow = useNarrow() || !!slim;
  const [part, setPart] = useState<'known' | 'told'>('known');
  if (isPending) return <Loading label={t('word.loading')} />;
  if (error instanceof ProblemError && error.status === 404)
    return (
      <Empty icon={UserRoundX} title={t('card.gone')}>
        {t('card.gone_about')}
      </Empty>
    );
  if (error || !lead) return <Unavailable error={error} again={refetch} />;
  return (
    <article aria-label={lead.display_name}>
      <Head lead={lead} readOnly={readOnly} />
      <MissedCalls lead={lead} readOnly={readOnly} />
      {narrow && (
        <Tabs
          label={t('card.title')}
          tabs={[
            { id: 'known', label: t('card.facts') },
            { id: 'told', label: t('card.timeline') },
          ]}
          current={part}
          onChange={setPart}
        />
      )}
      <div className={narrow ? 'card slim' : 'card'}>
        {(!narrow || part === 'known') && (
          <div className="stack">
            <Contacts lead={lead} readOnly={readOnly} />
            <Facts key={lead.id} lead={lead} readOnly={readOnly} />
            <Journey lead={lead} />
            <Consents lead={lead} readOnly={readOnly} />
            <Preferences key={`p${lead.id}`} lead={lead} readOnly={readOnly} />
          </div>
        )}
        {(!narrow || part === 'told') && (
          <div>
            <Timeline lead={lead} readOnly={readOnly} withKey={!slim} />
          </div>
        )}
      </div>
    </article>
  );
}
