// What was sent and what waits, newest first; each message opens with its body and every attempt, and can be sent again.
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { FileText, RotateCcw } from 'lucide-react';
import { useState } from 'react';
import { api, body, type Webhook, type WebhookDelivery, type WebhookDeliveryRow } from '../../../api/client';
import { useReader } from '../../../app/session';
import { useText } from '../../../i18n/texts';
import { moment, number } from '../../../lib/format';
import { Badge, Loading, Ltr, Panel, User } from '../../../ui/bits';
import { Button } from '../../../ui/button';
import { Copyable } from '../../../ui/copyable';
import { Dialog } from '../../../ui/dialog';
import { SelectField } from '../../../ui/fields';
import { tell, tellFailure } from '../../../ui/toast';
import { eventKey, stateColours } from './words';

const states = ['waiting', 'delivered', 'failed', 'withdrawn'] as const;
type State = (typeof states)[number];

// While something is on its way the screen looks more often.
const soon = 1_000;
const later = 10_000;
const near = 60_000;
const isNear = (row: WebhookDeliveryRow) => !!row.next_at && Date.parse(row.next_at) - Date.now() < near;

function useOutcome() {
  const t = useText();
  const { manner } = useReader();
  return ({ outcome, status }: { outcome?: WebhookDeliveryRow['outcome']; status?: number }) =>
    outcome && t(`webhooks.outcome_${outcome}`, { status: status ? number(status, manner) : '' });
}

function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

function Tried({ delivery }: { delivery: WebhookDelivery }) {
  const t = useText();
  const { manner } = useReader();
  const outcome = useOutcome();
  if (delivery.tried.length === 0) return <p className="muted">{t('webhooks.not_tried')}</p>;
  return (
    <ol className="history">
      {delivery.tried.map(attempt => (
        <li key={attempt.number}>
          <span className="small">{moment(new Date(attempt.at), manner)}</span>
          <div className="stack">
            <span>
              <b>{outcome(attempt)}</b> <span className="muted small">{t('webhooks.took', { ms: number(attempt.took_ms, manner) })}</span>
            </span>
            {attempt.answer && (
              <pre className="code small" dir="ltr">
                {attempt.answer}
              </pre>
            )}
          </div>
        </li>
      ))}
    </ol>
  );
}

function DeliveryView({ id, onSent }: { id: string; onSent: (id: string) => void }) {
  const t = useText();
  const { manner } = useReader();
  const { data } = useQuery({
    queryKey: ['webhooks', 'delivery', id],
    queryFn: () => body(api.GET('/api/v1/webhook-deliveries/{id}', { params: { path: { id } } })),
    refetchInterval: query => (query.state.data?.state === 'waiting' ? soon : false),
  });
  if (!data) return <Loading label={t('word.loading')} />;
  return (
    <div className="stack">
      <div className="row">
        <Badge colour={stateColours[data.state]}>{t(`webhooks.state_${data.state}`)}</Badge>
        <span className="muted small">
          <User>{data.endpoint_name}</User> · <Ltr>{data.message_id}</Ltr>
        </span>
      </div>
      {data.next_at && data.outcome && <p className="small">{t('webhooks.next_at', { at: moment(new Date(data.next_at), manner) })}</p>}
      <h3>{t('webhooks.body')}</h3>
      {data.body ? (
        <Copyable text={pretty(data.body)} />
      ) : (
        <p className="notice">{t(data.withheld ? 'hidden.answers' : 'webhooks.no_body')}</p>
      )}
      <h3>{t('webhooks.attempts')}</h3>
      <Tried delivery={data} />
      {(data.state === 'failed' || data.state === 'delivered') && data.body && (
        <div className="actions">
          <Button icon={RotateCcw} onPress={() => onSent(id)}>
            {t('webhooks.resend')}
          </Button>
        </div>
      )}
    </div>
  );
}

export function DeliveryLog({ webhooks }: { webhooks: Webhook[] }) {
  const t = useText();
  const { manner, may } = useReader();
  const outcome = useOutcome();
  const queries = useQueryClient();
  const [webhook, setWebhook] = useState('');
  const [state, setState] = useState<State | ''>('');
  const [opened, setOpened] = useState<WebhookDeliveryRow>();
  const { data, hasNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: ['webhooks', 'log', webhook, state],
    initialPageParam: '',
    queryFn: ({ pageParam }) =>
      body(
        api.GET('/api/v1/webhook-deliveries', {
          params: { query: { webhook: webhook || undefined, state: state || undefined, cursor: pageParam || undefined, limit: 50 } },
        }),
      ),
    getNextPageParam: page => page.page.next_cursor,
    refetchInterval: query => (query.state.data?.pages.some(page => page.data.some(isNear)) ? soon : later),
  });
  const rows = data?.pages.flatMap(page => page.data);
  const resend = async (id: string) => {
    try {
      await body(api.POST('/api/v1/webhook-deliveries/{id}/resend', { params: { path: { id } } }));
      tell(t('webhooks.resent'));
    } catch (error) {
      tellFailure(error);
    }
    void queries.invalidateQueries({ queryKey: ['webhooks'] });
  };
  return (
    <Panel title={t('webhooks.log')}>
      <div className="row submission-filter">
        {webhooks.length > 1 && (
          <SelectField
            label={t('settings.webhooks')}
            labelHidden
            value={webhook}
            onChange={setWebhook}
            options={[{ id: '', label: t('webhooks.all') }, ...webhooks.map(one => ({ id: one.id, label: one.name }))]}
          />
        )}
        <SelectField
          label={t('webhooks.state')}
          labelHidden
          value={state}
          onChange={one => setState(one as State | '')}
          options={[{ id: '', label: t('webhooks.every_state') }, ...states.map(id => ({ id, label: t(`webhooks.state_${id}`) }))]}
        />
      </div>
      {!rows && <Loading label={t('word.loading')} />}
      {rows?.length === 0 && <p className="muted">{t(webhook || state ? 'webhooks.log_none' : 'webhooks.log_empty')}</p>}
      <ol className="submissions">
        {rows?.map(row => (
          <li className="submission" key={row.id}>
            <div className="row">
              <Badge colour={stateColours[row.state]}>{t(`webhooks.state_${row.state}`)}</Badge>
              <b className="small">{t(eventKey(row.type))}</b>
              <span className="muted small">{moment(new Date(row.made_at), manner)}</span>
            </div>
            <p className="muted small">
              <User>{row.endpoint_name}</User>
              {row.outcome && row.state !== 'delivered' && <> · {outcome(row)}</>}
              {row.next_at && row.outcome && <> · {t('webhooks.next_at', { at: moment(new Date(row.next_at), manner) })}</>}
            </p>
            {may('settings:write') && (
              <div className="submission-acts in-a-row">
                {row.state === 'failed' && (
                  <Button icon={RotateCcw} onPress={() => void resend(row.id)}>
                    {t('webhooks.resend')}
                  </Button>
                )}
                <Button icon={FileText} onPress={() => setOpened(row)}>
                  {t('webhooks.open')}
                </Button>
              </div>
            )}
          </li>
        ))}
      </ol>
      {hasNextPage && <Button onPress={() => void fetchNextPage()}>{t('action.older')}</Button>}
      <Dialog title={opened ? t(eventKey(opened.type)) : ''} open={!!opened} wide onClose={() => setOpened(undefined)}>
        {opened && <DeliveryView id={opened.id} onSent={id => void resend(id)} />}
      </Dialog>
    </Panel>
  );
}
