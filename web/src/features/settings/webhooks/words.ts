// What a webhook can be told of, and the words for it and for what became of a message.
import type { TextKey } from '../../../i18n/texts';

export const events = [
  'lead.created',
  'lead.updated',
  'lead.assigned',
  'lead.status_changed',
  'lead.stage_changed',
  'lead.lost',
  'lead.deleted',
  'form.submitted',
  'call.logged',
  'import.finished',
] as const;
export type WebhookEvent = (typeof events)[number];

export const eventKey = (type: string): TextKey => `webhooks.event_${type.replace('.', '_') as 'lead_created'}`;

export const stateColours = { waiting: 'amber', delivered: 'green', failed: 'red', withdrawn: 'grey' } as const;
