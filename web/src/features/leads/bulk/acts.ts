// What can be done to many leads at once, as it is chosen in the dialog and as the server reads it.
import type { Act } from '../../../api/bulk';
import type { CustomField, Status } from '../../../api/client';
import type { Translate } from '../../../i18n/texts';
import { instantOf } from '../../../lib/days';
import { asciiDigits, type Language } from '../../../lib/format';
import type { Option } from '../../../ui/fields';
import { isWordField, labelIn } from '../../card/values';

/** One line of the dialog: the kind ("owner", "set:purpose", "add:custom.tags") and what was given for it. */
export interface Draft {
  kind: string;
  value: string;
  reason: string;
}
export const draftOf = (kind: string, value = ''): Draft => ({ kind, value, reason: '' });
export const needsNoValue = (kind: string): boolean => kind === 'wake' || kind === 'junk' || kind === 'restore';

const wordFacts = ['purpose', 'stage', 'class', 'authority', 'buying_power'] as const;
const textFacts = ['product', 'timing', 'place'] as const;

export function kindOptions(t: Translate, fields: readonly CustomField[], language: Language): Option[] {
  const custom = fields.flatMap(field => {
    const label = labelIn(field.label, { language });
    const id = `custom.${field.key}`;
    if (field.archived) return [];
    if (field.type !== 'multi_choice') return [{ id: `set:${id}`, label }];
    return [
      { id: `add:${id}`, label: t('bulk.add_to', { field: label }) },
      { id: `remove:${id}`, label: t('bulk.remove_from', { field: label }) },
    ];
  });
  return [
    { id: 'owner', label: t('field.owner') },
    { id: 'status', label: t('field.status') },
    { id: 'set:purpose', label: t('field.purpose') },
    ...custom,
    { id: 'snooze', label: t('inbox.snooze') },
    { id: 'wake', label: t('bulk.wake') },
    { id: 'junk', label: t('bulk.junk') },
    { id: 'restore', label: t('bulk.restore') },
    ...wordFacts.slice(1).map(name => ({ id: `set:${name}`, label: t(`field.${name}`) })),
    ...textFacts.map(name => ({ id: `set:${name}`, label: t(`field.${name}`) })),
  ];
}

/** The field of "set:…", "add:…" and "remove:…". */
export const fieldOf = (kind: string): string => kind.slice(kind.indexOf(':') + 1);
export const customOf = (kind: string, fields: readonly CustomField[]): CustomField | undefined =>
  kind.includes(':custom.') ? fields.find(field => `custom.${field.key}` === fieldOf(kind)) : undefined;

const takesReason = (status: Status | undefined): boolean => !!status && ['refused', 'lost', 'junk'].includes(status.kind);
export const asksReason = (draft: Draft, statuses: readonly Status[]): boolean =>
  draft.kind === 'junk' || (draft.kind === 'status' && takesReason(statuses.find(one => one.id === draft.value)));

/** A list of words cannot be empty; a text, a day, a number, a stage can. */
const mayBeEmpty = (kind: string, field: CustomField | undefined): boolean =>
  kind.startsWith('set:') && (field ? field.type !== 'multi_choice' : !isWordField(fieldOf(kind)) || fieldOf(kind) === 'stage');

export const nobodys = 'nobody';

/** The act as the server reads it; nothing while something is missing. */
export function actOf(draft: Draft, fields: readonly CustomField[], timeZone: string): Act | undefined {
  const { kind, value } = draft;
  const reason = draft.reason.trim() || undefined;
  switch (kind) {
    case 'owner':
      return value ? { act: 'owner', user_id: value === nobodys ? undefined : value } : undefined;
    case 'status':
      return value ? { act: 'status', status_id: value, reason } : undefined;
    case 'snooze':
      return value ? { act: 'snooze', until: instantOf(value, 9, timeZone) } : undefined;
    case 'wake':
      return { act: 'snooze' };
    case 'junk':
      return { act: 'junk', reason };
    case 'restore':
      return { act: 'restore' };
  }
  const custom = customOf(kind, fields);
  if (!value.trim() && !mayBeEmpty(kind, custom)) return undefined;
  const act = kind.slice(0, kind.indexOf(':')) as 'set' | 'add' | 'remove';
  const typed = custom?.type === 'number' || custom?.type === 'money' ? asciiDigits(value) : value;
  const given = custom?.type === 'yes_no' ? value === 'yes' : typed;
  return { act, field: fieldOf(kind), value: value.trim() ? given : null };
}
