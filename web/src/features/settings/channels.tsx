// The channels by which leads come: those that the program knows, called as the workspace likes, and its own.
import { useQueryClient } from '@tanstack/react-query';
import { useChannels } from '../../api/channels';
import { api, body } from '../../api/client';
import { useReader } from '../../app/session';
import { useText } from '../../i18n/texts';
import { Loading } from '../../ui/bits';
import { Unavailable } from '../../ui/unavailable';
import { OwnList } from './own-list';

export function Channels() {
  const t = useText();
  const { may } = useReader();
  const queries = useQueryClient();
  const { data, error, refetch } = useChannels();
  const settle = () => {
    for (const key of ['channels', 'leads', 'catalogue']) void queries.invalidateQueries({ queryKey: [key] });
  };
  if (!data) return error ? <Unavailable error={error} again={refetch} /> : <Loading label={t('word.loading')} />;
  return (
    <OwnList
      title={t('channels.title')}
      about={t('channels.about')}
      add={t('channels.add')}
      changed={name => t('channels.changed', { name })}
      items={data}
      read={async () => (await body(api.GET('/api/v1/channels'))).data}
      onAdd={label => body(api.POST('/api/v1/channels', { body: { label } })).finally(settle)}
      put={({ key }, wish) => body(api.PATCH('/api/v1/channels/{key}', { params: { path: { key } }, body: wish })).finally(settle)}
      readOnly={!may('settings:write')}
    />
  );
}
