// What the person agreed to, in the words that were shown, and how the person wants to be reached.
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, body, type Lead, ProblemError, tag } from '../../api/client';
import { useConsents, useLeadActs } from '../../api/leads';
import { useReader } from '../../app/session';
import { useText } from '../../i18n/texts';
import { asciiDigits, digits, moment, number } from '../../lib/format';
import { Badge, Panel, User } from '../../ui/bits';
import { Button } from '../../ui/button';
import { Confirm } from '../../ui/dialog';
import { Checkbox, TextField } from '../../ui/fields';
import { tell, tellFailure } from '../../ui/toast';
import { channels } from './words';

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
          <div key={consent.id} className="consent">
            <p>
              <Badge colour={consent.given && !consent.withdrawn_at ? 'green' : 'red'}>
                {consent.withdrawn_at ? t('consent.ended') : consent.given ? t('consent.given') : t('consent.refused')}
              </Badge>{' '}
              <User>{consent.wording}</User>
            </p>
            <p className="muted small">
              {moment(new Date(consent.at), manner)}
              {consent.withdrawn_at && ` · ${t('consent.ended_at', { when: moment(new Date(consent.withdrawn_at), manner) })}`} ·{' '}
              {t('consent.version', { version: number(consent.text_version, manner) })}
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

type Preference = Partial<Pick<Lead, 'do_not_contact' | 'preferred_hours'>>;
type Channel = NonNullable<Lead['do_not_contact']>[number];
const refusing = (channel: Channel, on: boolean) => (now: Lead) => {
  const others = (now.do_not_contact ?? []).filter(one => one !== channel);
  return { do_not_contact: on ? [...others, channel] : others };
};

/** "9" and «۹:۳۰» are hours too. */
export function hourOf(typed: string): string {
  const [, hour, minute = '00'] = /^(\d{1,2})(?:[:٫.](\d{2}))?$/.exec(asciiDigits(typed.trim())) ?? [];
  return hour ? `${hour.padStart(2, '0')}:${minute}` : typed.trim();
}

export function Preferences({ lead, readOnly }: { lead: Lead; readOnly: boolean }) {
  const t = useText();
  const { manner } = useReader();
  const { put } = useLeadActs();
  const refused = lead.do_not_contact ?? [];
  const hours = lead.preferred_hours;
  const [from, setFrom] = useState(digits(hours?.from ?? '', manner));
  const [to, setTo] = useState(digits(hours?.to ?? '', manner));
  const [problem, setProblem] = useState<ProblemError>();
  // Made of the card as it stands then: what a colleague has refused for the person meanwhile stays refused.
  const send = (next: (now: Lead) => Preference) => (now: Lead) =>
    body(
      api.PUT('/api/v1/leads/{id}/contact-preferences', {
        params: { path: { id: now.id } },
        headers: tag(now.version),
        body: { do_not_contact: now.do_not_contact ?? [], preferred_hours: now.preferred_hours, ...next(now) },
      }),
    );
  const save = async (next: (now: Lead) => Preference, back: (now: Lead) => Preference, before: (seen: Lead) => object) => {
    const undo = (after: Lead) => void put(after, send(back), before, () => undefined).catch(tellFailure);
    try {
      await put(lead, send(next), before, after => tell(t('card.saved'), () => undo(after)));
      setProblem(undefined);
    } catch (error) {
      if (error instanceof ProblemError && error.faults.length > 0) setProblem(error);
      else tellFailure(error);
    }
  };
  const wished = from.trim() || to.trim() ? { from: hourOf(from), to: hourOf(to) } : undefined;
  const changed = wished?.from !== hours?.from || wished?.to !== hours?.to;
  return (
    <Panel title={t('card.preferences')}>
      <fieldset className="choices" disabled={readOnly}>
        <legend>{t('preferences.about')}</legend>
        {channels.map(channel => (
          <Checkbox
            key={channel}
            checked={refused.includes(channel)}
            disabled={readOnly}
            onChange={on => void save(refusing(channel, on), refusing(channel, !on), () => ({}))}
          >
            {t(`contact_channel.${channel}`)}
          </Checkbox>
        ))}
      </fieldset>
      {readOnly ? (
        hours && <p>{digits(t('preferences.hours', hours), manner)}</p>
      ) : (
        <form
          className="hours"
          onSubmit={event => {
            event.preventDefault();
            void save(
              () => ({ preferred_hours: wished }),
              () => ({ preferred_hours: hours }),
              seen => ({ preferred_hours: seen.preferred_hours }),
            );
          }}
        >
          <TextField
            label={t('preferences.from')}
            value={from}
            onChange={setFrom}
            leftToRight
            placeholder={digits('09:00', manner)}
            error={problem?.at('/preferred_hours/from') ?? problem?.at('/preferred_hours')}
          />
          <TextField
            label={t('preferences.to')}
            value={to}
            onChange={setTo}
            leftToRight
            placeholder={digits('12:00', manner)}
            error={problem?.at('/preferred_hours/to')}
          />
          {changed && (
            <Button look="primary" type="submit">
              {t('action.save')}
            </Button>
          )}
        </form>
      )}
    </Panel>
  );
}
