import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, body } from '../../api/client';
import { useReader } from '../../app/session';
import { useText } from '../../i18n/texts';
import { deviceOf } from '../../lib/device';
import { relative, shortDate } from '../../lib/format';
import { Badge, Ltr, Panel, User } from '../../ui/bits';
import { Button } from '../../ui/button';
import { Confirm } from '../../ui/dialog';
import { tell, tellFailure } from '../../ui/toast';

/** Where one is signed in, and how to end it. */
export default function Sessions() {
  const t = useText();
  const { manner } = useReader();
  const queries = useQueryClient();
  const sessions = useQuery({ queryKey: ['sessions'], queryFn: async () => (await body(api.GET('/api/v1/me/sessions'))).data }).data ?? [];
  const [ending, setEnding] = useState<string>(); // one, or 'others'
  const end = async (id: string) => {
    try {
      await (id === 'others'
        ? body(api.DELETE('/api/v1/me/sessions'))
        : body(api.DELETE('/api/v1/me/sessions/{id}', { params: { path: { id } } })));
      tell(t('sessions.ended'));
    } catch (error) {
      tellFailure(error);
    }
    void queries.invalidateQueries({ queryKey: ['sessions'] });
  };
  const nameOf = (agent: string) => {
    const { browser, system } = deviceOf(agent);
    if (browser && system) return t('sessions.device', { browser, system });
    return browser || system || t('sessions.unknown');
  };
  return (
    <Panel
      title={t('settings.sessions')}
      actions={sessions.length > 1 && <Button onPress={() => setEnding('others')}>{t('sessions.end_others')}</Button>}
    >
      <p className="muted">{t('sessions.about')}</p>
      <div className="table-scroll">
        <table className="table stacked">
          <thead>
            <tr>
              <th>{t('sessions.where')}</th>
              <th>{t('sessions.network')}</th>
              <th>{t('sessions.since')}</th>
              <th>{t('sessions.seen')}</th>
              <th aria-label={t('action.more')} />
            </tr>
          </thead>
          <tbody>
            {sessions.map(session => (
              <tr key={session.id}>
                <td>
                  {nameOf(session.agent)}
                  <div className="muted small">
                    <User>{session.workspace}</User>
                  </div>
                </td>
                <td data-label={t('sessions.network')}>
                  <Ltr>{session.network}</Ltr>
                </td>
                <td data-label={t('sessions.since')}>{shortDate(new Date(session.created_at), manner)}</td>
                <td data-label={t('sessions.seen')}>{relative(new Date(session.last_seen_at), new Date(), manner)}</td>
                <td>
                  {session.current ? (
                    <Badge colour="green">{t('sessions.current')}</Badge>
                  ) : (
                    <Button look="quiet" onPress={() => setEnding(session.id)}>
                      {t('sessions.end')}
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Confirm
        title={t(ending === 'others' ? 'sessions.end_others' : 'sessions.end')}
        open={!!ending}
        onClose={() => setEnding(undefined)}
        onConfirm={() => ending && void end(ending)}
        action={t(ending === 'others' ? 'sessions.end_others' : 'sessions.end')}
      >
        <p>{t('sessions.end_about')}</p>
      </Confirm>
    </Panel>
  );
}
