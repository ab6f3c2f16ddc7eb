// The channel of leads whose body does not say where they came from.
import { useText } from '../../../i18n/texts';
import { SelectField } from '../../../ui/fields';
import { useChannelNames } from '../../card/channels';

export function ChannelField({ value, onChange }: { value: string; onChange: (channel: string) => void }) {
  const t = useText();
  const { optionsFor } = useChannelNames();
  return (
    <SelectField
      label={t('incoming.channel')}
      hint={t('incoming.channel_hint')}
      value={value}
      onChange={onChange}
      options={[{ id: '', label: t('incoming.no_channel') }, ...optionsFor(value, ['direct'])]}
    />
  );
}
