import { useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { ProblemError, send } from '../../api/client';
import { useText } from '../../i18n/texts';
import { placeBehind } from '../../lib/wanted-place';
import { TextField } from '../../ui/fields';
import { Door } from './door';

export function LoginPage() {
  const t = useText();
  const { to } = useSearch({ from: '/login' });
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [second, setSecond] = useState(false); // the password was right, and the person has a second step
  const submit = async () => {
    try {
      await send('POST', '/api/v1/session', { email, password, ...(second ? { code } : {}) });
    } catch (error) {
      if (!second && error instanceof ProblemError && error.code === 'code_needed') {
        setSecond(true);
        return;
      }
      throw error;
    }
    location.assign(placeBehind(to));
  };
  if (second)
    return (
      <Door key="second" title={t('login.second')} about={t('login.second_about')} action={t('login.action')} submit={submit}>
        {fault => (
          <TextField
            label={t('two_step.code')}
            autoComplete="one-time-code"
            leftToRight
            required
            autoFocus
            value={code}
            onChange={setCode}
            error={fault('/code')}
            hint={t('login.code_lost')}
          />
        )}
      </Door>
    );
  return (
    <Door key="first" title={t('login.title')} action={t('login.action')} submit={submit}>
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
