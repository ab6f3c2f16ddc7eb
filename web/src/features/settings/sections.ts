// The parts of the settings, and who may open which. Each loads when it is opened.
import { type ComponentType, lazy } from 'react';
import type { TextKey } from '../../i18n/texts';

export const sections = {
  me: { label: 'settings.me', permission: '', page: lazy(() => import('./me')) },
  two_step: { label: 'settings.two_step', permission: '', page: lazy(() => import('./two-step')) },
  sessions: { label: 'settings.sessions', permission: '', page: lazy(() => import('./sessions')) },
  workspace: { label: 'settings.workspace', permission: 'settings:write', page: lazy(() => import('./workspace')) },
  people: { label: 'settings.people', permission: 'people:write', page: lazy(() => import('./people')) },
  statuses: { label: 'settings.statuses', permission: 'settings:write', page: lazy(() => import('./statuses')) },
  fields: { label: 'settings.fields', permission: 'settings:write', page: lazy(() => import('./custom-fields')) },
  hidden: { label: 'settings.hidden', permission: 'people:write', page: lazy(() => import('./hidden-fields')) },
  rule: { label: 'settings.rule', permission: 'settings:read', page: lazy(() => import('./lead-rule')) },
  market: { label: 'settings.market', permission: 'settings:write', page: lazy(() => import('./market')) },
  tracking: { label: 'settings.tracking', permission: 'settings:read', page: lazy(() => import('./tracking')) },
  sources: { label: 'settings.sources', permission: 'settings:read', page: lazy(() => import('./sources')) },
  incoming: { label: 'settings.incoming', permission: 'settings:read', page: lazy(() => import('./incoming/incoming')) },
  webhooks: { label: 'settings.webhooks', permission: 'settings:read', page: lazy(() => import('./webhooks/webhooks')) },
  keys: { label: 'settings.keys', permission: 'keys:write', page: lazy(() => import('./api-keys')) },
  audit: { label: 'settings.audit', permission: 'audit:read', page: lazy(() => import('./audit')) },
  failed: { label: 'settings.failed', permission: 'jobs:write', page: lazy(() => import('./failed-work')) },
} satisfies Record<string, { label: TextKey; permission: string; page: ComponentType }>;
export type Section = keyof typeof sections;

export const sectionsFor = (may: (permission: string) => boolean): Section[] =>
  (Object.keys(sections) as Section[]).filter(name => !sections[name].permission || may(sections[name].permission));
