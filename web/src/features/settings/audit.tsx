// Who changed what in the workspace, and when.
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type AuditRow, api, body, type LocalText } from '../../api/client';
import { useForms } from '../../api/forms';
import { useImports } from '../../api/imports';
import { useCustomFields, usePeople, useStatuses, useTeams } from '../../api/leads';
import { useLinks } from '../../api/links';
import { useReader } from '../../app/session';
import { useText } from '../../i18n/texts';
import { localeOf, type Manner, moment, number } from '../../lib/format';
import { type LanguageName, languageNames } from '../../lib/languages';
import { Loading, Panel, User } from '../../ui/bits';
import { Button } from '../../ui/button';
import { FromTo } from '../../ui/from-to';
import { labelIn } from '../card/values';
import { listName } from '../imports/list-name';

/** What the line itself calls it: its name when that happened. */
function nameWritten(detail: AuditRow['detail'], manner: Manner) {
  const { name, publisher, label } = (detail ?? {}) as { name?: string; publisher?: string; label?: string | LocalText };
  const written = name ?? publisher ?? (typeof label === 'object' ? labelIn(label, manner) : undefined);
  return written && <User>{written}</User>;
}

/** The name of what was changed, where it still has one, as a link to it. */
function useSubject() {
  const t = useText();
  const { manner } = useReader();
  const forms = useForms().data ?? [];
  const imports = useImports().data ?? [];
  const links = useLinks().data ?? [];
  const people = usePeople().data ?? [];
  const teams = useTeams().data ?? [];
  const fields = useCustomFields().data ?? [];
  const statuses = useStatuses().data ?? [];
  return ({ subject_kind: kind, subject_id: id, actor, detail }: AuditRow) => {
    if (kind === 'user' && id === actor.id) return undefined;
    const labelled = (list: { id: string; label: { fa?: string; en?: string } }[]) => {
      const found = list.find(one => one.id === id);
      return found && <User>{labelIn(found.label, manner)}</User>;
    };
    switch (kind) {
      case 'form': {
        const form = forms.find(one => one.id === id);
        return (
          form && (
            <Link to="/forms/$formId" params={{ formId: id }}>
              <User>{labelIn(form.title, manner)}</User>
            </Link>
          )
        );
      }
      case 'import': {
        const list = imports.find(one => one.id === id);
        return list ? (
          <Link to="/imports/$importId" params={{ importId: id }}>
            <User>{listName(list.file_name)}</User>
          </Link>
        ) : (
          nameWritten(detail, manner)
        );
      }
      case 'lead':
        return (
          <Link to="/leads/$leadId" params={{ leadId: id }}>
            {t('card.title')}
          </Link>
        );
      case 'link':
      case 'placement': {
        const name = links.find(one => kind === 'link' && one.id === id)?.name;
        return (
          <Link to="/links" search={{ tab: kind === 'link' ? undefined : 'placements' }}>
            {name ? <User>{name}</User> : nameWritten(detail, manner)}
          </Link>
        );
      }
      case 'team': {
        const team = teams.find(one => one.id === id);
        return team ? <User>{team.name}</User> : nameWritten(detail, manner);
      }
      case 'user': {
        const person = people.find(one => one.id === id);
        return person && <User>{person.name}</User>;
      }
      case 'lead_field':
        return labelled(fields);
      case 'status':
        return labelled(statuses);
    }
    return nameWritten(detail, manner);
  };
}

interface Change {
  field: string;
  from: unknown;
  to: unknown;
}

const labels = {
  active: 'people.access',
  archived: 'audit.archived',
  calendar: 'me.calendar',
  colour: 'statuses.colour',
  currency: 'workspace.currency',
  default_area: 'workspace.area',
  default_region: 'workspace.region',
  digits: 'me.digits',
  kind: 'statuses.kind',
  label: 'audit.label',
  basis: 'market.basis',
  language: 'field.language',
  name: 'field.workspace_name',
  persona: 'market.persona',
  position: 'audit.position',
  reach: 'people.reach',
  role: 'people.role',
  size: 'market.size',
  teams: 'people.teams',
  theme: 'me.theme',
  time_zone: 'workspace.time_zone',
} as const;

