// The channel of leads whose body does not say where they came from.
import { useText } from '../../../i18n/texts';
import { SelectField } from '../../../ui/fields';

const channels = [
  'search_paid',
  'search_organic',
  'social_own',
  'social_other',
  'banner',
  'retargeting',
  'video',
  'email',
  'sms',
  'referral',
  'cpa',
  'event',
  'own_site',
] as const;

export function ChannelField({ value, onChange }: { value: string; onChange: (channel: string) => void }) {
  const t = useText();
  return (
    <SelectField
      label={t('incoming.channel')}
      hint={t('incoming.channel_hint')}
      value={value}
      onChange={onChange}
      options={[{ id: '', label: t('incoming.no_channel') }, ...channels.map(id => ({ id, label: t(`channel.${id}`) }))]}
    />
  );
}
