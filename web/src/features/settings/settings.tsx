import { Link, useParams } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useReader } from '../../app/session';
import { type TextKey, useText } from '../../i18n/texts';
import { Loading } from '../../ui/bits';

const sections = {
  me: { label: 'settings.me', permission: '', page: lazy(() => import('./me')) },
  workspace: { label: 'settings.workspace', permission: 'settings:write', page: lazy(() => import('./workspace')) },
  people: { label: 'settings.people', permission: 'people:write', page: lazy(() => import('./people')) },
  statuses: { label: 'settings.statuses', permission: 'settings:write', page: lazy(() => import('./statuses')) },
  fields: { label: 'settings.fields', permission: 'settings:write', page: lazy(() => import('./custom-fields')) },
  rule: { label: 'settings.rule', permission: 'settings:read', page: lazy(() => import('./lead-rule')) },
  keys: { label: 'settings.keys', permission: 'keys:write', page: lazy(() => import('./api-keys')) },
  audit: { label: 'settings.audit', permission: 'audit:read', page: lazy(() => import('./audit')) },
  failed: { label: 'settings.failed', permission: 'jobs:write', page: lazy(() => import('./failed-work')) },
} satisfies Record<string, { label: TextKey; permission: string; page: React.ComponentType }>;
type Section = keyof typeof sections;

export function SettingsPage() {
  const t = useText();
  const { may } = useReader();
  const { section = 'me' } = useParams({ strict: false });
  const shown = (Object.keys(sections) as Section[]).filter(name => !sections[name].permission || may(sections[name].permission));
  const current = shown.find(name => name === section) ?? 'me';
  const Page = sections[current].page;
  return (
    <>
      <div className="topline">
        <h1>{t('place.settings')}</h1>
      </div>
      <div className="page">
        <div className="settings">
          <nav aria-label={t('place.settings')}>
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
