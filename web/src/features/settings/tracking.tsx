// Tracking: the line for the site's pages, whether it works, what came and what was refused, and what the workspace decided.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Radar, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { api, body, type ProblemError, type TrackingSettings, tag, type WriteKey } from '../../api/client';
import { putBack } from '../../api/put-back';
import { useReader } from '../../app/session';
import { type TextKey, useText } from '../../i18n/texts';
import { apart, number, relative } from '../../lib/format';
import { Badge, Empty, Loading, Panel, User } from '../../ui/bits';
import { Button, IconButton } from '../../ui/button';
import { Copyable } from '../../ui/copyable';
import { Confirm } from '../../ui/dialog';
import { Checkbox, SelectField, TextField } from '../../ui/fields';
import { tell, tellFailure } from '../../ui/toast';
import { useWords } from '../card/values';

const modes = ['cookie', 'ask', 'cookieless'] as const;
const contents = ['article', 'ebook', 'infographic', 'video', 'podcast', 'webinar', 'presentation', 'product', 'price', 'other'] as const;
const linesOf = (text: string) =>
  text
    .split('\n')
    .map(line => line.trim())
    .filter(Boolean);

async function readTracking(): Promise<{ settings: TrackingSettings; version: number }> {
  const { data: settings, response, error } = await api.GET('/api/v1/tracking');
  if (!settings) throw error;
  return { settings, version: Number(/v(\d+)/.exec(response.headers.get('ETag') ?? '')?.[1] ?? 0) };
}

function Site({ site, onEnd }: { site: WriteKey; onEnd: () => void }) {
  const t = useText();
  const { manner } = useReader();
  return (
    <div className="stack">
      <div className="row">
        <b>
          <User>{site.label}</User>
        </b>
        {site.ended_at ? (
          <Badge>{t('tracking.ended')}</Badge>
        ) : site.last_event_at ? (
          <Badge colour="green">{t('tracking.works', { when: relative(new Date(site.last_event_at), new Date(), manner) })}</Badge>
        ) : (
          <Badge colour="amber">{t('tracking.waits')}</Badge>
        )}
        {!site.ended_at && <IconButton label={t('tracking.end')} icon={Trash2} onPress={onEnd} />}
      </div>
      {!site.ended_at && <Copyable text={site.snippet} />}
    </div>
  );
}

function Sites() {
  const t = useText();
  const { may } = useReader();
  const queries = useQueryClient();
  // «It works» appears by itself, as soon as the first page was looked at.
  const { data, isPending } = useQuery({
    queryKey: ['write-keys'],
    refetchInterval: 5000,
    queryFn: async () => (await body(api.GET('/api/v1/write-keys'))).data,
  });
  const [label, setLabel] = useState('');
  const [ending, setEnding] = useState<string>();
  const settle = () => void queries.invalidateQueries({ queryKey: ['write-keys'] });
  const make = async () => {
    try {
      const made = await body(api.POST('/api/v1/write-keys', { body: { label } }));
      setLabel('');
      settle();
      tell(t('tracking.added', { name: apart(made.label) }), () => end(made.id));
    } catch (error) {
      tellFailure(error);
    }
  };
  const end = async (id: string) => {
    try {
      await body(api.DELETE('/api/v1/write-keys/{id}', { params: { path: { id } } }));
      settle();
    } catch (error) {
      tellFailure(error);
    }
  };
  return (
    <Panel title={t('tracking.sites')}>
      {isPending && <Loading label={t('word.loading')} />}
      {data?.length === 0 && (
        <Empty icon={Radar} title={t('tracking.none')}>
          {t('tracking.none_about')}
        </Empty>
      )}
      <div className="stack">
        {data?.map(site => (
          <Site key={site.id} site={site} onEnd={() => setEnding(site.id)} />
        ))}
        {may('settings:write') && (
          <>
            <TextField label={t('tracking.label')} hint={t('tracking.label_hint')} value={label} onChange={setLabel} />
            <div className="row">
              <Button look="primary" icon={Radar} isDisabled={!label.trim()} onPress={() => void make()}>
                {t('tracking.add')}
              </Button>
            </div>
          </>
        )}
      </div>
      <Confirm
        title={t('tracking.end')}
        open={!!ending}
        onClose={() => setEnding(undefined)}
        onConfirm={() => ending && void end(ending)}
        action={t('tracking.end')}
      >
        <p>{t('tracking.end_about')}</p>
      </Confirm>
    </Panel>
  );
}

