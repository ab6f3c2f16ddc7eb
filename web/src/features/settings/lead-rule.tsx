// What makes a lead of an interest: a clue and an identity. Every version is kept, with who agreed to it.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Check } from 'lucide-react';
import { useState } from 'react';
import { api, body, tag } from '../../api/client';
import { putBack } from '../../api/put-back';
import type { components } from '../../api/schema';
import { useReader } from '../../app/session';
import { useText } from '../../i18n/texts';
import { moment, number } from '../../lib/format';
import { Badge, Loading, Panel, User } from '../../ui/bits';
import { Button } from '../../ui/button';
import { Confirm, Dialog } from '../../ui/dialog';
import { Checkbox, SelectField, Switch } from '../../ui/fields';
import { tell, tellFailure } from '../../ui/toast';

type Rule = components['schemas']['LeadRuleBody'];
type InForce = components['schemas']['LeadRule'];
type Outlook = components['schemas']['LeadRuleOutlook'];
type Wish = { preset: (typeof presets)[number] } | { rule: Rule };
const clues = [
  'form_completed',
  'phone_given',
  'email_given',
  'follow',
  'direct_message',
  'price_inquiry',
  'stock_inquiry',
  'comment',
  'like',
  'site_membership',
  'call',
  'import',
  'api',
] as const;
const identities = ['none', 'any_handle', 'any_contact', 'phone', 'email', 'phone_and_email'] as const;
const presets = ['any_form', 'follow', 'named_person'] as const;
type Side = 'marketing' | 'sales';

/** What the new rule would do, before it is put in force. */
function Foreseen({ outlook, onPut, onClose }: { outlook: Outlook | undefined; onPut: () => void; onClose: () => void }) {
  const t = useText();
  const { interests = 0, looked_at: looked = 0, would_become: became = 0 } = outlook ?? {};
  const text = became === 0 && looked === interests ? 'rule.outlook_none' : looked < interests ? 'rule.outlook_some' : 'rule.outlook';
  return (
    <Dialog title={t('rule.put_in_force')} open={!!outlook} onClose={onClose}>
      <p>{t(text, { interests, looked, became })}</p>
      <div className="actions">
        <Button look="primary" onPress={onPut}>
          {t('rule.put_in_force')}
        </Button>
        <Button onPress={onClose}>{t('action.cancel')}</Button>
      </div>
    </Dialog>
  );
}

function Editor({ inForce, onDone }: { inForce: InForce; onDone: () => void }) {
  const t = useText();
  const [rule, setRule] = useState<Rule>(inForce.rule);
  const [wished, setWished] = useState<Wish>();
  const [outlook, setOutlook] = useState<Outlook>();
  const send = (wish: Wish, version: number) => body(api.PUT('/api/v1/lead-rule', { headers: tag(version), body: wish }));
  const put = async (wish: Wish) => {
    try {
      const after = await send(wish, inForce.version);
      const undo = () =>
        putBack({
          after,
          wish: { rule: after.rule },
          read: () => body(api.GET('/api/v1/lead-rule')),
          put: version => send({ rule: inForce.rule }, version),
        }).then(onDone);
      tell(t('rule.saved'), undo);
    } catch (error) {
      tellFailure(error);
    }
    setOutlook(undefined);
    onDone();
  };
  // Where nobody is here whom it could concern there is nothing to ask.
  const ask = async (wish: Wish) => {
    try {
      const foreseen = await body(api.POST('/api/v1/lead-rule/preview', { body: wish }));
      if (foreseen.interests === 0) return await put(wish);
      setWished(wish);
      setOutlook(foreseen);
    } catch (error) {
      tellFailure(error);
    }
  };
  const changed = JSON.stringify(rule) !== JSON.stringify(inForce.rule);
  return (
    <>
      <Panel title={t('rule.presets')}>
        <p className="muted small">{t('rule.since')}</p>
        <div className="stack">
          {presets.map(preset => (
            <div key={preset} className="row apart">
              <div>
                <h3>{t(`rule_preset.${preset}`)}</h3>
                <p className="muted small">{t(`rule_preset_about.${preset}`)}</p>
              </div>
              {inForce.preset === preset ? (
                <Badge colour="green">{t('rule.in_force')}</Badge>
              ) : (
                <Button onPress={() => void ask({ preset })}>{t('rule.take_preset')}</Button>
              )}
            </div>
          ))}
        </div>
      </Panel>
      <Panel title={t('rule.own')}>
        <p className="muted small">{t('rule.clues')}</p>
        <div className="grid-2" style={{ marginBlock: '0.5rem' }}>
          {clues.map(clue => (
            <Checkbox
              key={clue}
              checked={rule.clues.includes(clue)}
              onChange={on => setRule({ ...rule, clues: on ? [...rule.clues, clue] : rule.clues.filter(one => one !== clue) })}
            >
              {t(`clue.${clue}`)}
            </Checkbox>
          ))}
        </div>
        <div className="stack">
          <SelectField
            label={t('rule.identity')}
            value={rule.identity}
            onChange={identity => setRule({ ...rule, identity: identity as Rule['identity'] })}
            options={identities.map(id => ({ id, label: t(`identity.${id}`) }))}
          />
          <Switch on={!!rule.named} onChange={named => setRule({ ...rule, named })}>
            {t('rule.named')}
          </Switch>
          <Switch on={!!rule.authorised} onChange={authorised => setRule({ ...rule, authorised })}>
            {t('rule.authorised')}
          </Switch>
          <Button look="primary" isDisabled={!changed || rule.clues.length === 0} onPress={() => void ask({ rule })}>
            {t('rule.put_in_force')}
          </Button>
        </div>
      </Panel>
      <Foreseen outlook={outlook} onClose={() => setOutlook(undefined)} onPut={() => wished && void put(wished)} />
    </>
  );
}

