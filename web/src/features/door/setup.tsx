import { useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { send } from '../../api/client';
import { useText } from '../../i18n/texts';
import { languageOptions } from '../../lib/languages';
import { SelectField, TextField } from '../../ui/fields';
import { Door } from './door';

export function SetupPage() {
  const t = useText();
  const { token } = useSearch({ from: '/setup' });
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [workspace, setWorkspace] = useState('');
  const [language, setLanguage] = useState(document.documentElement.lang);
  const submit = async () => {
    const time_zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    await send('POST', '/api/v1/setup', { token, name, email, password, workspace_name: workspace, language, time_zone });
    location.assign('/inbox');
  };
  return (
    <Door title={t('setup.title')} about={token ? t('setup.about') : t('setup.no_link')} action={t('setup.action')} submit={submit}>
      {/* Without the link nothing that is typed here could be taken. */}
      {!!token &&
        (fault => (
          <>
            <TextField
              label={t('field.your_name')}
              autoComplete="name"
              required
              autoFocus
              value={name}
              onChange={setName}
              error={fault('/name')}
            />
            <TextField
              label={t('field.email')}
              type="email"
              autoComplete="username"
              leftToRight
              required
              value={email}
              onChange={setEmail}
              error={fault('/email')}
            />
            <TextField
              label={t('field.password')}
              type="password"
              autoComplete="new-password"
              leftToRight
              required
              value={password}
              onChange={setPassword}
              error={fault('/password')}
              hint={t('field.password_hint')}
            />
            <TextField
              label={t('field.workspace_name')}
              required
              value={workspace}
              onChange={setWorkspace}
              error={fault('/workspace_name')}
              hint={t('setup.workspace_hint')}
            />
            <SelectField label={t('field.language')} value={language} onChange={setLanguage} options={languageOptions} />
            {fault('/token') && (
              <p className="error" role="alert">
                {fault('/token')}
              </p>
            )}
          </>
        ))}
    </Door>
  );
}
