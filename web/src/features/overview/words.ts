import type { Translate } from '../../i18n/texts';
import { sourceChannels } from '../card/words';

/** A channel as the desk names it; one that somebody made up is its own name. */
export function channelName(t: Translate, channel: string): string {
  if (channel === 'none') return t('overview.no_source');
  const known = sourceChannels.find(one => one === channel);
  return known ? t(`channel.${known}`) : channel;
}
