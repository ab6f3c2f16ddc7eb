import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { ProblemError, sayWhenUnreachable } from './api/client';
import { router } from './app/router';
import { ReaderProvider, readBootstrap, showTheme } from './app/session';
import { loadCatalogue, translator } from './i18n/texts';
import type { Language } from './lib/format';
import { doorFrom } from './lib/wanted-place';
import './ui/desk.css';

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 20_000,
      retry: (count, error) => !(error instanceof ProblemError && error.status >= 400 && error.status < 500) && count < 2,
    },
  },
});
// The session has ended: the door is the only place left. Every question of the page hears so; the first one leads there, and a second
// would only begin the way anew.
let leaving = false;
queries.getQueryCache().subscribe(event => {
  const error = event.query.state.error;
  if (leaving || !(error instanceof ProblemError) || error.status !== 401 || location.pathname.startsWith('/login')) return;
  leaving = true;
  window.setTimeout(() => {
    leaving = false; // whoever was asked whether to leave, and stayed
  }, 5000);
  location.assign(doorFrom(location.pathname + location.search));
});

async function start() {
  const { session } = readBootstrap();
  const language: Language = document.documentElement.lang === 'en' ? 'en' : 'fa';
  showTheme(document.documentElement.dataset.theme ?? 'system');
  const catalogue = await loadCatalogue(language);
  const t = translator(language, catalogue);
  document.title = t('brand');
  sayWhenUnreachable(t('error.network'));
  const root = document.getElementById('root');
  if (!root) return;
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queries}>
        <ReaderProvider session={session} language={language} catalogue={catalogue}>
          <RouterProvider router={router} />
        </ReaderProvider>
      </QueryClientProvider>
    </StrictMode>,
  );
}

void start();
