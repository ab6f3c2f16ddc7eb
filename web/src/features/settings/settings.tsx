import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { Suspense } from 'react';
import { useReader } from '../../app/session';
import { WorkspaceMenu } from '../../app/workspace-menu';
import { useText } from '../../i18n/texts';
import { useNarrow } from '../../lib/narrow';
import { Loading } from '../../ui/bits';
import { SelectField } from '../../ui/fields';
import { sections, sectionsFor } from './sections';

export function SettingsPage() {
  const t = useText();
  const { may } = useReader();
  const navigate = useNavigate();
  const narrow = useNarrow();
  const { section = 'me' } = useParams({ strict: false });
  const shown = sectionsFor(may);
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