function Counts() {
  const t = useText();
  const { manner } = useReader();
  const { data } = useQuery({
    queryKey: ['tracking-counts'],
    refetchInterval: 15_000,
    queryFn: async () => (await body(api.GET('/api/v1/tracking/counts', { params: { query: { days: 30 } } }))).data,
  });
  if (!data?.length) return null;
  const sum = (pick: 'accepted' | 'refused' | 'robots') => {
    const all = new Map<string, number>();
    for (const day of data) for (const one of day[pick]) all.set(one.name, (all.get(one.name) ?? 0) + one.count);
    return [...all].sort((a, b) => b[1] - a[1]);
  };
  const table = (title: TextKey, rows: [string, number][], name: (word: string) => string) =>
    rows.length > 0 && (
      <div>
        <h3>{t(title)}</h3>
        <table className="table tally">
          <tbody>
            {rows.slice(0, 20).map(([word, count]) => (
              <tr key={word}>
                <td>
                  <User>{name(word)}</User>
                </td>
                <td>{number(count, manner)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    );
  return (
    <Panel title={t('tracking.counts')}>
      <div className="stack">
        {table('tracking.accepted', sum('accepted'), word => t(`event.${word as 'page'}`))}
        {table('tracking.refused', sum('refused'), word => t(`refusal.${word as 'robot'}`))}
        {table('tracking.robots', sum('robots'), word => (word === 'other' ? t('tracking.other_robots') : word))}
      </div>
    </Panel>
  );
}

function Decisions({ settings, version }: { settings: TrackingSettings; version: number }) {
  const t = useText();
  const words = useWords();
  const { may } = useReader();
  const queries = useQueryClient();
  const [draft, setDraft] = useState(settings);
  const [networks, setNetworks] = useState(settings.blocked_networks.join('\n'));
  const [paths, setPaths] = useState(settings.excluded_paths.join('\n'));
  const [problem, setProblem] = useState<ProblemError>();
  const readOnly = !may('settings:write');
  const save = async () => {
    try {
      const put = async (wish: TrackingSettings, seen: number) => {
        const now = await body(api.PUT('/api/v1/tracking', { headers: tag(seen), body: wish }));
        await queries.invalidateQueries({ queryKey: ['tracking'] });
        return now;
      };
      const after = await put({ ...draft, blocked_networks: linesOf(networks), excluded_paths: linesOf(paths) }, version);
      setProblem(undefined);
      const undo = () =>
        putBack({
          after: { ...after, version: version + 1 },
          wish: after,
          read: async () => {
            const now = await readTracking();
            return { ...now.settings, version: now.version };
          },
          put: seen => put(settings, seen),
        });
      tell(t('tracking.saved'), undo);
    } catch (error) {
      setProblem(error as ProblemError);
      tellFailure(error);
    }
  };
  const faultOf = (name: string) => problem?.faults?.find(fault => fault.pointer.startsWith(`/${name}`))?.detail;
  const setRule = (index: number, change: object) =>
    setDraft({ ...draft, content: draft.content.map((rule, at) => (at === index ? { ...rule, ...change } : rule)) });
  return (
    <Panel title={t('tracking.decisions')}>
      <div className="stack">
        <SelectField
          label={t('tracking.mode')}
          hint={t(`tracking.mode_${draft.mode}_about`)}
          options={modes.map(id => ({ id, label: t(`tracking.mode_${id}`) }))}
          value={draft.mode}
          onChange={mode => setDraft({ ...draft, mode: mode as TrackingSettings['mode'] })}
        />
        <Checkbox checked={draft.honour_dnt} disabled={readOnly} onChange={honour_dnt => setDraft({ ...draft, honour_dnt })}>
          {t('tracking.honour_dnt')}
        </Checkbox>
        <TextField
          label={t('tracking.networks')}
          hint={t('tracking.networks_hint')}
          error={faultOf('blocked_networks')}
          value={networks}
          onChange={setNetworks}
          lines={3}
          leftToRight
        />
        <TextField
          label={t('tracking.paths')}
          hint={t('tracking.paths_hint')}
          error={faultOf('excluded_paths')}
          value={paths}
          onChange={setPaths}
          lines={3}
          leftToRight
        />
        <h3>{t('tracking.content')}</h3>
        <p className="muted small">{t('tracking.content_about')}</p>
        {faultOf('content') && <p role="alert">{faultOf('content')}</p>}
        {draft.content.map((rule, index) => (
          <div className="content-rule" key={index}>
            <TextField label={t('tracking.path')} value={rule.path} leftToRight onChange={path => setRule(index, { path })} />
            <SelectField
              label={t('tracking.type')}
              options={contents.map(id => ({ id, label: t(`content.${id}`) }))}
              value={rule.type}
              onChange={type => setRule(index, { type })}
            />
            <SelectField
              label={t('tracking.stage')}
              options={words.optionsOf('stage', rule.stage)}
              value={rule.stage ?? ''}
              onChange={stage => setRule(index, { stage: stage || undefined })}
            />
            <IconButton
              label={t('action.remove')}
              icon={Trash2}
              onPress={() => setDraft({ ...draft, content: draft.content.filter((_, at) => at !== index) })}
            />
          </div>
        ))}
        {!readOnly && (
          <div className="row">
            <Button onPress={() => setDraft({ ...draft, content: [...draft.content, { path: '/blog/*', type: 'article' }] })}>
              {t('tracking.add_content')}
            </Button>
            <Button look="primary" onPress={() => void save()}>
              {t('action.save')}
            </Button>
          </div>
        )}
      </div>
    </Panel>
  );
}

export default function Tracking() {
  const { data } = useQuery({ queryKey: ['tracking'], queryFn: readTracking });
  return (
    <>
      <Sites />
      <Counts />
      {data && <Decisions key={data.version} {...data} />}
    </>
  );
}
