import { useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { send } from '../../api/client';
import { useText } from '../../i18n/texts';
import { TextField } from '../../ui/fields';
import { Door } from './door';

export function ResetPage() {
  const t = useText();
  const { token } = useSearch({ from: '/reset' });
  const [password, setPassword] = useState('');
  const submit = async () => {
    await send('POST', '/api/v1/password-reset', { token, password });
    location.assign('/login');
  };
  return (
    <Door title={t('reset.title')} action={t('reset.action')} submit={submit}>
      {fault => (
        <>
          <TextField
            label={t('field.new_password')}
            type="password"
            autoComplete="new-password"
            leftToRight
            required
            autoFocus
            value={password}
            onChange={setPassword}
            error={fault('/password')}
            hint={t('field.password_hint')}
          />
          {fault('/token') && (
            <p className="error" role="alert">
              {fault('/token')}
            </p>
          )}
        </>
      )}
    </Door>
  );
}
