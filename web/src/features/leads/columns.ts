// What the list can show. A column of the workspace's own fields is `custom:` and the key of the field.
import type { CustomField } from '../../api/client';
import type { Translate } from '../../i18n/texts';
import type { Language } from '../../lib/format';

export interface Column {
  id: string;
  label: string;
  width: string;
  sort?: string;
  field?: CustomField;
  kept?: string; // the name under which its values can be kept from a role
}

const known: Omit<Column, 'label'>[] = [
  { id: 'name', width: 'minmax(10rem,1.6fr)', sort: 'name' },
  { id: 'phone', width: 'minmax(8.5rem,1fr)', kept: 'phones' },
  { id: 'email', width: 'minmax(9rem,1.3fr)', kept: 'emails' },
  { id: 'organisation', width: 'minmax(8rem,1fr)' },
  { id: 'status', width: 'minmax(7rem,.8fr)' },
  { id: 'owner', width: 'minmax(7rem,.9fr)' },
  { id: 'source', width: 'minmax(7rem,.9fr)' },
  { id: 'purpose', width: 'minmax(7rem,.9fr)' },
  { id: 'contact_grade', width: 'minmax(7rem,.8fr)' },
  { id: 'created', width: 'minmax(7rem,.8fr)', sort: 'created_at' },
  { id: 'activity', width: 'minmax(7rem,.8fr)', sort: 'last_activity_at' },
];
export const usualColumns: readonly string[] = ['name', 'phone', 'organisation', 'status', 'owner', 'source', 'created'];

export function allColumns(t: Translate, fields: CustomField[], language: Language): Column[] {
  return [
    ...known.map(column => ({ ...column, label: t(`field.${column.id as 'name'}`) })),
    ...fields
      .filter(field => !field.archived)
      .map(field => ({
        id: `custom:${field.key}`,
        label: field.label[language] || field.label.fa || field.label.en || field.key,
        width: 'minmax(7rem,.9fr)',
        field,
        kept: `custom.${field.key}`,
      })),
  ];
}

/** The chosen ones in their own order; a field that is gone is left out, and the name is always there. */
export const shownColumns = (all: Column[], chosen: readonly string[]): Column[] =>
  all.filter(column => column.id === 'name' || chosen.includes(column.id));

const key = 'sarnakh.columns';
export function readColumns(): readonly string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? 'null');
    return Array.isArray(kept) && kept.length > 0 ? kept.filter(id => typeof id === 'string') : usualColumns;
  } catch {
    return usualColumns;
  }
}
export function keepColumns(ids: readonly string[]): void {
  localStorage.setItem(key, JSON.stringify(ids));
}
