// A webhook's name, address and events; a new one may bring the secret that the other program has made.
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api, body, ProblemError, tag, type Webhook, type WebhookSecret } from '../../../api/client';
import { putBack } from '../../../api/put-back';
import type { components } from '../../../api/schema';
import { useText } from '../../../i18n/texts';
import { Button } from '../../../ui/button';
import { Checkbox, TextField } from '../../../ui/fields';
import { Refusal } from '../../../ui/refusal';
import { tell, tellFailure } from '../../../ui/toast';
import { eventKey, events, type WebhookEvent } from './words';

export function WebhookEditor({ webhook, onSaved }: { webhook?: Webhook; onSaved: (made?: WebhookSecret) => void }) {
  const t = useText();
  const queries = useQueryClient();
  const [name, setName] = useState(webhook?.name ?? '');
  const [url, setUrl] = useState(webhook?.url ?? '');
  const [wanted, setWanted] = useState<WebhookEvent[]>(webhook?.events ?? ['lead.created']);
  const [on, setOn] = useState(webhook ? webhook.state === 'on' : true);
  const [secret, setSecret] = useState('');
  const [problem, setProblem] = useState<ProblemError>();
  const choose = (event: WebhookEvent, chosen: boolean) => setWanted(events.filter(one => (one === event ? chosen : wanted.includes(one))));
  const save = async (event: FormEvent) => {
    event.preventDefault();
    try {
      if (webhook) {
        const path = { params: { path: { id: webhook.id } } };
        const put = (version: number, wish: components['schemas']['WebhookDecisions']) =>
          body(api.PUT('/api/v1/webhooks/{id}', { ...path, headers: tag(version), body: wish }));
        const after = await put(webhook.version, { name, url, events: wanted, on });
        const before = { name: webhook.name, url: webhook.url, events: webhook.events, on: webhook.state === 'on' };
        const undo = () =>
          putBack({
            after,
            wish: { name, url, events: wanted, state: after.state },
            read: () => body(api.GET('/api/v1/webhooks/{id}', path)),
            put: version => put(version, before),
          }).then(() => queries.invalidateQueries({ queryKey: ['webhooks'] }));
        tell(t('webhooks.saved'), undo);
        onSaved();
      } else {
        onSaved(await body(api.POST('/api/v1/webhooks', { body: { name, url, events: wanted, secret: secret.trim() || undefined } })));
      }
    } catch (error) {
      if (error instanceof ProblemError) setProblem(error);
      else tellFailure(error);
    }
  };
  return (
    <form className="stack" onSubmit={event => void save(event)} noValidate>
      <TextField
        label={t('webhooks.name')}
        hint={t('webhooks.name_hint')}
        value={name}
        onChange={setName}
        error={problem?.at('/name')}
        autoFocus={!webhook}
        required
      />
      <TextField
        label={t('webhooks.url')}
        hint={url.trim().startsWith('http:') ? t('webhooks.url_open') : t('webhooks.url_hint')}
        type="url"
        leftToRight
        value={url}
        onChange={setUrl}
        error={problem?.at('/url')}
        required
      />
      <fieldset className="choices grid-2">
        <legend>{t('webhooks.events')}</legend>
        {events.map(event => (
          <Checkbox key={event} checked={wanted.includes(event)} onChange={chosen => choose(event, chosen)}>
            {t(eventKey(event))}
          </Checkbox>
        ))}
      </fieldset>
      {webhook ? (
        <Checkbox checked={on} onChange={setOn}>
          {t('webhooks.is_on')}
        </Checkbox>
      ) : (
        <TextField
          label={t('webhooks.own_secret')}
          hint={t('webhooks.own_secret_hint')}
          leftToRight
          value={secret}
          onChange={setSecret}
          error={problem?.at('/secret')}
          autoComplete="off"
        />
      )}
      <Refusal problem={problem} fields={['/name', '/url', '/secret']} />
      <div className="actions">
        <Button look="primary" type="submit" isDisabled={!name.trim() || !url.trim() || wanted.length === 0}>
          {t('action.save')}
        </Button>
      </div>
    </form>
  );
}
