import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, Outlet, useNavigate } from '@tanstack/react-router';
import { ChevronsUpDown, LogOut } from 'lucide-react';
import { useEffect } from 'react';
import { api, body, send } from '../api/client';
import { listen } from '../api/live';
import { useText } from '../i18n/texts';
import { digits } from '../lib/format';
import { useShortcuts } from '../lib/keys';
import { User } from '../ui/bits';
import { Button } from '../ui/button';
import { Menu } from '../ui/menu';
import { Toasts } from '../ui/toast';
import { type Place, places } from './places';
import { useReader, useSession } from './session';

function useInboxCount(): number {
  const { data } = useQuery({ queryKey: ['stats'], queryFn: () => body(api.GET('/api/v1/stats/leads')) });
  return data?.inbox ?? 0;
}

function PlaceLink({ place, count }: { place: Place; count: number }) {
  const t = useText();
  const { manner } = useReader();
  return (
    <Link to={place.to} className="nav-link" activeProps={{ className: 'active', 'aria-current': 'page' }}>
      <place.icon size={19} aria-hidden />
      <span>{t(place.label)}</span>
      {place.to === '/inbox' && count > 0 && (
        <span className="count">
          {digits(count > 999 ? '999+' : String(count), manner)}
          <span className="visually-hidden"> {t('inbox.waiting')}</span>
        </span>
      )}
    </Link>
  );
}

function WorkspaceMenu() {
  const t = useText();
  const session = useSession();
  const others = session.workspaces.filter(workspace => workspace.id !== session.workspace.id);
  const leave = async () => {
    await send('DELETE', '/api/v1/session');
    location.assign('/login');
  };
  const change = async (id: string) => {
    await send('POST', '/api/v1/session/workspace', { workspace_id: id });
    location.assign('/inbox');
  };
  return (
    <Menu
      label={t('shell.account')}
      entries={[
        ...others.map(workspace => ({
          id: workspace.id,
          label: <User>{workspace.name}</User>,
          text: workspace.name,
          act: () => void change(workspace.id),
        })),
        { id: 'leave', label: t('shell.sign_out'), icon: LogOut, act: () => void leave() },
      ]}
    >
      <Button look="quiet" icon={ChevronsUpDown}>
        <User>{session.workspace.name}</User>
      </Button>
    </Menu>
  );
}

export function Shell() {
  const t = useText();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { may } = useReader();
  const count = useInboxCount();
  const shown = places.filter(place => may(place.permission));

  useEffect(() => listen(queries), [queries]);
  useShortcuts(shown.map((place, index) => ({ code: `Digit${index + 1}`, act: () => void navigate({ to: place.to }) })));

  return (
    <div className="shell">
      <nav className="sidebar" aria-label={t('shell.places')}>
        <div className="brand">
          <img src="/icon.svg" alt="" />
          {t('brand')}
        </div>
        {shown.map(place => (
          <PlaceLink key={place.to} place={place} count={count} />
        ))}
        <div className="foot">
          <WorkspaceMenu />
        </div>
      </nav>
      <main className="main">
        <Outlet />
      </main>
      <nav className="bottombar" aria-label={t('shell.places')}>
        {shown.map(place => (
          <PlaceLink key={place.to} place={place} count={count} />
        ))}
      </nav>
      <Toasts />
    </div>
  );
}
