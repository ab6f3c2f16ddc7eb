import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useReader } from '../../app/session';
import { WorkspaceMenu } from '../../app/workspace-menu';
import { type TextKey, useText } from '../../i18n/texts';
import { useNarrow } from '../../lib/narrow';
import { Loading } from '../../ui/bits';
import { SelectField } from '../../ui/fields';

const sections = {
  me: { label: 'settings.me', permission: '', page: lazy(() => import('./me')) },
  two_step: { label: 'settings.two_step', permission: '', page: lazy(() => import('./two-step')) },
  sessions: { label: 'settings.sessions', permission: '', page: lazy(() => import('./sessions')) },
  workspace: { label: 'settings.workspace', permission: 'settings:write', page: lazy(() => import('./workspace')) },
  people: { label: 'settings.people', permission: 'people:write', page: lazy(() => import('./people')) },
  statuses: { label: 'settings.statuses', permission: 'settings:write', page: lazy(() => import('./statuses')) },
  fields: { label: 'settings.fields', permission: 'settings:write', page: lazy(() => import('./custom-fields')) },
  rule: { label: 'settings.rule', permission: 'settings:read', page: lazy(() => import('./lead-rule')) },
  tracking: { label: 'settings.tracking', permission: 'settings:read', page: lazy(() => import('./tracking')) },
  keys: { label: 'settings.keys', permission: 'keys:write', page: lazy(() => import('./api-keys')) },
  audit: { label: 'settings.audit', permission: 'audit:read', page: lazy(() => import('./audit')) },
  failed: { label: 'settings.failed', permission: 'jobs:write', page: lazy(() => import('./failed-work')) },
} satisfies Record<string, { label: TextKey; permission: string; page: React.ComponentType }>;
type Section = keyof typeof sections;

export function SettingsPage() {
  const t = useText();
  const { may } = useReader();
  const navigate = useNavigate();
  const narrow = useNarrow();
  const { section = 'me' } = useParams({ strict: false });
  const shown = (Object.keys(sections) as Section[]).filter(name => !sections[name].permission || may(sections[name].permission));
  const current = shown.find(name => name === section) ?? 'me';
  const Page = sections[current].page;
  return (
    <>
      <div className="topline">
        <h1>{t('place.settings')}</h1>
        <div className="only-narrow">
          <WorkspaceMenu />
        </div>
      </div>
      <div className="page">
        <div className="settings">
          {narrow && (
            <SelectField
              label={t('settings.section')}
              labelHidden
              value={current}
              onChange={name => void navigate({ to: '/settings/$section', params: { section: name } })}
              options={shown.map(name => ({ id: name, label: t(sections[name].label) }))}
            />
          )}
          <nav aria-label={t('place.settings')} hidden={narrow}>
            {shown.map(name => (
              <Link
                key={name}
                to="/settings/$section"
                params={{ section: name }}
                className="tab"
                aria-current={name === current ? 'page' : undefined}
              >
                {t(sections[name].label)}
              </Link>
            ))}
          </nav>
          <div>
            <Suspense fallback={<Loading label={t('word.loading')} />}>
              <Page />
            </Suspense>
          </div>
        </div>
      </div>
    </>
  );
}
