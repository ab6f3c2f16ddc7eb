import { useQueryClient } from '@tanstack/react-query';
import { UserCheck, UserPlus, UserX } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { api, body, type Person, ProblemError } from '../../api/client';
import { usePeople } from '../../api/leads';
import { useReader } from '../../app/session';
import { useText } from '../../i18n/texts';
import { relative } from '../../lib/format';
import { Badge, Ltr, Panel, User } from '../../ui/bits';
import { Button, IconButton } from '../../ui/button';
import { Copyable } from '../../ui/copyable';
import { Dialog } from '../../ui/dialog';
import { SelectField, TextField } from '../../ui/fields';
import { InlineEdit } from '../../ui/inline-edit';
import { Refusal } from '../../ui/refusal';
import { SecretOnce } from '../../ui/secret-once';
import { tell, tellFailure } from '../../ui/toast';

const roles = ['owner', 'marketer', 'seller', 'analyst'] as const;
const reaches = ['own', 'team', 'all'] as const;
type Role = (typeof roles)[number];
type Reach = (typeof reaches)[number];

function Invite({ onClose }: { onClose: () => void }) {
  const t = useText();
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<Role>('seller');
  const [reach, setReach] = useState<Reach>('own');
  const [team, setTeam] = useState('');
  const [link, setLink] = useState<string>();
  const [problem, setProblem] = useState<ProblemError>();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    try {
      const made = await body(api.POST('/api/v1/people', { body: { name, email, role, reach, team } }));
      setLink(made.link);
      void queries.invalidateQueries({ queryKey: ['people'] });
    } catch (error) {
      setProblem(error instanceof ProblemError ? error : undefined);
    }
  };
  if (link?.includes('token='))
    return (
      <SecretOnce title={t('people.invited')} secret={link} onClose={onClose}>
        <p>{t('people.link_about')}</p>
      </SecretOnce>
    );
  if (link)
    return (
      <Dialog title={t('people.invited')} open onClose={onClose}>
        <p>{t('people.link_known')}</p>
        <Copyable text={link} />
      </Dialog>
    );
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
        <TextField label={t('people.team')} value={team} onChange={setTeam} />
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

export default function People() {
  const t = useText();
  const queries = useQueryClient();
  const { manner } = useReader();
  const people = usePeople().data ?? [];
  const [inviting, setInviting] = useState(false);
  const put = (person: Person, wish: { role?: Role; reach?: Reach; team?: string; active?: boolean }) =>
    body(api.PATCH('/api/v1/people/{id}', { params: { path: { id: person.id } }, body: wish })).then(
      () => void queries.invalidateQueries({ queryKey: ['people'] }),
    );
  const change = async (person: Person, wish: Parameters<typeof put>[1]) => {
    try {
      await put(person, wish);
      tell(t('people.changed'));
    } catch (error) {
      tellFailure(error);
    }
  };
  return (
    <Panel
      title={t('settings.people')}
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
              <th>{t('people.team')}</th>
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
                <td data-label={t('people.team')}>
                  <InlineEdit label={`${t('people.team')}: ${person.name}`} value={person.team} onSave={team => put(person, { team })} />
                </td>
                <td className="row-acts">
                  {person.active ? (
                    <IconButton
                      label={`${t('people.switch_off')}: ${person.name}`}
                      icon={UserX}
                      onPress={() => void change(person, { active: false })}
                    />
                  ) : (
                    <>
                      <Badge>{t('people.off')}</Badge>
                      <IconButton
                        label={`${t('people.switch_on')}: ${person.name}`}
                        icon={UserCheck}
                        onPress={() => void change(person, { active: true })}
                      />
                    </>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {inviting && <Invite onClose={() => setInviting(false)} />}
    </Panel>
  );
}
