// The places of the desk. Each loads when it is opened.
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Navigate,
  Outlet,
  redirect,
  type SearchSchemaInput,
} from '@tanstack/react-router';
import { type ListSearch, readListSearch, readSearch, type ShortWords, writeSearch } from '../lib/list-search';
import { wanting } from '../lib/wanted-place';
import { readBootstrap } from './session';
import { Shell } from './shell';

const { session, setupNeeded } = readBootstrap();

const root = createRootRoute({ component: Outlet, notFoundComponent: () => <Navigate to="/inbox" /> });

const setup = createRoute({
  getParentRoute: () => root,
  path: '/setup',
  validateSearch: search => ({ token: String(search.token ?? '') }),
  component: lazyRouteComponent(() => import('../features/door/setup'), 'SetupPage'),
});
const login = createRoute({
  getParentRoute: () => root,
  path: '/login',
  validateSearch: (search): { to?: string } => (typeof search.to === 'string' ? { to: search.to } : {}),
  component: lazyRouteComponent(() => import('../features/door/login'), 'LoginPage'),
});
const reset = createRoute({
  getParentRoute: () => root,
  path: '/reset',
  validateSearch: search => ({ token: String(search.token ?? '') }),
  component: lazyRouteComponent(() => import('../features/door/reset'), 'ResetPage'),
});

const desk = createRoute({
  getParentRoute: () => root,
  id: 'desk',
  beforeLoad: ({ location }) => {
    if (!session) throw redirect(setupNeeded ? { to: '/setup', search: { token: '' } } : { to: '/login', search: wanting(location.href) });
  },
  // Who still lacks the second step that his workspace asks for finds only that.
  component: session?.two_step_needed ? lazyRouteComponent(() => import('../features/door/second-step')) : Shell,
});
const home = createRoute({ getParentRoute: () => desk, path: '/', component: () => <Navigate to="/inbox" /> });
const overview = createRoute({
  getParentRoute: () => desk,
  path: '/overview',
  validateSearch: (search): { period?: string } => (typeof search.period === 'string' ? { period: search.period } : {}),
  component: lazyRouteComponent(() => import('../features/overview/overview'), 'OverviewPage'),
});
const submissions = createRoute({
  getParentRoute: () => desk,
  path: '/submissions',
  validateSearch: (search): { state?: string; reason?: string; road?: string; from?: string; to?: string } =>
    Object.fromEntries(
      ['state', 'reason', 'road', 'from', 'to'].flatMap(name => (typeof search[name] === 'string' ? [[name, search[name]]] : [])),
    ),
  component: lazyRouteComponent(() => import('../features/overview/submissions'), 'SubmissionsPage'),
});
const inbox = createRoute({
  getParentRoute: () => desk,
  path: '/inbox',
  component: lazyRouteComponent(() => import('../features/inbox/inbox'), 'InboxPage'),
});
const leads = createRoute({
  getParentRoute: () => desk,
  path: '/leads',
  validateSearch: (search: ListSearch & ShortWords & SearchSchemaInput) => readListSearch({ ...search }),
  component: lazyRouteComponent(() => import('../features/leads/leads'), 'LeadsPage'),
});
const lead = createRoute({
  getParentRoute: () => desk,
  path: '/leads/$leadId',
  component: lazyRouteComponent(() => import('../features/card/card-page'), 'CardPage'),
});
const forms = createRoute({
  getParentRoute: () => desk,
  path: '/forms',
  component: lazyRouteComponent(() => import('../features/forms/forms'), 'FormsPage'),
});
const form = createRoute({
  getParentRoute: () => desk,
  path: '/forms/$formId',
  validateSearch: (search): { tab?: string } => (typeof search.tab === 'string' ? { tab: search.tab } : {}),
  component: lazyRouteComponent(() => import('../features/forms/form-page'), 'FormPage'),
});
const links = createRoute({
  getParentRoute: () => desk,
  path: '/links',
  validateSearch: (search): { tab?: string } => (typeof search.tab === 'string' ? { tab: search.tab } : {}),
  component: lazyRouteComponent(() => import('../features/links/links'), 'LinksPage'),
});
const imports = createRoute({
  getParentRoute: () => desk,
  path: '/imports',
  component: lazyRouteComponent(() => import('../features/imports/imports'), 'ImportsPage'),
});
const importOne = createRoute({
  getParentRoute: () => desk,
  path: '/imports/$importId',
  component: lazyRouteComponent(() => import('../features/imports/import-page'), 'ImportPage'),
});
const settingsHome = createRoute({
  getParentRoute: () => desk,
  path: '/settings',
  component: () => <Navigate to="/settings/$section" params={{ section: 'me' }} />,
});
const settings = createRoute({
  getParentRoute: () => desk,
  path: '/settings/$section',
  component: lazyRouteComponent(() => import('../features/settings/settings'), 'SettingsPage'),
});

export const router = createRouter({
  routeTree: root.addChildren([
    setup,
    login,
    reset,
    desk.addChildren([home, overview, submissions, inbox, leads, lead, forms, form, links, imports, importOne, settingsHome, settings]),
  ]),
  defaultPreload: 'intent',
  // Every member is a text: an id is longer than a number can hold.
  parseSearch: readSearch,
  stringifySearch: writeSearch,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
