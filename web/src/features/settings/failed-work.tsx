import { useQuery, useQueryClient } from '@tanstack/react-query';
import { CircleCheck, RotateCcw } from 'lucide-react';
import { api, body } from '../../api/client';
import { useReader } from '../../app/session';
import { useText } from '../../i18n/texts';
import { moment } from '../../lib/format';
import { Empty, Ltr, Panel } from '../../ui/bits';
import { Button } from '../../ui/button';
import { tell, tellFailure } from '../../ui/toast';

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
        <div className="table-scroll">
          <table className="table">
            <tbody>
              {data.map(one => (
                <tr key={one.id}>
                  <td>
                    <Ltr>{one.kind}</Ltr>
                  </td>
                  <td className="small">{moment(new Date(one.failed_at), manner)}</td>
                  <td>
                    <Ltr>{one.error}</Ltr>
                  </td>
                  <td>
                    <Button icon={RotateCcw} onPress={() => void retry(one.id)}>
                      {t('failed.retry')}
                    </Button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}