export default function LeadRule() {
  const t = useText();
  const { manner, may } = useReader();
  const queries = useQueryClient();
  const { data } = useQuery({ queryKey: ['rule'], queryFn: () => body(api.GET('/api/v1/lead-rule')) });
  const [agreeing, setAgreeing] = useState<Side>();
  const settle = () => void queries.invalidateQueries({ queryKey: ['rule'] });
  if (!data) return <Loading label={t('word.loading')} />;
  const latest = data.history[0];
  const approve = async (side: Side) => {
    try {
      await body(api.POST('/api/v1/lead-rule/approval', { body: { side } }));
      settle();
    } catch (error) {
      tellFailure(error);
    }
  };
  const approval = (side: Side, who: string | undefined) => (
    <div className="row apart">
      <span>{t(`rule_side.${side}`)}</span>
      {who ? (
        <Badge colour="green">
          <Check size={14} aria-hidden /> <User>{who}</User>
        </Badge>
      ) : (
        may('settings:write') && <Button onPress={() => setAgreeing(side)}>{t('rule.agree')}</Button>
      )}
    </div>
  );
  return (
    <>
      <Panel title={t('rule.agreement')}>
        <p className="muted small">{t('rule.about')}</p>
        <div className="stack" style={{ marginBlockStart: '0.75rem' }}>
          {approval('marketing', latest?.approved_by_marketing)}
          {approval('sales', latest?.approved_by_sales)}
        </div>
        <Confirm
          title={agreeing ? `${t('rule.agree')}: ${t(`rule_side.${agreeing}`)}` : ''}
          open={!!agreeing}
          onClose={() => setAgreeing(undefined)}
          onConfirm={() => agreeing && void approve(agreeing)}
          action={t('rule.agree')}
        >
          <p>{t('rule.agree_about')}</p>
        </Confirm>
      </Panel>
      {may('settings:write') && <Editor key={data.version} inForce={data} onDone={settle} />}
      <Panel title={t('rule.history')}>
        <table className="table">
          <tbody>
            {data.history.map(version => (
              <tr key={version.version}>
                <td>{number(version.version, manner)}</td>
                <td>
                  {t(`rule_preset.${version.preset}`)}
                  {version.looked_at > 0 && (
                    <div className="muted small" role={version.looking ? 'status' : undefined}>
                      {t(version.looking ? 'rule.looking' : 'rule.made', { looked: version.looked_at, became: version.became_leads })}
                    </div>
                  )}
                </td>
                <td>
                  <User>{version.actor}</User>
                </td>
                <td className="small">{moment(new Date(version.at), manner)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Panel>
    </>
  );
}
