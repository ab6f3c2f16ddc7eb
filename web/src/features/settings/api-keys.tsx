import { useQuery, useQueryClient } from '@tanstack/react-query';
import { KeyRound, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { api, body } from '../../api/client';
import { useReader, useSession } from '../../app/session';
import { useText } from '../../i18n/texts';
import { apart, relative, shortDate } from '../../lib/format';
import { Empty, Ltr, Panel, User } from '../../ui/bits';
import { Button, IconButton } from '../../ui/button';
import { Confirm } from '../../ui/dialog';
import { Checkbox, TextField } from '../../ui/fields';
import { SecretOnce } from '../../ui/secret-once';
import { tell, tellFailure } from '../../ui/toast';

export default function ApiKeys() {
  const t = useText();
  const { manner } = useReader();
  const { permissions } = useSession();
  const queries = useQueryClient();
  const { data } = useQuery({ queryKey: ['keys'], queryFn: async () => (await body(api.GET('/api/v1/api-keys'))).data });
  const [label, setLabel] = useState('');
  const [scopes, setScopes] = useState<string[]>(['leads:read', 'leads:write']);
  const [secret, setSecret] = useState<string>();
  const [ending, setEnding] = useState<string>();
  const settle = () => void queries.invalidateQueries({ queryKey: ['keys'] });
  const make = async () => {
    try {
      const made = await body(api.POST('/api/v1/api-keys', { body: { label, scopes } }));
      setSecret(made.secret);
      setLabel('');
      settle();
      tell(t('keys.added', { name: apart(made.key.label) }), () => end(made.key.id));
    } catch (error) {
      tellFailure(error);
    }
  };
  const end = async (id: string) => {
    try {
      await body(api.DELETE('/api/v1/api-keys/{id}', { params: { path: { id } } }));
      tell(t('keys.ended'));
      settle();
    } catch (error) {
      tellFailure(error);
    }
  };
  return (
    <>
      <Panel title={t('settings.keys')}>
        {data?.length === 0 && (
          <Empty icon={KeyRound} title={t('keys.none')}>
            {t('keys.none_about')}
          </Empty>
        )}
        {!!data?.length && (
          <table className="table stacked">
            <tbody>
              {data.map(key => (
                <tr key={key.id}>
                  <td>
                    <User>{key.label}</User>
                    <div className="muted small">
                      <Ltr>{key.prefix}…</Ltr> ·{' '}
                      {key.scopes.map(scope => t(`permission.${scope as 'leads:read'}`)).join(manner.language === 'fa' ? '، ' : ', ')}
                    </div>
                  </td>
                  <td className="small">{shortDate(new Date(key.created_at), manner)}</td>
                  <td className="small">
                    {key.last_used_at ? relative(new Date(key.last_used_at), new Date(), manner) : t('keys.never_used')}
                  </td>
                  <td className="row-acts">
                    <IconButton label={t('keys.end')} icon={Trash2} onPress={() => setEnding(key.id)} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Panel>
      <Panel title={t('keys.add')}>
        <div className="stack">
          <TextField label={t('keys.label')} value={label} onChange={setLabel} hint={t('keys.label_hint')} />
          <div className="grid-2">
            {permissions.map(permission => (
              <Checkbox
                key={permission}
                checked={scopes.includes(permission)}
                onChange={on => setScopes(on ? [...scopes, permission] : scopes.filter(one => one !== permission))}
              >
                {t(`permission.${permission as 'leads:read'}`)}
              </Checkbox>
            ))}
          </div>
          <Button icon={KeyRound} isDisabled={!label.trim() || scopes.length === 0} onPress={() => void make()}>
            {t('keys.add')}
          </Button>
        </div>
      </Panel>
      {secret && <SecretOnce title={t('keys.made')} secret={secret} onClose={() => setSecret(undefined)} />}
      <Confirm
        title={t('keys.end')}
        open={!!ending}
        onClose={() => setEnding(undefined)}
        onConfirm={() => ending && void end(ending)}
        action={t('keys.end')}
      >
        <p>{t('keys.end_about')}</p>
      </Confirm>
    </>
  );
}
