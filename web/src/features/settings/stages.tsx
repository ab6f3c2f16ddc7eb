// The stages of buying: the workspace's own list, from the first interest to the decision.
import { useQueryClient } from '@tanstack/react-query';
import { api, body } from '../../api/client';
import { useStages } from '../../api/leads';
import { useText } from '../../i18n/texts';
import { OwnList } from './own-list';

export function Stages() {
  const t = useText();
  const queries = useQueryClient();
  const settle = () => {
    for (const key of ['stages', 'leads', 'catalogue']) void queries.invalidateQueries({ queryKey: [key] });
  };
  return (
    <OwnList
      title={t('stages.title')}
      about={t('stages.about')}
      add={t('stages.add')}
      changed={name => t('stages.changed', { name })}
      items={useStages().data ?? []}
      read={async () => (await body(api.GET('/api/v1/stages'))).data}
      onAdd={label => body(api.POST('/api/v1/stages', { body: { label } })).finally(settle)}
      put={({ key }, wish) => body(api.PATCH('/api/v1/stages/{key}', { params: { path: { key } }, body: wish })).finally(settle)}
    />
  );
}
