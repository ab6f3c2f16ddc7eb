// The channel of leads that do not say themselves where they came from.
import { useText } from '../../i18n/texts';
import { SelectField } from '../../ui/fields';
import { useChannelNames } from './channels';

interface ChannelFieldProps {
  label: string;
  hint: string;
  value: string;
  onChange: (channel: string) => void;
}

export function ChannelField(props: ChannelFieldProps) {
  const t = useText();
  const { optionsFor } = useChannelNames();
  return <SelectField {...props} options={[{ id: '', label: t('channels.unknown') }, ...optionsFor(props.value, ['direct'])]} />;
}
