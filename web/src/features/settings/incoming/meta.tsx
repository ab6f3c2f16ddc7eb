// An address for Meta's lead ads: what it is connected with, what waits at Meta and why, and the way to fetch it.
import { Link2, RefreshCw } from 'lucide-react';
import { useState } from 'react';
import { api, body, type IncomingAddressRow, type ProblemError } from '../../../api/client';
import { useReader } from '../../../app/session';
import { useText } from '../../../i18n/texts';
import { moment } from '../../../lib/format';
import { Button } from '../../../ui/button';
import { TextField } from '../../../ui/fields';
import { Refusal } from '../../../ui/refusal';
import { tell, tellFailure } from '../../../ui/toast';

/** What it lacks, in the order in which one gives it. */
const lackOf = (meta: NonNullable<IncomingAddressRow['meta']>) =>
  !meta.has_app_secret ? 'meta.no_app_secret' : !meta.has_page_token ? 'meta.no_page_token' : undefined;

/** Whether somebody has to mend something before leads come. */
export const needsSomebody = (meta: IncomingAddressRow['meta']): boolean =>
  !!meta && (!!lackOf(meta) || (!!meta.failure && meta.waiting > 0));

export function MetaState({
  meta,
  onConnect,
  onFetch,
}: {
  meta: NonNullable<IncomingAddressRow['meta']>;
  onConnect: () => void;
  onFetch: () => void;
}) {
  const t = useText();
  const { manner, may } = useReader();
  const lack = lackOf(meta);
  return (
    <div className="stack">
      {lack && <p className="notice">{t(lack)}</p>}
      {!lack && !meta.failure && !meta.subscribed && <p className="notice">{t('meta.not_subscribed')}</p>}
      {meta.waiting > 0 && (
        <p className="notice">
          <b>{t('meta.waiting', { count: meta.waiting })}</b>{' '}
          {meta.failure && !lack && (
            <>
              {t(`meta.failed_${meta.failure}`)} {meta.failed_at && moment(new Date(meta.failed_at), manner)}
            </>
          )}
        </p>
      )}
      {meta.fetched_at && <p className="muted small">{t('meta.fetched', { when: moment(new Date(meta.fetched_at), manner) })}</p>}
      {may('settings:write') && (
        <div className="row">
          <Button look={lack ? 'primary' : undefined} icon={Link2} onPress={onConnect}>
            {t('meta.connect')}
          </Button>
          {meta.waiting > 0 && meta.has_page_token && (
            <Button icon={RefreshCw} onPress={onFetch}>
              {t('meta.fetch')}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}

export function ConnectMeta({ address, onSaved }: { address: IncomingAddressRow; onSaved: () => void }) {
  const t = useText();
  const [appSecret, setAppSecret] = useState('');
  const [pageToken, setPageToken] = useState('');
  const [problem, setProblem] = useState<ProblemError>();
  const secret = (name: 'app_secret' | 'page_token', value: string, onChange: (value: string) => void) => (
    <TextField
      label={t(`meta.${name}`)}
      hint={address.meta?.[`has_${name}`] ? t('meta.is_there') : undefined}
      type="password"
      autoComplete="off"
      leftToRight
      value={value}
      onChange={onChange}
      error={problem?.at?.(`/${name}`)}
      autoFocus={name === 'app_secret'}
    />
  );
  const save = async () => {
    try {
      await body(
        api.PUT('/api/v1/incoming-addresses/{id}/meta', {
          params: { path: { id: address.id } },
          body: { app_secret: appSecret, page_token: pageToken },
        }),
      );
      tell(t('meta.connected'));
      onSaved();
    } catch (error) {
      setProblem(error as ProblemError);
      tellFailure(error);
    }
  };
  return (
    <div className="stack">
      <p>{t('meta.connect_about')}</p>
      {secret('app_secret', appSecret, setAppSecret)}
      {secret('page_token', pageToken, setPageToken)}
      <Refusal problem={problem} fields={['/app_secret', '/page_token']} />
      <div className="actions">
        <Button look="primary" isDisabled={!appSecret.trim() && !pageToken.trim()} onPress={() => void save()}>
          {t('action.save')}
        </Button>
      </div>
    </div>
  );
}
