// What one can ask about: the fields by their groups, then what happened; and a group of conditions.
import { type CatalogueEvent, type CatalogueField, useCatalogue } from '../../../api/catalogue';
import { useReader } from '../../../app/session';
import { type TextKey, useText } from '../../../i18n/texts';
import { labelOf } from '../../../lib/condition-words';
import type { Node, Operator, Test } from '../../../lib/conditions';
import { Choose } from './choose';

const groups = ['work', 'time', 'source', 'contact', 'person', 'custom'] as const;

export function newTest(field: CatalogueField): Test {
  // One of the values that are shown is meant as it stands.
  const is = ((field.suggests && field.operators.find(one => one === 'equal')) || field.operators[0] || 'filled') as Operator;
  return { field: field.key, is };
}

interface PickerProps {
  fields: CatalogueField[];
  events: CatalogueEvent[];
  chosen?: string;
  withGroup?: boolean;
  onPick: (node: Node) => void;
}

export function Picker({ fields, events, chosen, withGroup, onPick }: PickerProps) {
  const t = useText();
  const { manner } = useReader();
  const entry = (field: CatalogueField) => ({ id: `field ${field.key}`, label: labelOf(field.label, manner, field.key) });
  const known = new Set<string>(groups);
  const plain = fields.every(field => !field.group);
  const sections = plain
    ? [{ entries: fields.map(entry) }]
    : [...groups, ...new Set(fields.map(field => field.group).filter(group => !known.has(group)))].map(group => ({
        title: known.has(group) ? t(`rule.group_${group}` as TextKey) : group,
        entries: fields.filter(field => field.group === group).map(entry),
      }));
  if (events.length > 0)
    sections.push({
      title: t('rule.group_events'),
      entries: events.map(event => ({ id: `event ${event.key}`, label: labelOf(event.label, manner, event.key) })),
    });
  if (withGroup)
    sections.push({
      title: t('rule.group_groups'),
      entries: [
        { id: 'group any', label: t('rule.new_any') },
        { id: 'group none', label: t('rule.new_none') },
      ],
    });
  const pick = ([wish = '']: string[]) => {
    const [kind, key] = wish.split(' ');
    if (kind === 'group') return onPick({ group: key === 'none' ? 'none' : 'any', of: [] });
    if (kind === 'event' && key) return onPick({ did: key });
    const field = fields.find(one => one.key === key);
    if (field) onPick(newTest(field));
  };
  return <Choose label={t('rule.a_field')} sections={sections} chosen={chosen ? [chosen] : []} onChoose={pick} />;
}

/** The short list of what is asked most, for an empty filter. */
export const usualFields = ['status', 'owner', 'channel', 'created_at', 'form'] as const;
export const useField = (key: string): CatalogueField | undefined => useCatalogue().data?.fields.find(field => field.key === key);
