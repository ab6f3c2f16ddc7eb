// The facts of a lead in words: the name of each field and its value as a person reads it, wherever one is shown: on the card, in the
// list, in the timeline and in the history.
import type { CustomField, LocalText } from '../../api/client';
import { useCustomFields, usePeople, useStages, useStatuses } from '../../api/leads';
import { useReader } from '../../app/session';
import { type TextKey, type Translate, useText } from '../../i18n/texts';
import { apart, digits, type Manner, moment, money, noonOf, number, phone, shortDate } from '../../lib/format';
import type { Option } from '../../ui/fields';
import { channels, isWord, type ListName, lists, networks, optionsOf, wordOf } from './words';

export const labelIn = (label: LocalText, manner: Pick<Manner, 'language'>): string => label[manner.language] || label.fa || label.en || '';

export const listMark = (manner: Pick<Manner, 'language'>): string => (manner.language === 'fa' ? '، ' : ', ');

export const dayText = (day: string, manner: Manner): string => {
  const at = noonOf(day.slice(0, 10));
  return Number.isNaN(at.getTime()) ? day : shortDate(at, { ...manner, timeZone: 'UTC' });
};

function moneyText(value: unknown, manner: Manner): string {
  const { amount, currency } = value as { amount: number; currency: string };
  return money(Number(amount), currency, manner);
}

/** The value of a custom field; empty when there is none. */
export function customText(t: Translate, manner: Manner, field: CustomField, value: unknown): string {
  if (value === undefined || value === null || value === '') return '';
  const choice = (key: unknown) => {
    const found = field.choices.find(one => one.key === key);
    return found ? labelIn(found.label, manner) : String(key);
  };
  switch (field.type) {
    case 'money':
      return moneyText(value, manner);
    case 'number':
      return number(Number(value), manner);
    case 'date':
      return dayText(String(value), manner);
    case 'yes_no':
      return t(value ? 'word.yes' : 'word.no');
    case 'choice':
      return choice(value);
    case 'multi_choice':
      return Array.isArray(value) ? value.map(choice).join(listMark(manner)) : String(value);
    default:
      return String(value);
  }
}

const names: Record<string, TextKey> = {
  first_name: 'field.first_name',
  last_name: 'field.last_name',
  full_name: 'field.full_name',
  title: 'field.title',
  organisation: 'field.organisation',
  job_title: 'field.job_title',
  product: 'field.product',
  needs: 'field.needs',
  budget: 'field.budget',
  stage: 'field.stage',
  timing: 'field.timing',
  place: 'field.place',
  purpose: 'field.purpose',
  authority: 'field.authority',
  buying_power: 'field.buying_power',
  class: 'field.class',
  age_range: 'field.age_range',
  gender: 'field.gender',
  income_range: 'field.income_range',
  purpose_note: 'field.purpose_note',
  kind: 'field.kind',
  origin: 'field.origin',
  external_id: 'field.external_id',
  phones: 'field.phone',
  emails: 'field.email',
  handles: 'field.handle',
  status_id: 'field.status',
  owner_id: 'field.owner',
  layer: 'field.layer',
  contact_grade: 'field.contact_grade',
  snoozed_until: 'field.snoozed_until',
  do_not_contact: 'field.do_not_contact',
  preferred_hours: 'field.preferred_hours',
};

/** A field whose value is chosen from a list: one that everybody has, or the workspace's stages of buying. */
export type WordField = ListName | 'stage';
export const isWordField = (name: string): name is WordField => name === 'stage' || isWord(name);

/** The words of those fields, as they are read and to choose from; an archived stage only where it stands already. */
export function useWords() {
  const t = useText();
  const { manner } = useReader();
  const stages = useStages().data ?? [];
  return {
    wordOf: (field: WordField, word: string | undefined): string => {
      if (field !== 'stage') return wordOf(t, field, word);
      const stage = stages.find(one => one.key === word);
      return stage ? labelIn(stage.label, manner) : (word ?? '—');
    },
    optionsOf: (field: WordField, current?: string): Option[] => {
      if (field !== 'stage') return optionsOf(t, field);
      const offered = stages.filter(one => !one.archived || one.key === current);
      return [{ id: '', label: '—' }, ...offered.map(one => ({ id: one.key, label: labelIn(one.label, manner) }))];
    },
  };
}

/** Names and values of the changes that the timeline and the history tell; numbers are written as those of the person are. */
export function useFactTexts(phones: readonly { value: string; display: string }[] = []) {
  const t = useText();
  const { manner } = useReader();
  const fields = useCustomFields().data ?? [];
  const statuses = useStatuses().data ?? [];
  const people = usePeople().data ?? [];
  const words = useWords();
  const customOf = (field: string) =>
    field.startsWith('custom.') ? fields.find(one => one.key === field.slice('custom.'.length)) : undefined;

  const nameOf = (field: string): string => {
    const key = names[field];
    if (key) return t(key);
    const custom = customOf(field);
    return custom ? labelIn(custom.label, manner) : field;
  };

  const contactText = (field: string, value: unknown): string => {
    if (typeof value === 'object' && value !== null) {
      const item = value as { value?: string; type?: string; restrictions?: string[]; primary?: boolean };
      const parts = [apart(contactText(field, item.value ?? ''))];
      if (item.type) parts.push(field === 'emails' ? t(`email_type.${item.type as 'work'}`) : t(`phone_type.${item.type as 'work'}`));
      for (const one of item.restrictions ?? []) parts.push(t(`restriction.${one as 'no_calls'}`));
      if (item.primary) parts.push(t('contact.primary'));
      return parts.join(listMark(manner));
    }
    const text = String(value);
    if (field === 'phones') return phone(text, manner, phones.find(one => one.value === text)?.display);
    const [network = '', ...rest] = text.split(':');
    const known = networks.find(one => one === network);
    return field === 'handles' && known ? `${t(`network.${known}`)}: ${rest.join(':')}` : text;
  };

  const textOf = (field: string, value: unknown): string => {
    if (value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)) return '—';
    const custom = customOf(field);
    if (custom) return customText(t, manner, custom, value);
    switch (field) {
      case 'status_id': {
        const status = statuses.find(one => one.id === value);
        return status ? labelIn(status.label, manner) || status.key : String(value);
      }
      case 'owner_id':
        return people.find(one => one.id === value)?.name ?? String(value);
      case 'budget':
        return moneyText(value, manner);
      case 'snoozed_until':
        return moment(new Date(String(value)), manner);
      case 'preferred_hours': {
        const hours = value as { from: string; to: string };
        return digits(t('preferences.hours', { from: hours.from, to: hours.to }), manner);
      }
      case 'do_not_contact':
        return (value as string[])
          .map(one => channels.find(channel => channel === one))
          .map(one => (one ? t(`contact_channel.${one}`) : ''))
          .join(listMark(manner));
      case 'layer':
        return t(`layer.${value as 'lead'}`);
      case 'phones':
      case 'emails':
      case 'handles':
        return contactText(field, value);
    }
    if (field === 'stage' || (isWord(field) && (lists[field] as readonly string[]).includes(String(value))))
      return words.wordOf(field, String(value));
    return typeof value === 'object' ? JSON.stringify(value) : String(value);
  };
  return { nameOf, textOf };
}
