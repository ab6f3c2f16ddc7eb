import { useState } from 'react';
import { send } from '../../api/client';
import { useText } from '../../i18n/texts';
import { TextField } from '../../ui/fields';
import { Door } from './door';

export function LoginPage() {
  const t = useText();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const submit = async () => {
    await send('POST', '/api/v1/session', { email, password });
    location.assign('/inbox');
  };
  return (
    <Door title={t('login.title')} action={t('login.action')} submit={submit}>
      {fault => (
        <>
          <TextField
            label={t('field.email')}
            type="email"
            autoComplete="username"
            leftToRight
            required
            autoFocus
            value={email}
            onChange={setEmail}
            error={fault('/email')}
          />
          <TextField
            label={t('field.password')}
            type="password"
            autoComplete="current-password"
            leftToRight
            required
            value={password}
            onChange={setPassword}
            error={fault('/password')}
            hint={t('login.forgotten')}
          />
        </>
      )}
    </Door>
  );
}
