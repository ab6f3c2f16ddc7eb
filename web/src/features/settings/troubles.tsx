// What went wrong out of sight, for those who can do something about it: said once, calmly, where their day begins.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { TriangleAlert, X } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { api, body } from '../../api/client';
import { useIncoming } from '../../api/incoming';
import { useReader } from '../../app/session';
import { useText } from '../../i18n/texts';
import { apart, moment, number } from '../../lib/format';
import { IconButton } from '../../ui/button';

interface Trouble {
  sign: string; // changes when it becomes another trouble
  section: 'webhooks' | 'incoming' | 'failed';
  words: string;
}

function useTroubles(): Trouble[] {
  const t = useText();
  const { manner, may } = useReader();
  const webhooks = useQuery({
    queryKey: ['webhooks', 'list'],
    enabled: may('settings:write'),
    refetchInterval: 60_000,
    queryFn: async () => (await body(api.GET('/api/v1/webhooks'))).data,
  }).data;
  const incoming = useIncoming(may('settings:write')).data;
  const failed = useQuery({
    queryKey: ['dead-letters'],
    enabled: may('jobs:write'),
    refetchInterval: 60_000,
    queryFn: async () => (await body(api.GET('/api/v1/dead-letters'))).data,
  }).data;
  const troubles = (webhooks ?? []).flatMap(({ id, name: called, state, failed: count, failing_since: since }): Trouble[] => {
    const name = apart(called);
    if (state === 'gone') return [{ sign: `${id} gone`, section: 'webhooks', words: t('troubles.gone', { name }) }];
    if (count === 0) return [];
    const given = number(count, manner);
    const words = since
      ? t('troubles.given_up_since', { name, count: given, since: moment(new Date(since), manner) })
      : t('troubles.given_up', { name, count: given });
    return [{ sign: `${id} ${count}`, section: 'webhooks', words }];
  });
  for (const { id, name, meta, ended_at: ended } of incoming ?? [])
    if (meta?.failure && meta.waiting > 0 && !ended)
      troubles.push({
        sign: `${id} ${meta.failure}`,
        section: 'incoming',
        words: `${t('troubles.meta', { name: apart(name), count: number(meta.waiting, manner) })} ${t(`meta.failed_${meta.failure}`)}`,
      });
  if (failed?.length)
    troubles.push({
      sign: `failed ${failed.map(one => one.id).join()}`,
      section: 'failed',
      words: t('troubles.failed', { count: number(failed.length, manner) }),
    });
  return troubles;
}

// What a person has seen is not told again on that browser, until it becomes more.
const key = 'troubles_seen';
function readSeen(): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? '[]');
    return Array.isArray(kept) ? kept.map(String) : [];
  } catch {
    return [];
  }
}

export function Troubles(): ReactNode {
  const t = useText();
  const all = useTroubles();
  const [seen, setSeen] = useState(readSeen);
  const shown = all.filter(one => !seen.includes(one.sign));
  if (shown.length === 0) return null;
  const hide = () => {
    const next = all.map(one => one.sign);
    localStorage.setItem(key, JSON.stringify(next));
    setSeen(next);
  };
  return (
    <aside className="troubles" aria-label={t('troubles.title')}>
      <TriangleAlert size={18} aria-hidden />
      <ul>
        {shown.map(one => (
          <li key={one.sign}>
            {one.words}{' '}
            <Link to="/settings/$section" params={{ section: one.section }}>
              {t('troubles.look')}
            </Link>
          </li>
        ))}
      </ul>
      <IconButton label={t('troubles.seen')} icon={X} onPress={hide} />
    </aside>
  );
}
