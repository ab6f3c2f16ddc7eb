// Addresses of ours that other programs send leads to: made, given a secret that is shown once, mapped, and ended.

import { Link } from '@tanstack/react-router';
import { KeyRound, ListTree, Trash2, Webhook } from 'lucide-react';
import { useState } from 'react';
import { api, body, type IncomingAddressRow, type IncomingSecret } from '../../../api/client';
import { useIncoming } from '../../../api/incoming';
import { useReader } from '../../../app/session';
import { useText } from '../../../i18n/texts';
import { apart, moment, number } from '../../../lib/format';
import { Badge, Empty, Loading, Panel, User } from '../../../ui/bits';
import { Button, IconButton } from '../../../ui/button';
import { Copyable } from '../../../ui/copyable';
import { Confirm, Dialog } from '../../../ui/dialog';
import { SelectField, TextField } from '../../../ui/fields';
import { SecretOnce } from '../../../ui/secret-once';
import { tell } from '../../../ui/toast';
import { ChannelField } from '../../card/channel-field';
import { useAct } from '../use-act';
import { formScript } from './form-script';
import { MappingEditor } from './mapping';
import { ConnectMeta, MetaState, needsSomebody } from './meta';

const kinds = ['webhook', 'google_forms', 'typeform', 'google_ads', 'meta'] as const;
type Kind = (typeof kinds)[number];

function Address({
  address,
  onMap,
  onRotate,
  onEndOld,
  onEnd,
  onConnect,
  onFetch,
}: {
  address: IncomingAddressRow;
  onMap: () => void;
  onRotate: () => void;
  onEndOld: () => void;
  onEnd: () => void;
  onConnect: () => void;
  onFetch: () => void;
}) {
  const t = useText();
  const { manner, may } = useReader();
  const { accepted, quarantined, refused } = address.counts;
  return (
    <div className="stack">
      <div className="row">
        <b>
          <User>{address.name}</User>
        </b>
        <Badge>{t(`road.${address.kind}`)}</Badge>
        {address.ended_at ? (
          <Badge>{t('tracking.ended')}</Badge>
        ) : needsSomebody(address.meta) ? (
          <Badge colour="amber">{t('incoming.needs_somebody')}</Badge>
        ) : accepted + quarantined + refused > 0 ? (
          <Badge colour="green">{t('incoming.works')}</Badge>
        ) : (
          <Badge colour="amber">{t('incoming.waits')}</Badge>
        )}
      </div>
      {accepted + quarantined + refused > 0 && (
        <Link className="small" to="/submissions" search={{ road: address.kind }}>
          {t('incoming.counts', {
            accepted: number(accepted, manner),
            quarantined: number(quarantined, manner),
            refused: number(refused, manner),
          })}
        </Link>
      )}
      {!address.ended_at && (
        <>
          <Copyable text={address.url}>
            {may('settings:write') && (
              <>
                <Button icon={ListTree} onPress={onMap}>
                  {t('incoming.mapping')}
                </Button>
                <Button icon={KeyRound} onPress={onRotate}>
                  {t('incoming.new_secret')}
                </Button>
                <IconButton label={t('incoming.end')} icon={Trash2} onPress={onEnd} />
              </>
            )}
          </Copyable>
          {address.meta && <MetaState meta={address.meta} onConnect={onConnect} onFetch={onFetch} />}
          {address.old_secret_until && (
            <p className="notice">
              {t('incoming.old_secret', { until: moment(new Date(address.old_secret_until), manner) })}{' '}
              {may('settings:write') && <Button onPress={onEndOld}>{t('incoming.end_old')}</Button>}
            </p>
          )}
        </>
      )}
    </div>
  );
}

/** What goes into the other program. */
function Handed({ made, onClose }: { made: IncomingSecret; onClose: () => void }) {
  const t = useText();
  const { kind, url } = made.address;
  const frame = { title: t('incoming.made'), wide: true, onClose };
  const how = <p>{t(`incoming.how_${kind}`)}</p>;
  if (kind === 'google_forms')
    return (
      <SecretOnce {...frame} secret={formScript(url, made.secret)}>
        {how}
      </SecretOnce>
    );
  return (
    <SecretOnce
      {...frame}
      secret={made.secret}
      name={t(kind === 'google_ads' ? 'incoming.key' : kind === 'meta' ? 'meta.verify_token' : 'incoming.secret')}
    >
      {how}
      <h3>{t('incoming.url')}</h3>
      <Copyable text={url} />
    </SecretOnce>
  );
}

