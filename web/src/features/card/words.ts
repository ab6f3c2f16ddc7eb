// The closed lists of words that describe a lead, with their labels. The stages of buying are the workspace's own (`useWords`).
import type { Translate } from '../../i18n/texts';
import type { Option } from '../../ui/fields';

export const lists = {
  authority: ['unknown', 'none', 'influences', 'decides'],
  buying_power: ['unknown', 'low', 'medium', 'high'],
  purpose: ['buyer', 'job_applicant', 'coupon_taker', 'content_reader', 'survey_entrant', 'event_visitor', 'partner'],
  class: ['unknown', 'consumer', 'targeted'],
  kind: ['person', 'organisation'],
  origin: ['organic', 'cold', 'purchased'],
} as const;
export type ListName = keyof typeof lists;
export const isWord = (name: string): name is ListName => name in lists;

export function wordOf(t: Translate, list: ListName, word: string | undefined): string {
  if (!word) return '—';
  switch (list) {
    case 'authority':
      return t(`authority.${word as 'none'}`);
    case 'buying_power':
      return t(`buying_power.${word as 'low'}`);
    case 'purpose':
      return t(`purpose.${word as 'buyer'}`);
    case 'class':
      return t(`class.${word as 'consumer'}`);
    case 'kind':
      return t(`lead_kind.${word as 'person'}`);
    case 'origin':
      return t(`origin.${word as 'cold'}`);
  }
}

export const optionsOf = (t: Translate, list: ListName): Option[] => lists[list].map(word => ({ id: word, label: wordOf(t, list, word) }));

export const phoneTypes = ['mobile', 'landline', 'work', 'other'] as const;
export const emailTypes = ['personal', 'work', 'other'] as const;
export const restrictions = ['calls_only', 'whatsapp_only', 'sms_only', 'no_calls'] as const;
export const networks = ['instagram', 'telegram', 'whatsapp', 'linkedin', 'x', 'bale', 'eitaa', 'rubika', 'other'] as const;
export const channels = ['mail', 'sms', 'call', 'whatsapp', 'telegram', 'post', 'all'] as const;
