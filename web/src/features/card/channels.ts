import { useChannels } from '../../api/channels';
import { useReader } from '../../app/session';
import { useText } from '../../i18n/texts';
import type { Option } from '../../ui/fields';
import { labelIn } from './values';

/** The channels as the workspace calls them, and those to choose from: an archived one only where it stands already. */
export function useChannelNames() {
  const t = useText();
  const { manner } = useReader();
  const { data: channels = [], isPending } = useChannels();
  return {
    /** One that some program made up is its own name. */
    nameOf: (key: string): string => {
      if (key === 'none') return t('overview.no_source');
      const found = channels.find(one => one.key === key);
      return found ? labelIn(found.label, manner) : isPending ? '' : key;
    },
    /** A channel that is usual somewhere, or none when the workspace offers it no more. */
    usual: (key: string): string => (channels.some(one => one.key === key && one.archived) ? '' : key),
    optionsFor: (current: string, unfit: readonly string[] = []): Option[] =>
      channels
        .filter(one => one.key === current || (!one.archived && !unfit.includes(one.key)))
        .map(one => ({ id: one.key, label: labelIn(one.label, manner) })),
  };
}
