// What a piece of work out of sight is called. The server names long work by its kind, and what a part of it does about a fact
// "event:part.name"; `npm run check` finds whatever has no words here.
import type { TextKey } from '../../i18n/texts';

const kinds = [
  'app_live',
  'bulk_change',
  'bulk_undo',
  'empty_log',
  'fetch_meta_leads',
  'forget_rejected_rows',
  'forget_submissions',
  'import',
  'import_undo',
  'new_lead_rule',
  'on_lead_erased', // each part forgets what it knows of him
  'webhooks_tell',
] as const;

export function workKey(kind: string): TextKey {
  const name = kind.endsWith('.on_lead_erased') ? 'on_lead_erased' : kind.replace(/^event:/, '').replace('.', '_');
  const known = kinds.find(one => one === name);
  return known ? `work.${known}` : 'failed.other_work';
}
