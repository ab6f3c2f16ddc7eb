// Addresses of other programs that are told what happens here: made, tried, given a new secret, turned off; and the log of what was sent.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Webhook as Icon, KeyRound, Pencil, Plus, Send, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { api, body, type Webhook, type WebhookSecret } from '../../../api/client';
import { useReader } from '../../../app/session';
import { useText } from '../../../i18n/texts';
import { apart, moment, number } from '../../../lib/format';
import { Badge, Empty, Loading, Ltr, Panel, User } from '../../../ui/bits';
import { Button, IconButton } from '../../../ui/button';
import { Confirm, Dialog } from '../../../ui/dialog';
import { SecretOnce } from '../../../ui/secret-once';
import { tell } from '../../../ui/toast';
import { listMark } from '../../card/values';
import { useAct } from '../use-act';
import { DeliveryLog } from './delivery-log';
import { WebhookEditor } from './webhook-editor';
import { eventKey } from './words';

function State({ webhook }: { webhook: Webhook }) {
  const t = useText();
  const { manner } = useReader();
  if (webhook.state === 'gone') return <Badge colour="red">{t('webhooks.gone')}</Badge>;
  if (webhook.state === 'off') return <Badge>{t('webhooks.off')}</Badge>;
  if (webhook.failing_since)
    return <Badge colour="red">{t('webhooks.failing', { since: moment(new Date(webhook.failing_since), manner) })}</Badge>;
  return <Badge colour="green">{t('webhooks.on')}</Badge>;
}

function Row({
  webhook,
  onTest,
  onEdit,
  onRotate,
  onEndOld,
  onEnd,
}: {
  webhook: Webhook;
  onTest: () => void;
  onEdit: () => void;
  onRotate: () => void;
  onEndOld: () => void;
  onEnd: () => void;
}) {
  const t = useText();
  const { manner, may } = useReader();
  return (
    <div className="stack">
      <div className="row">
        <b>
          <User>{webhook.name}</User>
        </b>
        <State webhook={webhook} />
      </div>
      <p className="small cut" title={webhook.url}>
        <Ltr>{webhook.url}</Ltr>
      </p>
      <p className="muted small">{webhook.events.map(event => t(eventKey(event))).join(listMark(manner))}</p>
      {webhook.state === 'gone' && <p className="notice">{t('webhooks.gone_about')}</p>}
      {(webhook.waiting > 0 || webhook.failed > 0) && (
        <p className="small">
          {t('webhooks.open_counts', { waiting: number(webhook.waiting, manner), failed: number(webhook.failed, manner) })}
        </p>
      )}
      {may('settings:write') && (
        <div className="actions">
          <Button icon={Send} isDisabled={webhook.state !== 'on'} onPress={onTest}>
            {t('webhooks.test')}
          </Button>
          <Button icon={Pencil} onPress={onEdit}>
            {t('webhooks.edit')}
          </Button>
          <Button icon={KeyRound} onPress={onRotate}>
            {t('incoming.new_secret')}
          </Button>
          <IconButton label={t('webhooks.end')} icon={Trash2} onPress={onEnd} />
        </div>
      )}
      {webhook.old_secret_until && (
        <p className="notice">
          {t('webhooks.old_secret', { until: moment(new Date(webhook.old_secret_until), manner) })}{' '}
          {may('settings:write') && <Button onPress={onEndOld}>{t('incoming.end_old')}</Button>}
        </p>
      )}
    </div>
  );
}

