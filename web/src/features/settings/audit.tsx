import { useInfiniteQuery } from '@tanstack/react-query';
import { api, body } from '../../api/client';
import { useReader } from '../../app/session';
import { useText } from '../../i18n/texts';
import { moment } from '../../lib/format';
import { Loading, Panel, User } from '../../ui/bits';
import { Button } from '../../ui/button';

export default function Audit() {
  const t = useText();
  const { manner } = useReader();
  const { data, hasNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: ['audit'],
    initialPageParam: '',
    queryFn: ({ pageParam }) => body(api.GET('/api/v1/audit', { params: { query: { limit: 50, cursor: pageParam || undefined } } })),
    getNextPageParam: page => page.page.next_cursor,
  });
  if (!data) return <Loading label={t('word.loading')} />;
  return (
    <Panel title={t('settings.audit')}>
      <div className="table-scroll">
        <table className="table">
          <tbody>
            {data.pages
              .flatMap(page => page.data)
              .map(row => (
                <tr key={row.id}>
                  <td className="small">{moment(new Date(row.at), manner)}</td>
                  <td>
                    <User>{row.actor.name}</User>
                  </td>
                  <td>{t(`audit.${row.action as 'signed_in'}`)}</td>
                </tr>
              ))}
          </tbody>
        </table>
      </div>
      {hasNextPage && <Button onPress={() => void fetchNextPage()}>{t('action.more')}</Button>}
    </Panel>
  );
}
