import { useQueryClient } from '@tanstack/react-query';
import { Plus, Trash2 } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { api, body, type Person, ProblemError, type Team } from '../../api/client';
import { useTeams } from '../../api/leads';
import { putBackUnlessChanged, sameMembers } from '../../api/put-back';
import { useReader } from '../../app/session';
import { useText } from '../../i18n/texts';
import { apart } from '../../lib/format';
import { Panel } from '../../ui/bits';
import { Button, IconButton } from '../../ui/button';
import { MultiSelectField, TextField } from '../../ui/fields';
import { InlineEdit } from '../../ui/inline-edit';
import { toFirstField } from '../../ui/keyboard-back';
import { tell, tellFailure } from '../../ui/toast';
import { listMark } from '../card/values';

function NewTeam({ onAdd }: { onAdd: (name: string) => Promise<unknown> }) {
  const t = useText();
  const [name, setName] = useState('');
  const [problem, setProblem] = useState<ProblemError>();
  const add = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    try {
      await onAdd(name);
      setName('');
      setProblem(undefined);
      toFirstField(form);
    } catch (error) {
      if (error instanceof ProblemError) setProblem(error);
      else tellFailure(error);
    }
  };
  return (
    <form className="row add" onSubmit={event => void add(event)} noValidate>
      <TextField label={t('field.name')} value={name} onChange={setName} error={problem?.at('/name') ?? problem?.message} />
      <Button icon={Plus} type="submit" isDisabled={!name.trim()}>
        {t('teams.add')}
      </Button>
    </form>
  );
}

/** Whose leads people with the reach «team» see besides their own. */
export function Teams({ people }: { people: Person[] }) {
  const t = useText();
  const queries = useQueryClient();
  const { manner } = useReader();
  const teams = useTeams().data;
  const renew = () => queries.invalidateQueries({ queryKey: ['people'] }); // and their teams
  const make = async (name: string) => {
    const made = await body(api.POST('/api/v1/teams', { body: { name } })).finally(renew);
    tell(t('teams.made', { name: apart(made.name) }), () => dissolve(made, true));
  };
  const put = (team: Team, wish: { name?: string; members?: string[] }) =>
    body(api.PATCH('/api/v1/teams/{id}', { params: { path: { id: team.id } }, body: wish })).finally(renew);
  const change = async (team: Team, wish: { name?: string; members?: string[] }) => {
    await put(team, wish);
    const read = async () => (await body(api.GET('/api/v1/teams'))).data.find(one => one.id === team.id);
    const after = (await read()) ?? team;
    const undo = () =>
      putBackUnlessChanged({
        after,
        wish,
        read,
        put: () => put(team, sameMembers<{ name?: string; members?: string[] }>(team, wish)),
        conflict: t('undo.conflict'),
      });
    tell(t('teams.changed', { name: apart(wish.name ?? team.name) }), undo);
  };
  const dissolve = async (team: Team, isUndo = false) => {
    const path = { params: { path: { id: team.id } } };
    const restore = () => body(api.POST('/api/v1/teams/{id}/restoration', path)).then(renew);
    try {
      await body(api.DELETE('/api/v1/teams/{id}', path));
      await renew();
      tell(t('teams.deleted', { name: team.name }), restore, isUndo);
    } catch (error) {
      tellFailure(error);
    }
  };
  if (!teams) return null;
  return (
    <Panel title={t('teams.title')}>
      <p className="muted">{teams.length ? t('teams.about') : t('teams.empty')}</p>
      {teams.length > 0 && (
        <table className="table stacked people">
          <thead>
            <tr>
              <th>{t('field.name')}</th>
              <th>{t('teams.members')}</th>
              <th aria-label={t('action.more')} />
            </tr>
          </thead>
          <tbody>
            {teams.map(team => (
              <tr key={team.id}>
                <td>
                  <InlineEdit label={`${t('field.name')}: ${team.name}`} value={team.name} onSave={name => change(team, { name })} />
                </td>
                <td data-label={t('teams.members')}>
                  <MultiSelectField
                    label={`${t('teams.members')}: ${team.name}`}
                    options={people.map(person => ({ id: person.id, label: person.name }))}
                    value={team.members}
                    listMark={listMark(manner)}
                    onChange={members => void change(team, { members }).catch(tellFailure)}
                  />
                </td>
                <td className="row-acts">
                  <IconButton label={`${t('teams.delete')}: ${team.name}`} icon={Trash2} onPress={() => void dissolve(team)} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <NewTeam onAdd={make} />
    </Panel>
  );
}
