import { useQuery, useQueryClient } from '@tanstack/react-query';
import { CircleCheck, RotateCcw } from 'lucide-react';
import { api, body } from '../../api/client';
import { useReader } from '../../app/session';
import { useText } from '../../i18n/texts';
import { moment } from '../../lib/format';
import { Empty, Panel } from '../../ui/bits';
import { Button } from '../../ui/button';
import { tell, tellFailure } from '../../ui/toast';
import { workKey } from './work-words';

export default function FailedWork() {
  const t = useText();
  const { manner } = useReader();
  const queries = useQueryClient();
  const { data } = useQuery({ queryKey: ['dead-letters'], queryFn: async () => (await body(api.GET('/api/v1/dead-letters'))).data });
  const retry = async (id: string) => {
    try {
      await body(api.POST('/api/v1/dead-letters/{id}/retry', { params: { path: { id } } }));
      tell(t('failed.retried'));
    } catch (error) {
      tellFailure(error);
    }
    void queries.invalidateQueries({ queryKey: ['dead-letters'] });
  };
  return (
    <Panel title={t('settings.failed')}>
      {data?.length === 0 && (
        <Empty icon={CircleCheck} title={t('failed.none')}>
          {t('failed.none_about')}
        </Empty>
      )}
      {!!data?.length && (
        <>
          <p className="muted">{t('failed.about')}</p>
          <table className="table stacked">
            <thead>
              <tr>
                <th>{t('failed.work')}</th>
                <th>{t('failed.at')}</th>
                <th>{t('failed.why')}</th>
                <th aria-label={t('action.more')} />
              </tr>
            </thead>
            <tbody>
              {data.map(one => (
                <tr key={one.id}>
                  <td>
                    <b>{t(workKey(one.kind))}</b>
                  </td>
                  <td data-label={t('failed.at')}>{moment(new Date(one.failed_at), manner)}</td>
                  <td data-label={t('failed.why')}>
                    <details className="technical small">
                      <summary>{t('failed.detail')}</summary>
                      <p lang="en" dir="ltr">
                        <code>{one.kind}</code>: {one.error}
                      </p>
                    </details>
                  </td>
                  <td className="row-acts">
                    <Button icon={RotateCcw} onPress={() => void retry(one.id)}>
                      {t('failed.retry')}
                    </Button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </Panel>
  );
}
