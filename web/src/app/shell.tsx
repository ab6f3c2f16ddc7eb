import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, Outlet, useLocation, useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useWaitingCalls } from '../api/calls';
import { api, body } from '../api/client';
import { listen } from '../api/live';
import { useText } from '../i18n/texts';
import { digits } from '../lib/format';
import { giveKeyboardToPlace, useShortcuts } from '../lib/keys';
import { Kbd } from '../ui/button';
import { Toasts } from '../ui/toast';
import { useToldWhenDrawn } from './drawn-anew';
import { KeySheet } from './key-sheet';
import { PaletteDoor } from './palette-door';
import { type Place, places } from './places';
import { useReader } from './session';
import { WorkspaceMenu } from './workspace-menu';

/** New leads, and calls that nobody has returned. */
function useInboxCount(): number {
  const { data } = useQuery({ queryKey: ['stats'], queryFn: () => body(api.GET('/api/v1/stats/leads')) });
  const calls = useWaitingCalls().data ?? [];
  return (data?.inbox ?? 0) + calls.length;
}

function PlaceLink({ place, count, digit }: { place: Place; count: number; digit?: number }) {
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
      {digit && <Kbd>{digit}</Kbd>}
    </Link>
  );
}

export function Shell() {
  const t = useText();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { may, manner } = useReader();
  const { pathname } = useLocation();
  const count = useInboxCount();
  const shown = places.filter(place => may(place.permission));

  useToldWhenDrawn();
  useEffect(() => listen(queries), [queries]);
  useEffect(() => {
    if (pathname) giveKeyboardToPlace();
  }, [pathname]);
  useShortcuts(
    shown.map((place, index) => ({ code: `Digit${index + 1}`, act: () => void navigate({ to: place.to }), label: t(place.label) })),
    { everywhere: true },
  );
  useEffect(() => {
    const place = places.find(one => pathname.startsWith(one.to));
    const waiting = place?.to === '/inbox' && count > 0 ? `(${digits(String(count), manner)}) ` : '';
    document.title = place ? `${waiting}${t(place.label)} · ${t('brand')}` : t('brand');
  }, [pathname, count, manner, t]);

  return (
    <div className="shell">
      <a className="skip" href="#main">
        {t('shell.skip')}
      </a>
      <nav className="sidebar" aria-label={t('shell.places')}>
        <div className="brand">
          <img src="/icon.svg" alt="" />
          {t('brand')}
        </div>
        <PaletteDoor />
        {shown.map((place, index) => (
          <PlaceLink key={place.to} place={place} count={count} digit={index + 1} />
        ))}
        <div className="foot">
          <WorkspaceMenu />
        </div>
      </nav>
      <main className="main" id="main" tabIndex={-1}>
        <Outlet />
      </main>
      <nav className="bottombar" aria-label={t('shell.places')}>
        {shown.map(place => (
          <PlaceLink key={place.to} place={place} count={count} />
        ))}
      </nav>
      <KeySheet />
      <Toasts />
    </div>
  );
}