export default function Incoming() {
  const t = useText();
  const { may } = useReader();
  const { data, isPending } = useIncoming();
  const [kind, setKind] = useState<Kind>('webhook');
  const [name, setName] = useState('');
  const [channel, setChannel] = useState('');
  const [made, setMade] = useState<IncomingSecret>();
  const [mapped, setMapped] = useState<string>();
  const [rotating, setRotating] = useState<string>();
  const [ending, setEnding] = useState<string>();
  const [endingOld, setEndingOld] = useState<string>();
  const [connecting, setConnecting] = useState<string>();
  const connected = data?.find(one => one.id === connecting);
  const path = (id: string) => ({ params: { path: { id } } });
  const act = useAct('incoming');
  const make = () =>
    act(async () => {
      const secret = await body(api.POST('/api/v1/incoming-addresses', { body: { kind, name, channel } }));
      setMade(secret);
      setName('');
      tell(t('incoming.added', { name: apart(secret.address.name) }), () => end(secret.address.id, true));
    });
  const rotate = (id: string) => act(async () => setMade(await body(api.POST('/api/v1/incoming-addresses/{id}/secret', path(id)))));
  const endOld = (id: string) =>
    act(async () => {
      await body(api.DELETE('/api/v1/incoming-addresses/{id}/old-secret', path(id)));
      tell(t('incoming.old_ended'));
    });
  const fetchNow = (id: string) =>
    act(async () => {
      await body(api.POST('/api/v1/incoming-addresses/{id}/fetch', path(id)));
      tell(t('meta.fetching'));
    });
  const end = (id: string, isUndo = false) =>
    act(async () => {
      await body(api.DELETE('/api/v1/incoming-addresses/{id}', path(id)));
      tell(t('incoming.ended'), () => restore(id), isUndo);
    });
  const restore = (id: string) => act(() => body(api.POST('/api/v1/incoming-addresses/{id}/restoration', path(id))));
  return (
    <>
      <Panel title={t('settings.incoming')}>
        {isPending && <Loading label={t('word.loading')} />}
        {data?.length === 0 && (
          <Empty icon={Webhook} title={t('incoming.none')}>
            {t('incoming.none_about')}
          </Empty>
        )}
        <div className="stack">
          {data?.map(address => (
            <Address
              key={address.id}
              address={address}
              onMap={() => setMapped(address.id)}
              onRotate={() => setRotating(address.id)}
              onEndOld={() => setEndingOld(address.id)}
              onEnd={() => setEnding(address.id)}
              onConnect={() => setConnecting(address.id)}
              onFetch={() => void fetchNow(address.id)}
            />
          ))}
        </div>
      </Panel>
      {may('settings:write') && (
        <Panel title={t('incoming.add')}>
          <div className="stack">
            <SelectField
              label={t('incoming.kind')}
              hint={t(`incoming.about_${kind}`)}
              value={kind}
              onChange={one => setKind(one as Kind)}
              options={kinds.map(id => ({ id, label: t(`road.${id}`) }))}
            />
            <TextField label={t('incoming.name')} hint={t('incoming.name_hint')} value={name} onChange={setName} />
            <ChannelField label={t('incoming.channel')} hint={t('incoming.channel_hint')} value={channel} onChange={setChannel} />
            <div className="row">
              <Button look="primary" icon={Webhook} isDisabled={!name.trim()} onPress={() => void make()}>
                {t('incoming.add')}
              </Button>
            </div>
          </div>
        </Panel>
      )}
      <Panel title={t('incoming.calls')}>
        <div className="stack">
          <p>{t('incoming.calls_about')}</p>
          <Copyable text={`POST ${location.origin}/in/calls`} />
          <Link className="small" to="/settings/$section" params={{ section: 'keys' }}>
            {t('settings.keys')}
          </Link>
        </div>
      </Panel>
      {made && <Handed made={made} onClose={() => setMade(undefined)} />}
      <Dialog title={t('incoming.mapping')} open={!!mapped} wide onClose={() => setMapped(undefined)}>
        {mapped && <MappingEditor id={mapped} onSaved={() => setMapped(undefined)} />}
      </Dialog>
      <Dialog title={t('meta.connect')} open={!!connected} wide onClose={() => setConnecting(undefined)}>
        {connected && (
          <ConnectMeta
            address={connected}
            onSaved={() => {
              setConnecting(undefined);
              void act(() => Promise.resolve());
            }}
          />
        )}
      </Dialog>
      <Confirm
        title={t('incoming.new_secret')}
        open={!!rotating}
        onClose={() => setRotating(undefined)}
        onConfirm={() => rotating && void rotate(rotating)}
        action={t('incoming.new_secret')}
      >
        <p>{t('incoming.new_secret_about')}</p>
      </Confirm>
      <Confirm
        title={t('incoming.end_old')}
        open={!!endingOld}
        onClose={() => setEndingOld(undefined)}
        onConfirm={() => endingOld && void endOld(endingOld)}
        action={t('incoming.end_old')}
      >
        <p>{t('incoming.end_old_about')}</p>
      </Confirm>
      <Confirm
        title={t('incoming.end')}
        open={!!ending}
        onClose={() => setEnding(undefined)}
        onConfirm={() => ending && void end(ending)}
        action={t('incoming.end')}
      >
        <p>{t('incoming.end_about')}</p>
      </Confirm>
    </>
  );
}
