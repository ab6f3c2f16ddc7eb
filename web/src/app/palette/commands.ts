// What the palette can do: go to a place, do what the screen offers, act on the leads that are chosen, or else on the one at hand. Each has
// its words in both languages.
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { ChartNoAxesCombined, CornerDownLeft, FileText, LogOut, type LucideIcon, PanelTop, Tag, UserRound, Zap } from 'lucide-react';
import { api, body, type Lead, send } from '../../api/client';
import { useForms } from '../../api/forms';
import { accept, setOwner, setStatus, undoOf, useLeadActs, usePeople, useStatuses } from '../../api/leads';
import { useViews } from '../../api/views';
import { sections, sectionsFor } from '../../features/settings/sections';
import { loadCatalogue, type TextKey, type Translate, translator, useText } from '../../i18n/texts';
import type { Language } from '../../lib/format';
import { keyName, useListedShortcuts } from '../../lib/keys';
import { languageNames } from '../../lib/languages';
import { searchOf } from '../../lib/views';
import { tellFailure } from '../../ui/toast';
import type { AtHand, ChosenAtHand } from '../at-hand';
import { changeSettings } from '../drawn-anew';
import { places } from '../places';
import { useReader, useSession } from '../session';
import { useChosenCommands } from './of-chosen';

export type Group = 'chosen' | 'go' | 'do' | 'lead';
export interface Command {
  id: string; // the same tomorrow: what was used lately is known by it
  group: Group;
  label: string;
  words: string[]; // besides the label: the other language, other names
  icon: LucideIcon;
  byFirstWord?: boolean; // found only by how it begins
  keys?: string;
  act: () => void;
}

export interface OtherLanguage {
  language: Language;
  t: Translate;
  twin: (label: string) => string | undefined; // of a text that stands on the screen
}
/** The other language's words, once they have come. */
function useOtherLanguage(): OtherLanguage | undefined {
  const { manner } = useReader();
  const other = manner.language === 'fa' ? 'en' : 'fa';
  return useQuery({
    queryKey: ['catalogue', other],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async (): Promise<OtherLanguage> => {
      const [ours, theirs] = await Promise.all([loadCatalogue(manner.language), loadCatalogue(other)]);
      const keys = new Map(Object.entries(ours).map(([key, text]) => [text, key as TextKey]));
      return {
        language: other,
        t: translator(other, theirs),
        twin: label => {
          const key = keys.get(label);
          return key && theirs[key];
        },
      };
    },
  }).data;
}

