// Who changed what in the workspace, and when.
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type AuditRow, api, body } from '../../api/client';
import { useForms } from '../../api/forms';
import { useImports } from '../../api/imports';
import { useCustomFields, usePeople, useStatuses, useTeams } from '../../api/leads';
import { useLinks } from '../../api/links';
import { useReader } from '../../app/session';
import { useText } from '../../i18n/texts';
import { localeOf, moment } from '../../lib/format';
import { Loading, Panel, User } from '../../ui/bits';
import { Button } from '../../ui/button';
import { labelIn } from '../card/values';
import { listName } from '../imports/list-name';

/** What the line itself calls it: its name when that happened. */
function nameWritten(detail: AuditRow['detail']) {
  const { name, publisher } = (detail ?? {}) as { name?: string; publisher?: string };
  const written = name ?? publisher;
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
        return (
          list && (
            <Link to="/imports/$importId" params={{ importId: id }}>
              <User>{listName(list.file_name)}</User>
            </Link>
          )
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
            {name ? <User>{name}</User> : nameWritten(detail)}
          </Link>
        );
      }
      case 'team': {
        const team = teams.find(one => one.id === id);
        return team ? <User>{team.name}</User> : nameWritten(detail);
      }
      case 'user': {
        const person = people.find(one => one.id === id);
        return person && <User>{person.name}</User>;
      }
      case 'lead_field':
        return labelled(fields);
      case 'lead_status':
        return labelled(statuses);
    }
    return nameWritten(detail);
  };
}

interface Change {
  field: string;
  from: unknown;
  to: unknown;
}

const labels = {
  active: 'people.access',
  currency: 'workspace.currency',
  default_area: 'workspace.area',
  default_region: 'workspace.region',
  language: 'field.language',
  name: 'field.workspace_name',
  reach: 'people.reach',
  role: 'people.role',
  teams: 'people.teams',
  time_zone: 'workspace.time_zone',
} as const;
const languages: Record<string, string> = { fa: 'فارسی', en: 'English' };

/** What a line changed, each value in the words of the settings. */
function useChanges() {
  const t = useText();
  const { manner } = useReader();
  const teams = useTeams().data ?? [];
  const told = ({ field }: Change, value: unknown) => {
    if (field === 'active') return t(value === true ? 'people.on' : 'people.off');
    if (field === 'role') return t(`role.${value as 'seller'}`);
    if (field === 'reach') return t(`reach.${value as 'own'}`);
    if (field === 'language') return languages[value as string];
    if (field !== 'teams') return <User>{(value as string) || '—'}</User>;
    const names = (value as string[]).map(id => teams.find(one => one.id === id)?.name ?? id);
    return <User>{new Intl.ListFormat(localeOf(manner), { type: 'conjunction' }).format(names) || '—'}</User>;
  };
  return (detail: AuditRow['detail']) => {
    const { changes = [] } = (detail ?? {}) as { changes?: Change[] };
    return changes
      .filter(change => change.field in labels)
      .map(change => (
        <span key={change.field} className="change">
          {t(labels[change.field as 'role'])}: <del>{told(change, change.from)}</del> {manner.language === 'fa' ? '←' : '→'}{' '}
          <ins>{told(change, change.to)}</ins>
        </span>
      ));
  };
}

export default function Audit() {
  const t = useText();
  const { manner } = useReader();
  const subject = useSubject();
  const changes = useChanges();
  const told = (row: AuditRow) => {
    const what = subject(row);
    return (
      <span>
        {t(`audit.${row.action as 'signed_in'}`)}
        {what && <>: {what}</>}
        {changes(row.detail)}
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
