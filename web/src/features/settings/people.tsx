import { useQueryClient } from '@tanstack/react-query';
import { Link2, UserCheck, UserPlus, UserX } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { api, body, type Person, ProblemError, type Team } from '../../api/client';
import { usePeople, useTeams } from '../../api/leads';
import { putBackUnlessChanged, sameMembers } from '../../api/put-back';
import { useReader } from '../../app/session';
import { useText } from '../../i18n/texts';
import { apart, relative } from '../../lib/format';
import { Badge, Ltr, Panel, User } from '../../ui/bits';
import { Button, IconButton } from '../../ui/button';
import { Copyable } from '../../ui/copyable';
import { Confirm, Dialog } from '../../ui/dialog';
import { MultiSelectField, SelectField, TextField } from '../../ui/fields';
import { Refusal } from '../../ui/refusal';
import { SecretOnce } from '../../ui/secret-once';
import { tell, tellFailure } from '../../ui/toast';
import { listMark } from '../card/values';
import { Teams } from './teams';

const roles = ['owner', 'marketer', 'seller', 'analyst'] as const;
const reaches = ['own', 'team', 'all'] as const;
type Role = (typeof roles)[number];
type Reach = (typeof reaches)[number];
/** What an owner decides about a person. */
type Wish = Partial<Pick<Person, 'role' | 'reach' | 'teams' | 'active'>>;

function InvitationLink({ link, onClose }: { link: string; onClose: () => void }) {
  const t = useText();
  if (link.includes('token='))
    return (
      <SecretOnce title={t('people.invited')} secret={link} onClose={onClose}>
        <p>{t('people.link_about')}</p>
      </SecretOnce>
    );
  return (
    <Dialog title={t('people.invited')} open onClose={onClose}>
      <p>{t('people.link_known')}</p>
      <Copyable text={link} />
    </Dialog>
  );
}

interface Invited {
  person: Person;
  link: string;
}

function Invite({ teams, onInvited, onClose }: { teams: Team[]; onInvited: (made: Invited) => void; onClose: () => void }) {
  const t = useText();
  const { manner } = useReader();
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<Role>('seller');
  const [reach, setReach] = useState<Reach>('own');
  const [chosen, setChosen] = useState<string[]>([]);
  const [problem, setProblem] = useState<ProblemError>();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    try {
      onInvited(await body(api.POST('/api/v1/people', { body: { name, email, role, reach, teams: chosen } })));
    } catch (error) {
      setProblem(error instanceof ProblemError ? error : undefined);
    }
  };
  return (
    <Dialog title={t('people.invite')} open onClose={onClose}>
      <form className="stack" onSubmit={event => void submit(event)} noValidate>
        <TextField label={t('field.name')} required value={name} onChange={setName} autoFocus error={problem?.at('/name')} />
        <TextField label={t('field.email')} required leftToRight value={email} onChange={setEmail} error={problem?.at('/email')} />
        <SelectField
          label={t('people.role')}
          value={role}
          onChange={value => setRole(value as Role)}
          options={roles.map(id => ({ id, label: t(`role.${id}`) }))}
          hint={t(`role_about.${role}`)}
        />
        <SelectField
          label={t('people.reach')}
          value={reach}
          onChange={value => setReach(value as Reach)}
          options={reaches.map(id => ({ id, label: t(`reach.${id}`) }))}
        />
        {teams.length > 0 && (
          <MultiSelectField
            label={t('people.teams')}
            labelShown
            options={teams.map(team => ({ id: team.id, label: team.name }))}
            value={chosen}
            listMark={listMark(manner)}
            onChange={setChosen}
          />
        )}
        <Refusal problem={problem} fields={['/name', '/email']} />
        <div className="actions">
          <Button look="primary" type="submit">
            {t('people.invite')}
          </Button>
          <Button onPress={onClose}>{t('action.cancel')}</Button>
        </div>
      </form>
    </Dialog>
  );
}

function AccessButton({ person, onChange }: { person: Person; onChange: (active: boolean) => void }) {
  const t = useText();
  const act = person.active ? (person.invited ? 'people.invitation_back' : 'people.switch_off') : 'people.switch_on';
  return (
    <IconButton label={`${t(act)}: ${person.name}`} icon={person.active ? UserX : UserCheck} onPress={() => onChange(!person.active)} />
  );
}

