// Where people come from, in the workspace's own words: sites and campaign words that belong to a channel, before what the program knows.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Plus, Signpost, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { api, body, ProblemError, type SourceRule, tag } from '../../api/client';
import { putBack } from '../../api/put-back';
import { useReader } from '../../app/session';
import { useText } from '../../i18n/texts';
import { apart } from '../../lib/format';
import { Empty, Loading, Ltr, Panel, User } from '../../ui/bits';
import { Button, IconButton } from '../../ui/button';
import { SelectField, TextField } from '../../ui/fields';
import { OrderButtons } from '../../ui/order-buttons';
import { Refusal } from '../../ui/refusal';
import { tell, tellFailure } from '../../ui/toast';
import { Unavailable } from '../../ui/unavailable';
import { useChannelNames } from '../card/channels';
import { Channels } from './channels';

const evidence = ['site', 'utm_source', 'utm_medium'] as const;
type Rules = SourceRule[];
interface Kept {
  rules: Rules;
  version: number;
}

function useSourceRules() {
  const queries = useQueryClient();
  const read = async (): Promise<Kept> => {
    const { data, response } = await api.GET('/api/v1/source-rules');
    return { rules: data?.rules ?? [], version: Number(/v(\d+)/.exec(response.headers.get('ETag') ?? '')?.[1] ?? 0) };
  };
  const kept = useQuery({ queryKey: ['source-rules'], queryFn: read });
  const put = async (rules: Rules, version: number): Promise<Kept> => {
    const now = await body(api.PUT('/api/v1/source-rules', { headers: tag(version), body: { rules } }));
    const next = { rules: now.rules, version: version + 1 };
    queries.setQueryData(['source-rules'], next);
    return next;
  };
  const back = (before: Kept, after: Kept) =>
    putBack({ after, wish: { rules: after.rules }, read, put: version => put(before.rules, version) });
  return { ...kept, put, back };
}

interface EditorProps {
  kept: Kept;
  put: (rules: Rules, version: number) => Promise<Kept>;
  back: (before: Kept, after: Kept) => Promise<unknown>;
}

function Editor({ kept, put, back }: EditorProps) {
  const t = useText();
  const { may } = useReader();
  const { optionsFor } = useChannelNames();
  const [rules, setRules] = useState(kept.rules);
  const [problem, setProblem] = useState<ProblemError>();
  const readOnly = !may('settings:write');
  const changed = JSON.stringify(rules) !== JSON.stringify(kept.rules);
  const nameOf = (rule: SourceRule) => (rule.value ? apart(rule.value) : t('sources.rule'));
  const set = (next: Rules) => {
    setProblem(undefined);
    setRules(next);
  };
  const change = (at: number, wish: Partial<SourceRule>) => set(rules.map((rule, index) => (index === at ? { ...rule, ...wish } : rule)));
  const move = (at: number, by: 1 | -1) => {
    const next = [...rules];
    next.splice(at + by, 0, ...next.splice(at, 1));
    set(next);
  };
  const save = async () => {
    try {
      const next = await put(
        rules.map(rule => ({ ...rule, label: rule.label?.trim() || undefined })),
        kept.version,
      );
      tell(t('sources.saved'), () => back(kept, next));
    } catch (error) {
      if (error instanceof ProblemError) setProblem(error);
      else tellFailure(error);
    }
  };
  const add = () => set([...rules, { by: 'site', value: '', channel: 'referral' }]);
  const places = rules.flatMap((_, index) => [`/rules/${index}/value`, `/rules/${index}/channel`]);
  const button = (
    <Button icon={Plus} onPress={add}>
      {t('sources.add')}
    </Button>
  );
  return (
    <Panel title={t('sources.title')}>
      <div className="stack">
        <p className="muted small">{t('sources.about')}</p>
        {rules.length === 0 && (
          <Empty icon={Signpost} title={t('sources.none')} action={!readOnly && button}>
            {t('sources.none_about')}
          </Empty>
        )}
        {rules.map((rule, index) => (
          <div className="source-rule" key={index} role="group" aria-label={nameOf(rule)}>
            <SelectField
              label={t('sources.by')}
              value={rule.by}
              onChange={by => change(index, { by: by as SourceRule['by'] })}
              options={evidence.map(id => ({ id, label: t(`sources.by_${id}`) }))}
            />
            <TextField
              label={t(`sources.value_${rule.by}`)}
              value={rule.value}
              leftToRight={rule.by === 'site'}
              onChange={value => change(index, { value })}
              error={problem?.at(`/rules/${index}/value`)}
              placeholder={rule.by === 'site' ? 'example.com' : undefined}
              autoFocus={!rule.value && !readOnly}
            />
            <SelectField
              label={t('sources.channel')}
              value={rule.channel}
              onChange={channel => change(index, { channel })}
              options={optionsFor(rule.channel)}
            />
            <TextField label={t('sources.label')} value={rule.label ?? ''} onChange={label => change(index, { label })} />
            {!readOnly && (
              <div className="row">
                <OrderButtons what={nameOf(rule)} first={index === 0} last={index === rules.length - 1} onMove={by => move(index, by)} />
                <IconButton
                  label={`${t('action.remove')}: ${nameOf(rule)}`}
                  icon={Trash2}
                  onPress={() => set(rules.filter((_, at) => at !== index))}
                />
              </div>
            )}
          </div>
        ))}
        <Refusal problem={problem} fields={places} />
        {!readOnly && (rules.length > 0 || changed) && (
          <div className="actions">
            {rules.length > 0 && button}
            <Button look="primary" isDisabled={!changed} onPress={() => void save()}>
              {t('action.save')}
            </Button>
          </div>
        )}
      </div>
    </Panel>
  );
}

/** What needs no rule: told, so that nobody writes one for Google. */
function KnownSites() {
  const t = useText();
  const { nameOf } = useChannelNames();
  const { data } = useQuery({
    queryKey: ['known-sites'],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async () => (await body(api.GET('/api/v1/source-rules/known-sites'))).data,
  });
  if (!data) return null;
  const channels = [...new Set(data.map(site => site.channel))];
  return (
    <Panel title={t('sources.known')}>
      <div className="stack">
        <p className="muted small">{t('sources.known_about')}</p>
        <dl className="facts">
          {channels.map(channel => (
            <div key={channel} className="fact">
              <dt>
                <User>{nameOf(channel)}</User>
              </dt>
              <dd>
                {[...new Set(data.filter(site => site.channel === channel).map(site => site.label))].map(label => (
                  <span key={label} className="known-site">
                    <User>{label}</User>
                  </span>
                ))}
              </dd>
            </div>
          ))}
        </dl>
        <p className="muted small">
          {t('sources.tags_about')} <Ltr>utm_medium=cpc, email, sms, banner, story, qr …</Ltr>
        </p>
      </div>
    </Panel>
  );
}

export default function Sources() {
  const t = useText();
  const { data, error, isPending, refetch, put, back } = useSourceRules();
  return (
    <>
      {isPending && <Loading label={t('word.loading')} />}
      {error && <Unavailable error={error} again={refetch} />}
      {data && <Editor key={data.version} kept={data} put={put} back={back} />}
      <Channels />
      <KnownSites />
    </>
  );
}
