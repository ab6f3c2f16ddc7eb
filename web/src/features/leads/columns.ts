import type { TextKey } from '../../i18n/texts';

export interface Column {
  id: string;
  label: TextKey;
  width: string;
  sort?: string;
}

export const allColumns: Column[] = [
  { id: 'name', label: 'field.name', width: 'minmax(10rem,1.6fr)', sort: 'name' },
  { id: 'phone', label: 'field.phone', width: 'minmax(8rem,1fr)' },
  { id: 'email', label: 'field.email', width: 'minmax(9rem,1.3fr)' },
  { id: 'organisation', label: 'field.organisation', width: 'minmax(8rem,1fr)' },
  { id: 'status', label: 'field.status', width: 'minmax(7rem,.8fr)' },
  { id: 'owner', label: 'field.owner', width: 'minmax(7rem,.9fr)' },
  { id: 'source', label: 'field.source', width: 'minmax(7rem,.9fr)' },
  { id: 'purpose', label: 'field.purpose', width: 'minmax(7rem,.9fr)' },
  { id: 'created', label: 'field.created', width: 'minmax(7rem,.8fr)', sort: 'created_at' },
  { id: 'activity', label: 'field.activity', width: 'minmax(7rem,.8fr)', sort: 'last_activity_at' },
];
export const usualColumns = ['name', 'phone', 'organisation', 'status', 'owner', 'source', 'created'];

export const columnsOf = (ids: string[]): Column[] => allColumns.filter(column => ids.includes(column.id));

const key = 'sarnakh.columns';
export function readColumns(): string[] {
  try {
    const kept = JSON.parse(localStorage.getItem(key) ?? '[]') as string[];
    const known = kept.filter(id => allColumns.some(column => column.id === id));
    return known.length ? known : usualColumns;
  } catch {
    return usualColumns;
  }
}
export function keepColumns(ids: string[]): void {
  localStorage.setItem(key, JSON.stringify(ids));
}