export function useCommands(atHand: AtHand | undefined, chosen: ChosenAtHand | undefined): Command[] {
  const t = useText();
  const other = useOtherLanguage();
  const { may, manner } = useReader();
  const session = useSession();
  const navigate = useNavigate();
  const { act } = useLeadActs();
  const listed = useListedShortcuts();
  const statuses = (useStatuses().data ?? []).filter(status => !status.archived);
  const people = (usePeople().data ?? []).filter(person => person.active);
  const views = useViews().data ?? [];
  const forms = useForms(may('forms:read')).data ?? [];
  const ofChosen = useChosenCommands(chosen, other);
  const both = (key: TextKey): string[] => (other ? [other.t(key)] : []);

  const go: Command[] = [
    ...places
      .filter(place => may(place.permission))
      .map(
        (place, index): Command => ({
          id: `go ${place.to}`,
          group: 'go',
          label: t(place.label),
          words: both(place.label),
          icon: place.icon,
          keys: String(index + 1),
          act: () => void navigate({ to: place.to }),
        }),
      ),
    ...views.map(
      (view): Command => ({
        id: `view ${view.id}`,
        group: 'go',
        label: `${t('place.leads')}: ${view.name}`,
        words: [view.name, ...both('place.leads').map(word => `${word}: ${view.name}`)],
        icon: PanelTop,
        act: () => void navigate({ to: '/leads', search: searchOf(view) }),
      }),
    ),
    {
      id: 'go /submissions',
      group: 'go',
      label: t('intake.title'),
      words: both('intake.title'),
      icon: ChartNoAxesCombined,
      act: () => void navigate({ to: '/submissions', search: {} }),
    },
    ...forms.map((form): Command => {
      const names = [form.title[manner.language], form.title.fa, form.title.en].filter((name): name is string => !!name);
      return {
        id: `form ${form.id}`,
        group: 'go',
        label: `${t('palette.form')}: ${names[0] ?? ''}`,
        words: [...names, ...both('palette.form').flatMap(word => names.map(name => `${word}: ${name}`))],
        icon: FileText,
        act: () => void navigate({ to: '/forms/$formId', params: { formId: form.id } }),
      };
    }),
    ...sectionsFor(may).map((name): Command => {
      const { label } = sections[name];
      return {
        id: `settings ${name}`,
        group: 'go',
        label: `${t('place.settings')}: ${t(label)}`,
        words: [t(label), ...both(label), ...both('place.settings').map(word => `${word}: ${other?.t(label) ?? ''}`)],
        icon: CornerDownLeft,
        act: () => void navigate({ to: '/settings/$section', params: { section: name } }),
      };
    }),
  ];

  // Whatever has a key on this screen can be done here too.
  const elsewhere = new Set([...places.map(place => t(place.label)), t('palette.title'), t('inbox.next'), t('inbox.previous')]);
  const screen: Command[] = [...listed.here, ...listed.everywhere]
    .filter(shortcut => shortcut.act && shortcut.label && !elsewhere.has(shortcut.label))
    .map(shortcut => ({
      id: `key ${shortcut.code}`,
      group: 'do',
      label: shortcut.label ?? '',
      words: [other?.twin(shortcut.label ?? '') ?? ''],
      icon: Zap,
      keys: keyName(shortcut),
      act: () => shortcut.act?.(),
    }));
  const change = (wish: Record<string, string>) => () => changeSettings('user', session, wish);
  const later = (call: () => Promise<unknown>) => () => void call().catch(tellFailure);
  const theme = document.documentElement.dataset.theme === 'dark' ? 'light' : 'dark';
  const own: Command[] = [
    {
      id: 'theme',
      group: 'do',
      label: `${t('me.theme')}: ${t(`theme.${theme}`)}`,
      words: [t(`theme.${theme}`), ...both('me.theme'), ...both(`theme.${theme}`)],
      icon: Zap,
      act: later(change({ theme })),
    },
    {
      id: 'language',
      group: 'do',
      label: languageNames[manner.language === 'fa' ? 'en' : 'fa'],
      words: ['زبان', 'Language', ...Object.values(languageNames)],
      icon: Zap,
      act: later(change({ language: manner.language === 'fa' ? 'en' : 'fa' })),
    },
    {
      id: 'leave',
      group: 'do',
      label: t('shell.sign_out'),
      words: both('shell.sign_out'),
      icon: LogOut,
      act: later(async () => {
        await send('DELETE', '/api/v1/session');
        location.assign('/login');
      }),
    },
  ];

  return [...ofChosen, ...go, ...screen, ...own, ...ofLead()];

  function ofLead(): Command[] {
    if (!atHand) return [];
    const { id } = atHand;
    const onLead = (wish: (lead: Lead) => Parameters<typeof act>[0]) =>
      later(async () => act(wish(await body(api.GET('/api/v1/leads/{id}', { params: { path: { id } } })))));
    const open: Command = {
      id: 'lead open',
      group: 'lead',
      label: t('leads.open_page'),
      words: both('leads.open_page'),
      icon: UserRound,
      act: () => void navigate({ to: '/leads/$leadId', params: { leadId: id } }),
    };
    if (!may('leads:write') || chosen) return [open];
    const named = (key: TextKey, name: string) => both(key).map(word => `${word}: ${name}`);
    return [
      open,
      // The inbox accepts by itself, and goes on to the next.
      ...(screen.some(one => one.label === t('inbox.accept'))
        ? []
        : [
            {
              id: 'lead accept',
              group: 'lead',
              label: t('inbox.accept'),
              words: both('inbox.accept'),
              icon: Zap,
              act: onLead(lead => ({ lead, call: accept, done: 'inbox.accepted', inverse: undoOf.accept })),
            } satisfies Command,
          ]),
      ...statuses.map((status): Command => {
        const names = [status.label[manner.language], status.label.fa, status.label.en].filter((name): name is string => !!name);
        return {
          id: `lead status ${status.id}`,
          group: 'lead',
          label: `${t('field.status')}: ${names[0] ?? status.key}`,
          words: [...names, ...names.flatMap(name => named('field.status', name))],
          icon: Tag,
          act: onLead(lead => ({ lead, call: setStatus(status.id), done: 'card.status_changed', inverse: undoOf.status })),
        };
      }),
      // By the word first: who types only a name looks for a person among the leads.
      ...people.map(
        (person): Command => ({
          id: `lead owner ${person.id}`,
          group: 'lead',
          label: `${t('field.owner')}: ${person.name}`,
          words: [...named('field.owner', person.name), `${t('inbox.assign')}: ${person.name}`, ...named('inbox.assign', person.name)],
          icon: UserRound,
          byFirstWord: true,
          act: onLead(lead => ({ lead, call: setOwner(person.id), done: 'card.owner_changed', inverse: undoOf.owner })),
        }),
      ),
    ];
  }
}
