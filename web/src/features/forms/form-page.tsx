import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { Archive, ArrowLeft, ExternalLink, Globe, GlobeLock } from 'lucide-react';
import { useCallback, useRef, useState } from 'react';
import type { Form } from '../../api/client';
import { useForm, useFormActs } from '../../api/forms';
import { useReader } from '../../app/session';
import { useText } from '../../i18n/texts';
import { Badge, Loading, Ltr, Panel, User } from '../../ui/bits';
import { Button, IconButton } from '../../ui/button';
import { Copyable } from '../../ui/copyable';
import { Confirm } from '../../ui/dialog';
import { Tabs } from '../../ui/tabs';
import { tell, tellFailure } from '../../ui/toast';
import { Unavailable } from '../../ui/unavailable';
import { Builder } from './builder';
import { DropOff } from './dropoff';
import { Submissions } from './submissions';

const tabs = ['build', 'share', 'submissions', 'dropoff'] as const;

function Share({ form }: { form: Form }) {
  const t = useText();
  const part = (title: string, about: string, text: string) => (
    <Panel title={title}>
      <p className="muted">{about}</p>
      <Copyable text={text} />
    </Panel>
  );
  return (
    <div className="page narrow">
      {form.state !== 'published' && <p className="notice">{t('share.not_published')}</p>}
      {part(t('share.page'), t('share.page_about'), form.page_url)}
      {part(t('share.embed'), t('share.embed_about'), form.embed_code)}
      {part(t('share.api'), t('share.api_about'), `POST ${new URL(form.page_url).origin}/api/v1/forms/${form.public_id}/submissions`)}
    </div>
  );
}

export function FormPage() {
  const t = useText();
  const { manner, may } = useReader();
  const navigate = useNavigate();
  const { formId = '' } = useParams({ strict: false });
  const { data: form, error, refetch } = useForm(formId);
  const { publish, close, archive, restore } = useFormActs();
  const [asking, setAsking] = useState<'publish' | 'close'>();
  const settled = useRef<() => Promise<void>>(undefined);
  const onSettle = useCallback((wait: () => Promise<void>) => {
    settled.current = wait;
  }, []);
  const { tab: wished } = useSearch({ from: '/desk/forms/$formId' });
  if (error) return <Unavailable error={error} again={refetch} />;
  if (!form) return <Loading label={t('word.loading')} />;
  const done = async (act: (form: Form) => Promise<Form>, said: string, back?: (form: Form) => Promise<Form>) => {
    try {
      await settled.current?.(); // what was typed a moment ago goes along
      const now = await act(form);
      tell(said, back && (() => back(now)));
    } catch (failure) {
      tellFailure(failure);
    }
  };
  // With changes that nobody has seen, what visitors saw until now does not come back.
  const forGood = { publish: () => done(publish, t('forms.published')), close: () => done(close, t('forms.closed')) };
  const shown = tabs.filter(one => one !== 'build' || may('forms:write'));
  const tab = shown.find(one => one === wished) ?? shown[0] ?? 'submissions';
  return (
    <>
      <div className="topline">
        <IconButton label={t('action.back')} icon={ArrowLeft} mirrored onPress={() => void navigate({ to: '/forms' })} />
        <h1>
          <User>{form.title[manner.language] || form.title.fa || form.title.en}</User>
        </h1>
        <Badge colour={form.state === 'published' ? 'green' : 'grey'}>{t(`form_state.${form.state}`)}</Badge>
        {form.state === 'published' && (
          <a className="small with-icon" href={form.page_url} target="_blank" rel="noreferrer">
            <ExternalLink size={15} aria-hidden /> <Ltr>{new URL(form.page_url).pathname}</Ltr>
          </a>
        )}
        {may('forms:write') && (
          <>
            {form.state === 'archived' && (
              <Button onPress={() => void done(restore, t('forms.restored'), archive)}>{t('action.restore')}</Button>
            )}
            {form.state !== 'archived' && (form.state !== 'published' || form.has_changes) && (
              <Button
                look="primary"
                icon={Globe}
                onPress={() => (form.state === 'published' ? setAsking('publish') : void done(publish, t('forms.published'), close))}
              >
                {form.state === 'published' ? t('forms.publish_changes') : t('forms.publish')}
              </Button>
            )}
            {form.state === 'published' && (
              <Button
                icon={GlobeLock}
                onPress={() => (form.has_changes ? setAsking('close') : void done(close, t('forms.closed'), publish))}
              >
                {t('forms.close')}
              </Button>
            )}
            {form.state === 'draft' && (
              <IconButton
                label={t('forms.archive')}
                icon={Archive}
                onPress={() => void done(archive, t('forms.archived'), restore).then(() => navigate({ to: '/forms' }))}
              />
            )}
          </>
        )}
      </div>
      <div className="topline">
        <Tabs
          label={t('forms.parts')}
          tabs={shown.map(id => ({ id, label: t(`form_tab.${id}`) }))}
          current={tab}
          onChange={next => void navigate({ to: '/forms/$formId', params: { formId }, search: { tab: next }, replace: true })}
        />
      </div>
      {tab === 'build' && <Builder key={form.id} form={form} onSettle={onSettle} />}
      {tab === 'share' && <Share form={form} />}
      {tab === 'submissions' && <Submissions form={form} />}
      {tab === 'dropoff' && <DropOff form={form} />}
      <Confirm
        title={t(asking === 'close' ? 'forms.close' : 'forms.publish_changes')}
        open={!!asking}
        onClose={() => setAsking(undefined)}
        onConfirm={() => asking && void forGood[asking]()}
        action={t(asking === 'close' ? 'forms.close' : 'forms.publish_changes')}
      >
        <p>{t(asking === 'close' ? 'forms.close_about' : 'forms.changes_about')}</p>
      </Confirm>
    </>
  );
}
