// Who is at the desk, and how he likes it: language, calendar, digits, theme.
import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { I18nProvider } from 'react-aria-components';
import type { Session } from '../api/client';
import { type Catalogue, TextProvider } from '../i18n/texts';
import { type Language, localeOf, type Manner } from '../lib/format';

export interface Bootstrap {
  session?: Session;
  setupNeeded: boolean;
}

export function readBootstrap(): Bootstrap {
  const text = document.getElementById('bootstrap')?.textContent ?? '{}';
  const parsed = text.startsWith('{') ? JSON.parse(text) : {};
  return parsed.user ? { session: parsed as Session, setupNeeded: false } : { setupNeeded: !!parsed.setup_needed };
}

export function mannerOf(session: Session | undefined, language: Language): Manner {
  if (!session)
    return {
      language,
      calendar: language === 'fa' ? 'jalali' : 'gregorian',
      digits: language === 'fa' ? 'persian' : 'latin',
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    };
  return {
    language: session.user.language === 'en' ? 'en' : 'fa',
    calendar: session.user.calendar === 'gregorian' ? 'gregorian' : 'jalali',
    digits: session.user.digits === 'latin' ? 'latin' : 'persian',
    timeZone: session.user.time_zone,
  };
}

/** The theme on the page: what the person chose, or what his machine says. */
export function showTheme(theme: string): void {
  const dark = theme === 'dark' || (theme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
}

interface Reader {
  session: Session | undefined;
  manner: Manner;
  may: (permission: string) => boolean;
  hides: (field: string) => boolean; // whether the role does not see that field of leads
}
const ReaderContext = createContext<Reader>({
  session: undefined,
  manner: mannerOf(undefined, 'fa'),
  may: () => false,
  hides: () => false,
});

export function ReaderProvider({
  session,
  language,
  catalogue,
  children,
}: {
  session: Session | undefined;
  language: Language;
  catalogue: Catalogue;
  children: ReactNode;
}) {
  const reader = useMemo<Reader>(() => {
    const manner = mannerOf(session, language);
    return {
      session,
      manner,
      may: permission => !!session?.permissions.includes(permission),
      hides: field => !!session?.hidden?.includes(field),
    };
  }, [session, language]);
  return (
    <ReaderContext.Provider value={reader}>
      <I18nProvider locale={localeOf(reader.manner)}>
        <TextProvider language={language} catalogue={catalogue}>
          {children}
        </TextProvider>
      </I18nProvider>
    </ReaderContext.Provider>
  );
}

export const useReader = (): Reader => useContext(ReaderContext);

/** Somebody who is at the desk: pages behind the door have one. */
export function useSession(): Session {
  const { session } = useReader();
  if (!session) throw new Error('nobody is signed in');
  return session;
}