export default function Webhooks() {
  const t = useText();
  const { may } = useReader();
  const queries = useQueryClient();
  const { data, isPending } = useQuery({
    queryKey: ['webhooks', 'list'],
    queryFn: async () => (await body(api.GET('/api/v1/webhooks'))).data,
    // While something is on its way it looks more often.
    refetchInterval: query => (query.state.data?.some(one => one.waiting > 0) ? 2_000 : 10_000),
  });
  const [editing, setEditing] = useState<Webhook | 'new'>();
  const [made, setMade] = useState<WebhookSecret>();
  const [rotating, setRotating] = useState<string>();
  const [ending, setEnding] = useState<string>();
  const [endingOld, setEndingOld] = useState<string>();
  const path = (id: string) => ({ params: { path: { id } } });
  const act = useAct('webhooks');
  const test = (id: string) =>
    act(async () => {
      await body(api.POST('/api/v1/webhooks/{id}/test', path(id)));
      tell(t('webhooks.test_sent'));
    });
  const rotate = (id: string) => act(async () => setMade(await body(api.POST('/api/v1/webhooks/{id}/secret', path(id)))));
  const endOld = (id: string) =>
    act(async () => {
      await body(api.DELETE('/api/v1/webhooks/{id}/old-secret', path(id)));
      tell(t('webhooks.old_ended'));
    });
  const end = (id: string) =>
    act(async () => {
      await body(api.DELETE('/api/v1/webhooks/{id}', path(id)));
      tell(t('webhooks.ended'));
    });
  const add = may('settings:write') && (
    <Button look="primary" icon={Plus} onPress={() => setEditing('new')}>
      {t('webhooks.add')}
    </Button>
  );
  return (
    <>
      <Panel title={t('settings.webhooks')} actions={!!data?.length && add}>
        {isPending && <Loading label={t('word.loading')} />}
        {data?.length === 0 && (
          <Empty icon={Icon} title={t('webhooks.none')} action={add}>
            {t('webhooks.none_about')} {t(add ? 'webhooks.none_begin' : 'webhooks.none_ask')}
          </Empty>
        )}
        <div className="stack">
          {data?.map(webhook => (
            <Row
              key={webhook.id}
              webhook={webhook}
              onTest={() => void test(webhook.id)}
              onEdit={() => setEditing(webhook)}
              onRotate={() => setRotating(webhook.id)}
              onEndOld={() => setEndingOld(webhook.id)}
              onEnd={() => setEnding(webhook.id)}
            />
          ))}
        </div>
      </Panel>
      {!!data?.length && <DeliveryLog webhooks={data} />}
      <Dialog
        title={editing && editing !== 'new' ? t('webhooks.edit_one', { name: apart(editing.name) }) : t('webhooks.add')}
        open={!!editing}
        onClose={() => setEditing(undefined)}
      >
        {editing && (
          <WebhookEditor
            webhook={editing === 'new' ? undefined : editing}
            onSaved={secret => {
              setEditing(undefined);
              setMade(secret);
              if (secret) tell(t('webhooks.added', { name: apart(secret.webhook.name) }), () => end(secret.webhook.id));
              void queries.invalidateQueries({ queryKey: ['webhooks'] });
            }}
          />
        )}
      </Dialog>
      {made && (
        <SecretOnce title={t('webhooks.made')} secret={made.secret} wide onClose={() => setMade(undefined)}>
          <p>{t('webhooks.secret_about')}</p>
        </SecretOnce>
      )}
      <Confirm
        title={t('incoming.new_secret')}
        open={!!rotating}
        onClose={() => setRotating(undefined)}
        onConfirm={() => rotating && void rotate(rotating)}
        action={t('incoming.new_secret')}
      >
        <p>{t('webhooks.new_secret_about')}</p>
      </Confirm>
      <Confirm
        title={t('incoming.end_old')}
        open={!!endingOld}
        onClose={() => setEndingOld(undefined)}
        onConfirm={() => endingOld && void endOld(endingOld)}
        action={t('incoming.end_old')}
      >
        <p>{t('webhooks.end_old_about')}</p>
      </Confirm>
      <Confirm
        title={t('webhooks.end')}
        open={!!ending}
        onClose={() => setEnding(undefined)}
        onConfirm={() => ending && void end(ending)}
        action={t('webhooks.end')}
      >
        <p>{t('webhooks.end_about')}</p>
      </Confirm>
    </>
  );
}
