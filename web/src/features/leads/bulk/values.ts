// The values that one chooses from for each kind of change, in whichever language they are asked for.
import { useCustomFields, usePeople, useStages, useStatuses } from '../../../api/leads';
import type { Translate } from '../../../i18n/texts';
import type { Language } from '../../../lib/format';
import type { Option } from '../../../ui/fields';
import { isWordField, labelIn } from '../../card/values';
import { optionsOf } from '../../card/words';
import { customOf, fieldOf, nobodys } from './acts';

/** Nothing for a kind whose value is written, or that has none. */
export function useValueOptions(): (kind: string, t: Translate, language: Language) => Option[] | undefined {
  const fields = useCustomFields().data ?? [];
  const people = (usePeople().data ?? []).filter(person => person.active);
  const statuses = (useStatuses().data ?? []).filter(status => !status.archived);
  const stages = (useStages().data ?? []).filter(stage => !stage.archived);
  return (kind, t, language) => {
    const empty = { id: '', label: '—' };
    const named = (one: { key: string; label: { fa?: string; en?: string } }) => labelIn(one.label, { language }) || one.key;
    if (kind === 'owner') return [...people.map(one => ({ id: one.id, label: one.name })), { id: nobodys, label: t('owner.none') }];
    if (kind === 'status') return statuses.map(one => ({ id: one.id, label: named(one) }));
    if (!kind.includes(':')) return undefined;
    const custom = customOf(kind, fields);
    const choices = custom?.choices.map(one => ({ id: one.key, label: named(one) })) ?? [];
    if (custom?.type === 'choice') return [empty, ...choices];
    if (custom?.type === 'multi_choice') return choices;
    if (custom?.type === 'yes_no') return [empty, { id: 'yes', label: t('word.yes') }, { id: 'no', label: t('word.no') }];
    const fact = fieldOf(kind);
    if (custom || !isWordField(fact)) return undefined;
    return fact === 'stage' ? [empty, ...stages.map(one => ({ id: one.key, label: named(one) }))] : optionsOf(t, fact);
  };
}
