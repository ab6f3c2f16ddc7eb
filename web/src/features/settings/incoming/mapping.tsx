// Which of a sender's words are which of our fields, drawn on the newest that came.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, body, type IncomingAddress, type MappedField, type ProblemError, tag } from '../../../api/client';
import { useCustomFields } from '../../../api/leads';
import { putBack } from '../../../api/put-back';
import { useReader } from '../../../app/session';
import { useText } from '../../../i18n/texts';
import { moment, number } from '../../../lib/format';
import { Loading, User } from '../../../ui/bits';
import { Button } from '../../../ui/button';
import { SelectField, TextField } from '../../../ui/fields';
import { tell, tellFailure } from '../../../ui/toast';
import { ChannelField } from '../../card/channel-field';

const own = ['phone', 'email', 'note'] as const;
const facts = ['full_name', 'first_name', 'last_name', 'organisation', 'job_title', 'product', 'needs', 'place', 'budget'] as const;
const touches = [
  'utm_source',
  'utm_medium',
  'utm_campaign',
  'utm_term',
  'utm_content',
  'gclid',
  'fbclid',
  'landing_page',
  'referrer',
] as const;
const networks = ['instagram', 'telegram', 'whatsapp', 'linkedin'] as const;
const purposes = ['contact', 'newsletter'] as const;

function useFields() {
  const t = useText();
  const { manner } = useReader();
  const custom = useCustomFields().data ?? [];
  return [
    { id: '', label: t('incoming.only_kept') },
    ...own.map(id => ({ id, label: t(`target.${id}`) })),
    ...facts.map(id => ({ id, label: t(`field.${id}`) })),
    ...purposes.map(id => ({ id: `consent:${id}`, label: t(`incoming.consent_${id}`) })),
    ...custom
      .filter(field => !field.archived)
      .map(field => ({ id: `custom:${field.key}`, label: field.label[manner.language] || field.label.fa || field.label.en || field.key })),
    ...networks.map(id => ({ id: `handle:${id}`, label: t('target.handle', { network: t(`network.${id}`) }) })),
    ...touches.map(id => ({ id, label: id })),
  ];
}

function Editor({ address, onSaved }: { address: IncomingAddress; onSaved: () => void }) {
  const t = useText();
  const { manner, may, session } = useReader();
  const queries = useQueryClient();
  const fields = useFields();
  const example = address.example;
  const [name, setName] = useState(address.name);
  const [channel, setChannel] = useState(address.channel);
  const [drawn, setDrawn] = useState<MappedField[] | undefined>(address.mapping ?? undefined);
  const [problem, setProblem] = useState<ProblemError>();
  const mapping = drawn ?? example?.guessed ?? [];
  // What is mapped and did not come this time stays in sight.
  const missing = mapping.filter(one => !example?.values.some(value => value.path === one.path));
  const rows = [...(example?.values ?? []), ...missing.map(one => ({ path: one.path, label: one.path, value: '' }))];
  const set = (path: string, change: Partial<MappedField>) => {
    const before = mapping.find(one => one.path === path);
    const after = { path, field: '', ...before, ...change };
    const others = mapping.filter(one => one !== before);
    setDrawn(after.field ? [...others, after] : others);
  };
  const settle = () => {
    for (const key of ['incoming', 'submissions', 'leads', 'stats']) void queries.invalidateQueries({ queryKey: [key] });
  };
  const save = async () => {
    const path = { params: { path: { id: address.id } } };
    const put = (version: number, wish: Pick<IncomingAddress, 'name' | 'channel' | 'mapping'>) =>
      body(api.PUT('/api/v1/incoming-addresses/{id}', { ...path, headers: tag(version), body: wish }));
    try {
      const wish = { name, channel, mapping: drawn };
      const after = await put(address.version, wish);
      setProblem(undefined);
      const again = await body(api.POST('/api/v1/incoming-addresses/{id}/read-again', path));
      // Who became a lead by it stays one.
      const undo = () =>
        putBack({
          after,
          wish,
          read: () => body(api.GET('/api/v1/incoming-addresses/{id}', path)),
          put: version => put(version, { name: address.name, channel: address.channel, mapping: address.mapping }),
        }).then(settle);
      tell(again.accepted > 0 ? t('incoming.read_again', { count: number(again.accepted, manner) }) : t('incoming.saved'), undo);
      settle();
      onSaved();
    } catch (error) {
      setProblem(error as ProblemError);
      tellFailure(error);
    }
  };
  return (
    <div className="stack">
      <TextField label={t('incoming.name')} value={name} onChange={setName} error={problem?.at?.('/name')} />
      <ChannelField label={t('incoming.channel')} hint={t('incoming.channel_hint')} value={channel} onChange={setChannel} />
      <h3>{t('incoming.mapping')}</h3>
      {example ? (
        <p className="muted small">{t('incoming.example', { when: moment(new Date(example.at), manner) })}</p>
      ) : (
        <p className="notice">{t(session?.hidden.length ? 'hidden.answers' : 'incoming.no_example')}</p>
      )}
      {rows.map(row => {
        const mapped = mapping.find(one => one.path === row.path);
        return (
          <div className="grid-2 mapped" key={row.path}>
            <div>
              <b>
                <User>{row.label}</User>
              </b>
              <p className="muted small cut" title={row.value}>
                {row.value ? <User>{row.value}</User> : t('incoming.absent')}
              </p>
            </div>
            <div className="stack">
              <SelectField
                label={t('incoming.field_of', { name: row.label })}
                labelHidden
                value={mapped?.field ?? ''}
                options={fields}
                onChange={field => set(row.path, { field })}
              />
              {mapped?.field.startsWith('consent:') && (
                <TextField
                  label={t('incoming.wording')}
                  hint={t('incoming.wording_hint')}
                  value={mapped.wording ?? ''}
                  onChange={wording => set(row.path, { wording })}
                />
              )}
            </div>
          </div>
        );
      })}
      {problem?.faults?.map(fault => (
        <p role="alert" key={fault.pointer}>
          {fault.detail}
        </p>
      ))}
      {!drawn && example && <p className="muted small">{t('incoming.guessed', { count: number(mapping.length, manner) })}</p>}
      {may('settings:write') && !address.ended_at && (
        <div className="actions">
          <Button look="primary" isDisabled={!name.trim()} onPress={() => void save()}>
            {t('action.save')}
          </Button>
          {drawn && <Button onPress={() => setDrawn(undefined)}>{t('incoming.guess_again')}</Button>}
        </div>
      )}
    </div>
  );
}

export function MappingEditor({ id, onSaved }: { id: string; onSaved: () => void }) {
  const t = useText();
  const { data } = useQuery({
    queryKey: ['incoming', id],
    queryFn: () => body(api.GET('/api/v1/incoming-addresses/{id}', { params: { path: { id } } })),
  });
  return data ? <Editor key={data.version} address={data} onSaved={onSaved} /> : <Loading label={t('word.loading')} />;
}
