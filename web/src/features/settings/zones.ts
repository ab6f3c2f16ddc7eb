// Time zones by their names in the reader's language.
import { localeOf, type Manner } from '../../lib/format';
import type { Option } from '../../ui/fields';

const zones = [
  'Asia/Tehran',
  'Asia/Dubai',
  'Asia/Kabul',
  'Asia/Baghdad',
  'Europe/Istanbul',
  'Europe/Berlin',
  'Europe/London',
  'America/New_York',
  'America/Los_Angeles',
  'UTC',
];

export function zoneOptions(current: string, manner: Manner): Option[] {
  const name = (id: string) =>
    new Intl.DateTimeFormat(localeOf(manner), { timeZone: id, timeZoneName: 'longGeneric' })
      .formatToParts(new Date())
      .find(part => part.type === 'timeZoneName')?.value ?? id;
  return [...new Set([current, ...zones])].map(id => ({ id, label: name(id) }));
}
