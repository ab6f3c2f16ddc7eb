// What a column of a file can become, with its words.
import type { CustomField } from '../../api/client';
import type { Translate } from '../../i18n/texts';
import type { Language } from '../../lib/format';
import type { Option } from '../../ui/fields';

const facts = [
  'full_name',
  'first_name',
  'last_name',
  'organisation',
  'job_title',
  'product',
  'needs',
  'place',
  'stage',
  'external_id',
] as const;
const own = ['phone', 'email', 'status', 'created_at', 'channel', 'note'] as const;
const networks = ['instagram', 'telegram', 'whatsapp', 'linkedin'] as const;
const types = ['text', 'number', 'date', 'yes_no', 'link'] as const;

export function targetOptions(t: Translate, fields: CustomField[], language: Language): Option[] {
  return [
    { id: 'skip', label: t('target.skip') },
    ...own.map(id => ({ id, label: t(`target.${id}`) })),
    ...facts.map(id => ({ id, label: t(`field.${id}`) })),
    ...['utm_source', 'utm_medium', 'utm_campaign'].map(id => ({ id, label: id })),
    ...networks.map(id => ({ id: `handle:${id}`, label: t('target.handle', { network: t(`network.${id}`) }) })),
    ...fields
      .filter(field => !field.archived)
      .map(field => ({ id: `custom:${field.key}`, label: field.label[language] || field.label.fa || field.label.en || field.key })),
    ...types.map(id => ({ id: `new:${id}`, label: t(`target.new_${id}`) })),
  ];
}
