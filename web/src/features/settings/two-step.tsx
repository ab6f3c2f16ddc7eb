import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { api, body, ProblemError } from '../../api/client';
import { useReader } from '../../app/session';
import { useText } from '../../i18n/texts';
import { number, shortDate } from '../../lib/format';
import { Loading, Panel } from '../../ui/bits';
import { Button } from '../../ui/button';
import { Copyable } from '../../ui/copyable';
import { Switch, TextField } from '../../ui/fields';
import { QrPicture } from '../../ui/qr';
import { Refusal } from '../../ui/refusal';
import { tell, tellFailure } from '../../ui/toast';

function RecoveryCodes({ codes, onClose }: { codes: string[]; onClose: () => void }) {
  const t = useText();
  const text = codes.join('\n');
  return (
    <div className="stack">
      <h3>{t('two_step.codes')}</h3>
      <p>{t('two_step.codes_about')}</p>
      <Copyable text={text} once>
        <Button onPress={onClose}>{t('two_step.codes_kept')}</Button>
      </Copyable>
    </div>
  );
}

interface QuestionProps {
  label: string;
  password?: boolean;
  pointer: string;
  action: string;
  act: (typed: string) => Promise<void>;
  onCancel?: () => void;
  children?: ReactNode;
}

/** One field and one button: the password, or a code. */
function Question({ label, password, pointer, action, act, onCancel, children }: QuestionProps) {
  const t = useText();
  const [typed, setTyped] = useState('');
  const [problem, setProblem] = useState<ProblemError>();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setProblem(undefined);
    try {
      await act(typed);
    } catch (error) {
      if (error instanceof ProblemError) setProblem(error);
      else tellFailure(error);
    }
  };
  return (
    <form className="stack" onSubmit={event => void submit(event)} noValidate>
      {children}
      <TextField
        label={label}
        type={password ? 'password' : 'text'}
        autoComplete={password ? 'current-password' : 'one-time-code'}
        leftToRight
        required
        autoFocus
        value={typed}
        onChange={setTyped}
        error={problem?.at(pointer)}
      />
      <Refusal problem={problem} fields={[pointer]} />
      <div className="actions">
        <Button look="primary" type="submit">
          {action}
        </Button>
        {onCancel && <Button onPress={onCancel}>{t('action.cancel')}</Button>}
      </div>
    </form>
  );
}

type Asking = 'nothing' | 'begin' | 'codes' | 'off';

/** The second step of signing in: switched on with a telephone, off with the password; an owner may ask it of everybody. */
export default function TwoStep({ onDone }: { onDone?: () => void }) {
  const t = useText();
  const { manner, may } = useReader();
  const queries = useQueryClient();
  const { data: state } = useQuery({ queryKey: ['two-step'], queryFn: () => body(api.GET('/api/v1/me/two-step')) });
  const [asking, setAsking] = useState<Asking>('nothing');
  const [secret, setSecret] = useState<{ secret: string; uri: string }>();
  const [codes, setCodes] = useState<string[]>();
  const settle = () => queries.invalidateQueries({ queryKey: ['two-step'] });
  const stop = () => setAsking('nothing');

  const begin = async (password: string) => setSecret(await body(api.POST('/api/v1/me/two-step', { body: { password } })));
  const confirm = async (code: string) => {
    setCodes((await body(api.POST('/api/v1/me/two-step/confirmation', { body: { code } }))).codes);
    setSecret(undefined);
    stop();
    await settle();
  };
  const renew = async (password: string) => {
    setCodes((await body(api.POST('/api/v1/me/two-step/recovery-codes', { body: { password } }))).codes);
    stop();
    await settle();
  };
  const switchOff = async (password: string) => {
    await body(api.POST('/api/v1/me/two-step/removal', { body: { password } }));
    stop();
    tell(t('two_step.is_off'));
    await settle();
  };
  const put = (required: boolean) => body(api.PUT('/api/v1/workspace/two-step', { body: { required } }));
  const require = async (required: boolean) => {
    try {
      await put(required);
      tell(t(required ? 'two_step.is_required' : 'two_step.is_optional'), () => put(!required).then(settle));
    } catch (error) {
      tellFailure(error);
    }
    await settle();
  };

  if (!state) return <Loading label={t('word.loading')} />;
  const question = () => {
    if (codes)
      return (
        <RecoveryCodes
          codes={codes}
          onClose={() => {
            setCodes(undefined);
            onDone?.();
          }}
        />
      );
    if (secret)
      return (
        <Question
          label={t('two_step.code')}
          pointer="/code"
          action={t('two_step.confirm')}
          act={confirm}
          onCancel={() => setSecret(undefined)}
        >
          <p>{t('two_step.scan')}</p>
          <QrPicture text={secret.uri} label={t('two_step.picture')} />
          <p className="muted small">{t('two_step.by_hand')}</p>
          <code className="code" dir="ltr">
            {secret.secret.replace(/(.{4})(?=.)/g, '$1 ')}
          </code>
        </Question>
      );
    if (asking === 'nothing') return null;
    const act = { begin, codes: renew, off: switchOff }[asking];
    return (
      <Question
        key={asking}
        label={t('me.current_password')}
        password
        pointer="/password"
        action={t('action.continue')}
        act={act}
        onCancel={stop}
      />
    );
  };
  const open = question();
  return (
    <>
      <Panel title={t('settings.two_step')}>
        <div className="stack">
          <p>{t('two_step.about')}</p>
          {state.on && state.since && (
            <p>
              {t('two_step.is_on', {
                since: shortDate(new Date(state.since), manner),
                left: number(state.recovery_codes_left, manner),
              })}
            </p>
          )}
          {open ?? (
            <div className="actions">
              {state.on ? (
                <>
                  <Button onPress={() => setAsking('codes')}>{t('two_step.renew')}</Button>
                  <Button look="quiet" onPress={() => setAsking('off')}>
                    {t('two_step.switch_off')}
                  </Button>
                </>
              ) : (
                <Button look="primary" onPress={() => setAsking('begin')}>
                  {t('two_step.switch_on')}
                </Button>
              )}
            </div>
          )}
        </div>
      </Panel>
      {may('people:write') && (
        <Panel title={t('two_step.everybody')}>
          <p className="muted">{t('two_step.everybody_about')}</p>
          {!state.on && !state.required && <p className="notice">{t('two_step.own_first')}</p>}
          <Switch on={state.required} isDisabled={!state.on && !state.required} onChange={required => void require(required)}>
            {t('two_step.require')}
          </Switch>
        </Panel>
      )}
    </>
  );
}