export default function People() {
  const t = useText();
  const queries = useQueryClient();
  const { manner } = useReader();
  const people = usePeople().data ?? [];
  const teams = useTeams().data ?? [];
  const [inviting, setInviting] = useState(false);
  const [link, setLink] = useState<string>();
  const renew = () => queries.invalidateQueries({ queryKey: ['people'] }); // and their teams
  const [again, setAgain] = useState<Person>();
  const invited = ({ person, link: made }: Invited) => {
    setInviting(false);
    setLink(made);
    void renew();
    tell(t('people.did_invite', { name: apart(person.name) }), () => put(person, { active: false }));
  };
  const inviteAgain = async ({ name, email, role }: Person) => {
    try {
      setLink((await body(api.POST('/api/v1/people', { body: { name, email, role } }))).link);
      void renew();
    } catch (error) {
      tellFailure(error);
    }
  };
  const put = (person: Person, wish: Wish) =>
    body(api.PATCH('/api/v1/people/{id}', { params: { path: { id: person.id } }, body: wish })).finally(renew);
  const change = async (person: Person, wish: Wish) => {
    try {
      await put(person, wish);
      const read = async () => (await body(api.GET('/api/v1/people'))).data.find(one => one.id === person.id);
      const after = (await read()) ?? person;
      const undo = () =>
        putBackUnlessChanged({
          after,
          wish,
          read,
          put: () => put(person, sameMembers<Wish>(person, wish)),
          conflict: t('undo.conflict'),
        });
      tell(t('people.changed', { name: apart(person.name) }), undo);
    } catch (error) {
      tellFailure(error);
    }
  };
  return (
    <>
      <Panel
        title={t('people.title')}
        actions={
          <Button icon={UserPlus} onPress={() => setInviting(true)}>
            {t('people.invite')}
          </Button>
        }
      >
        <div>
          <table className="table stacked people">
            <thead>
              <tr>
                <th>{t('field.name')}</th>
                <th>{t('people.role')}</th>
                <th>{t('people.reach')}</th>
                {teams.length > 0 && <th>{t('people.teams')}</th>}
                <th aria-label={t('action.more')} />
              </tr>
            </thead>
            <tbody>
              {people.map(person => (
                <tr key={person.id}>
                  <td>
                    <User>{person.name}</User>
                    <div className="muted small">
                      <Ltr>{person.email}</Ltr>
                    </div>
                    {person.last_seen_at && (
                      <div className="muted small">
                        {t('people.seen', { when: relative(new Date(person.last_seen_at), new Date(), manner) })}
                      </div>
                    )}
                  </td>
                  <td data-label={t('people.role')}>
                    <SelectField
                      label={`${t('people.role')}: ${person.name}`}
                      labelHidden
                      quiet
                      value={person.role}
                      onChange={role => void change(person, { role: role as Role })}
                      options={roles.map(id => ({ id, label: t(`role.${id}`) }))}
                    />
                  </td>
                  <td data-label={t('people.reach')}>
                    <SelectField
                      label={`${t('people.reach')}: ${person.name}`}
                      labelHidden
                      quiet
                      value={person.reach}
                      onChange={reach => void change(person, { reach: reach as Reach })}
                      options={reaches.map(id => ({ id, label: t(`reach.${id}`) }))}
                    />
                  </td>
                  {teams.length > 0 && (
                    <td data-label={t('people.teams')}>
                      <MultiSelectField
                        label={`${t('people.teams')}: ${person.name}`}
                        options={teams.map(team => ({ id: team.id, label: team.name }))}
                        value={person.teams}
                        listMark={listMark(manner)}
                        onChange={chosen => void change(person, { teams: chosen })}
                      />
                    </td>
                  )}
                  <td className="row-acts">
                    {!person.active && <Badge>{t('people.off')}</Badge>}
                    {person.active && person.invited && (
                      <>
                        <Badge colour="yellow">{t('people.invited_badge')}</Badge>
                        <IconButton
                          label={`${t('people.invitation_again')}: ${person.name}`}
                          icon={Link2}
                          onPress={() => setAgain(person)}
                        />
                      </>
                    )}
                    <AccessButton person={person} onChange={active => void change(person, { active })} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        {inviting && <Invite teams={teams} onInvited={invited} onClose={() => setInviting(false)} />}
        <Confirm
          title={t('people.invitation_again')}
          open={!!again}
          onClose={() => setAgain(undefined)}
          onConfirm={() => again && void inviteAgain(again)}
          action={t('people.invitation_again')}
        >
          <p>{t('people.again_about')}</p>
        </Confirm>
        {link && <InvitationLink link={link} onClose={() => setLink(undefined)} />}
      </Panel>
      <Teams people={people} />
    </>
  );
}
