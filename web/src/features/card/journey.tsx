// Where the person came from, what was agreed to, and how the person wants to be reached.
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, body, type Lead, type Touch } from '../../api/client';
import { useConsents, useHistory, useLeadActs } from '../../api/leads';
import { useReader } from '../../app/session';
import { useText } from '../../i18n/texts';
import { moment, number, shortDate } from '../../lib/format';
import { Badge, Ltr, Panel, User } from '../../ui/bits';
import { Button } from '../../ui/button';
import { Confirm, Dialog } from '../../ui/dialog';
import { Checkbox, TextField } from '../../ui/fields';
import { tell, tellFailure } from '../../ui/toast';
import { channels } from './words';

function TouchView({ title, touch }: { title: string; touch: Touch | undefined }) {
  const t = useText();
  const { manner } = useReader();
  if (!touch) return null;
  return (
    <div>
      <h3>
        {title}
        {touch.at && <span className="muted small"> · {moment(new Date(touch.at), manner)}</span>}
      </h3>
      <p>
        {touch.channel && <Badge colour="teal">{t(`channel.${touch.channel as 'direct'}`)}</Badge>}{' '}
        {touch.label && <User>{touch.label}</User>}
        {touch.form_title && (
          <span className="muted">
            {' '}
            · <User>{touch.form_title}</User>
          </span>
        )}
      </p>
      {touch.utm?.campaign && (
        <p className="small">
          {t('journey.campaign')}: <User>{touch.utm.campaign}</User>
        </p>
      )}
      {touch.landing_page && (
        <p className="small muted" style={{ overflowWrap: 'anywhere' }}>
          <Ltr>{touch.landing_page}</Ltr>
        </p>
      )}
    </div>
  );
}

export function Journey({ lead }: { lead: Lead }) {
  const t = useText();
  const { manner } = useReader();
  const source = lead.source;
  if (!source?.first) return null;
  return (
    <Panel title={t('card.journey')}>
      <div className="stack">
        <TouchView title={t('journey.first')} touch={source.first} />
        {(source.count ?? 0) > 1 && (
          <>
            <TouchView title={t('journey.last')} touch={source.last} />
            <p className="muted small">{t('journey.count', { count: number(source.count ?? 0, manner) })}</p>
          </>
        )}
      </div>
    </Panel>
  );
}

export function Consents({ lead, readOnly }: { lead: Lead; readOnly: boolean }) {
  const t = useText();
  const { manner } = useReader();
  const queries = useQueryClient();
  const { data } = useConsents(lead.id);
  const [withdrawing, setWithdrawing] = useState<string>();
  const withdraw = async (consent: string) => {
    try {
      await body(api.POST('/api/v1/leads/{id}/consents/{consent}/withdrawal', { params: { path: { id: lead.id, consent } } }));
      void queries.invalidateQueries({ queryKey: ['lead', lead.id] });
      tell(t('consent.withdrawn'));
    } catch (error) {
      tellFailure(error);
    }
  };
  if (!data?.data.length) return null;
  return (
    <Panel title={t('card.consents')}>
      <div className="stack">
        {data.data.map(consent => (
          <div key={consent.id}>
            <p>
              <Badge colour={consent.given && !consent.withdrawn_at ? 'green' : 'red'}>
                {consent.withdrawn_at ? t('consent.ended') : consent.given ? t('consent.given') : t('consent.refused')}
              </Badge>{' '}
              <User>{consent.wording}</User>
            </p>
            <p className="muted small">
              {moment(new Date(consent.at), manner)} · {t('consent.version', { version: number(consent.text_version, manner) })}
              {consent.form && (
                <>
                  {' · '}
                  <User>{consent.form.title}</User>
                </>
              )}
              {consent.exchange_for && (
                <>
                  {' · '}
                  {t('consent.exchange')} <User>{consent.exchange_for}</User>
                </>
              )}
            </p>
            {!readOnly && consent.given && !consent.withdrawn_at && (
              <Button look="quiet" onPress={() => setWithdrawing(consent.id)}>
                {t('consent.withdraw')}
              </Button>
            )}
          </div>
        ))}
      </div>
      <Confirm
        title={t('consent.withdraw')}
        open={!!withdrawing}
        onClose={() => setWithdrawing(undefined)}
        onConfirm={() => withdrawing && void withdraw(withdrawing)}
        action={t('consent.withdraw')}
      >
        <p>{t('consent.withdraw_about')}</p>
      </Confirm>
    </Panel>
  );
}

export function Preferences({ lead, readOnly }: { lead: Lead; readOnly: boolean }) {
  const t = useText();
  const { settle } = useLeadActs();
  const refused = lead.do_not_contact ?? [];
  const [from, setFrom] = useState(lead.preferred_hours?.from ?? '');
  const [to, setTo] = useState(lead.preferred_hours?.to ?? '');
  const save = async (next: typeof refused, hours: { from: string; to: string } | undefined) => {
    try {
      settle(
        await body(
          api.PUT('/api/v1/leads/{id}/contact-preferences', {
            params: { path: { id: lead.id } },
            body: { do_not_contact: next, preferred_hours: hours },
          }),
        ),
      );
    } catch (error) {
      tellFailure(error);
    }
  };
  const hours = from && to ? { from, to } : undefined;
  return (
    <Panel title={t('card.preferences')}>
      <p className="muted small">{t('preferences.about')}</p>
      <div className="row" style={{ marginBlock: '0.5rem' }}>
        {channels.map(channel => (
          <Checkbox
            key={channel}
            checked={refused.includes(channel)}
            disabled={readOnly}
            onChange={on => void save(on ? [...refused, channel] : refused.filter(one => one !== channel), lead.preferred_hours)}
          >
            {t(`contact_channel.${channel}`)}
          </Checkbox>
        ))}
      </div>
      {!readOnly && (
        <div className="row">
          <TextField label={t('preferences.from')} value={from} onChange={setFrom} leftToRight placeholder="09:00" />
          <TextField label={t('preferences.to')} value={to} onChange={setTo} leftToRight placeholder="12:00" />
          <Button onPress={() => void save(refused, hours)}>{t('action.save')}</Button>
        </div>
      )}
    </Panel>
  );
}

export function History({ lead, open, onClose }: { lead: Lead; open: boolean; onClose: () => void }) {
  const t = useText();
  const { manner } = useReader();
  const { data } = useHistory(lead.id, open);
  const text = (value: unknown) =>
    value === null || value === undefined ? '—' : typeof value === 'object' ? JSON.stringify(value) : String(value);
  return (
    <Dialog title={t('card.history')} open={open} onClose={onClose} wide>
      <div className="table-scroll">
        <table className="table">
          <thead>
            <tr>
              <th>{t('history.field')}</th>
              <th>{t('history.from')}</th>
              <th>{t('history.to')}</th>
              <th>{t('history.who')}</th>
              <th>{t('history.when')}</th>
            </tr>
          </thead>
          <tbody>
            {data?.data.map((item, index) => (
              <tr key={index}>
                <td>
                  <User>{item.field}</User>
                </td>
                <td>
                  <User>{text(item.from)}</User>
                </td>
                <td>
                  <User>{text(item.to)}</User>
                </td>
                <td>
                  <User>{item.by.label || item.actor.name || t(`actor.${item.actor.kind}`)}</User>
                </td>
                <td>{shortDate(new Date(item.at), manner)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Dialog>
  );
}