/** What a line changed, each value in the words of the settings. */
function useChanges() {
  const t = useText();
  const { manner } = useReader();
  const teams = useTeams().data ?? [];
  const told = ({ field }: Change, value: unknown) => {
    if (field === 'active') return t(value === true ? 'people.on' : 'people.off');
    if (field === 'archived') return t(value === true ? 'word.yes' : 'word.no');
    if (field === 'colour') return t(`colour.${value as 'blue'}`);
    if (field === 'kind') return t(`status_kind.${value as 'open'}`);
    if (field === 'label') return <User>{labelIn(value as LocalText, manner) || '—'}</User>;
    if (field === 'position' || field === 'size') return number(value as number, manner);
    if (field === 'role') return t(`role.${value as 'seller'}`);
    if (field === 'reach') return t(`reach.${value as 'own'}`);
    if (field === 'language') return languageNames[value as LanguageName];
    if (field === 'calendar') return t(`me.${value as 'jalali'}`);
    if (field === 'theme') return t(`theme.${value as 'dark'}`);
    if (field === 'digits') return t(`digits.${value as 'latin'}`);
    if (field === 'time_zone' && !value) return t('audit.zone_of_workspace');
    if (field !== 'teams') return <User>{(value as string) || '—'}</User>;
    const names = (value as string[]).map(id => teams.find(one => one.id === id)?.name ?? id);
    return <User>{new Intl.ListFormat(localeOf(manner), { type: 'conjunction' }).format(names) || '—'}</User>;
  };
  return ({ subject_kind, detail }: AuditRow) => {
    const { changes = [] } = (detail ?? {}) as { changes?: Change[] };
    return changes
      .filter(change => change.field in labels)
      .map(change => (
        <span key={change.field} className="change">
          {t(change.field === 'name' && subject_kind === 'user' ? 'field.name' : labels[change.field as 'role'])}:{' '}
          <FromTo from={told(change, change.from)} to={told(change, change.to)} />
        </span>
      ));
  };
}

interface Part {
  part: 'title' | 'introduction' | 'button' | 'default_language' | 'thanks' | 'settings' | 'steps' | 'question' | 'consent';
  act: 'added' | 'removed' | 'changed';
  label: LocalText;
}

/** The parts of a form that a line changed. */
function useParts() {
  const t = useText();
  const { manner } = useReader();
  return (detail: AuditRow['detail']) =>
    ((detail ?? {}) as { parts?: Part[] }).parts?.map(({ part, act, label }, index) => (
      <span key={index} className="change">
        {part === 'question' || part === 'consent' ? (
          <>
            {t(`audit_part.${part}_${act}`)}: <User>{labelIn(label, manner) || '—'}</User>
          </>
        ) : (
          t(`audit_part.${part}`)
        )}
      </span>
    ));
}

export default function Audit() {
  const t = useText();
  const { manner } = useReader();
  const parts = useParts();
  const subject = useSubject();
  const changes = useChanges();
  const told = (row: AuditRow) => {
    const what = subject(row);
    return (
      <span>
        {t(`audit.${row.action as 'signed_in'}`)}
        {what && <>: {what}</>}
        {changes(row)}
        {parts(row.detail)}
      </span>
    );
  };
  const { data, hasNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: ['audit'],
    initialPageParam: '',
    queryFn: ({ pageParam }) => body(api.GET('/api/v1/audit', { params: { query: { limit: 50, cursor: pageParam || undefined } } })),
    getNextPageParam: page => page.page.next_cursor,
  });
  if (!data) return <Loading label={t('word.loading')} />;
  return (
    <Panel title={t('settings.audit')}>
      <ol className="history">
        {data.pages
          .flatMap(page => page.data)
          .map(row => (
            <li key={row.id}>
              <b>
                <User>{row.actor.name}</User>
              </b>
              {told(row)}
              <span className="muted small">{moment(new Date(row.at), manner)}</span>
            </li>
          ))}
      </ol>
      {hasNextPage && <Button onPress={() => void fetchNextPage()}>{t('action.older')}</Button>}
    </Panel>
  );
}
