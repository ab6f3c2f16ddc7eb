import { type FormEvent, useState } from 'react';
import { api, body, ProblemError } from '../../api/client';
import { changeSettings } from '../../app/drawn-anew';
import { useReader, useSession } from '../../app/session';
import { useText } from '../../i18n/texts';
import { languageOptions } from '../../lib/languages';
import { Panel } from '../../ui/bits';
import { Button } from '../../ui/button';
import { SelectField, TextField } from '../../ui/fields';
import { Refusal } from '../../ui/refusal';
import { tell, tellFailure } from '../../ui/toast';
import { zoneOptions } from './zones';

export default function Me() {
  const t = useText();
  const session = useSession();
  const { user } = session;
  const { manner } = useReader();
  const [name, setName] = useState(user.name);
  const [current, setCurrent] = useState('');
  const [password, setPassword] = useState('');
  const [problem, setProblem] = useState<ProblemError>();
  const change = (wish: Record<string, string>) => changeSettings('user', session, wish).catch(tellFailure);
  const changePassword = async (event: FormEvent) => {
    event.preventDefault();
    try {
      await body(api.POST('/api/v1/me/password', { body: { current, password } }));
      setCurrent('');
      setPassword('');
      setProblem(undefined);
      tell(t('me.password_changed'));
    } catch (error) {
      setProblem(error instanceof ProblemError ? error : undefined);
    }
  };
  return (
    <>
      <Panel title={t('settings.me')}>
        <div className="stack">
          <div className="row">
            <div style={{ flex: 1 }}>
              <TextField label={t('field.your_name')} value={name} onChange={setName} />
            </div>
            {name.trim() && name !== user.name && <Button onPress={() => void change({ name })}>{t('action.save')}</Button>}
          </div>
          <div className="grid-2">
            <SelectField
              label={t('field.language')}
              value={user.language}
              onChange={language => void change({ language })}
              options={languageOptions}
            />
            <SelectField
              label={t('me.calendar')}
              value={user.calendar}
              onChange={calendar => void change({ calendar })}
              options={[
                { id: 'jalali', label: t('me.jalali') },
                { id: 'gregorian', label: t('me.gregorian') },
              ]}
            />
            <SelectField
              label={t('me.digits')}
              value={user.digits}
              onChange={digits => void change({ digits })}
              options={[
                { id: 'persian', label: '۱۲۳' },
                { id: 'latin', label: '123' },
              ]}
            />
            <SelectField
              label={t('me.theme')}
              value={user.theme}
              onChange={theme => void change({ theme })}
              options={(['system', 'light', 'dark'] as const).map(id => ({ id, label: t(`theme.${id}`) }))}
            />
            <SelectField
              label={t('workspace.time_zone')}
              value={user.time_zone}
              onChange={time_zone => void change({ time_zone })}
              options={zoneOptions(user.time_zone, manner)}
            />
          </div>
        </div>
      </Panel>
      <Panel title={t('me.password')}>
        <form className="stack" onSubmit={event => void changePassword(event)} noValidate>
          <TextField
            label={t('me.current_password')}
            type="password"
            autoComplete="current-password"
            leftToRight
            value={current}
            onChange={setCurrent}
            error={problem?.at('/current')}
          />
          <TextField
            label={t('field.new_password')}
            type="password"
            autoComplete="new-password"
            leftToRight
            value={password}
            onChange={setPassword}
            error={problem?.at('/password')}
            hint={t('field.password_hint')}
          />
          <Refusal problem={problem} fields={['/current', '/password']} />
          <p className="muted small">{t('me.password_about')}</p>
          <Button type="submit">{t('me.change_password')}</Button>
        </form>
      </Panel>
    </>
  );
}
