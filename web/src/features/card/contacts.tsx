import { useQueryClient } from '@tanstack/react-query';
import { Plus, Trash2 } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { api, body, type Lead, ProblemError } from '../../api/client';
import { useLeadActs } from '../../api/leads';
import { useReader } from '../../app/session';
import { useText } from '../../i18n/texts';
import { phone as phoneText } from '../../lib/format';
import { Badge, Ltr, Panel } from '../../ui/bits';
import { Button, IconButton } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { SelectField, TextField } from '../../ui/fields';
import { tell, tellFailure } from '../../ui/toast';
import { networks } from './words';

type Kind = 'phones' | 'emails' | 'handles';

function useContacts(lead: Lead) {
  const { settle } = useLeadActs();
  const queries = useQueryClient();
  const add = async (kind: Kind, content: { value: string; network?: string }) => {
    const call = { params: { path: { id: lead.id } }, body: content as never };
    settle(
      await body(
        kind === 'phones'
          ? api.POST('/api/v1/leads/{id}/phones', call)
          : kind === 'emails'
            ? api.POST('/api/v1/leads/{id}/emails', call)
            : api.POST('/api/v1/leads/{id}/handles', call),
      ),
    );
    void queries.invalidateQueries({ queryKey: ['leads'] });
  };
  const remove = async (kind: Kind, item: string) => {
    const call = { params: { path: { id: lead.id, item } } };
    settle(
      await body(
        kind === 'phones'
          ? api.DELETE('/api/v1/leads/{id}/phones/{item}', call)
          : kind === 'emails'
            ? api.DELETE('/api/v1/leads/{id}/emails/{item}', call)
            : api.DELETE('/api/v1/leads/{id}/handles/{item}', call),
      ),
    );
  };
  return { add, remove };
}

function AddContact({ lead, onClose }: { lead: Lead; onClose: () => void }) {
  const t = useText();
  const { add } = useContacts(lead);
  const [kind, setKind] = useState<Kind>('phones');
  const [network, setNetwork] = useState('instagram');
  const [value, setValue] = useState('');
  const [error, setError] = useState<string>();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    try {
      await add(kind, kind === 'handles' ? { value, network } : { value });
      onClose();
    } catch (failure) {
      setError(failure instanceof ProblemError ? (failure.faults[0]?.detail ?? failure.message) : String(failure));
    }
  };
  return (
    <Dialog title={t('contact.add')} open onClose={onClose}>
      <form className="stack" onSubmit={event => void submit(event)}>
        <SelectField
          label={t('contact.kind')}
          value={kind}
          onChange={next => setKind(next as Kind)}
          options={[
            { id: 'phones', label: t('field.phone') },
            { id: 'emails', label: t('field.email') },
            { id: 'handles', label: t('field.handle') },
          ]}
        />
        {kind === 'handles' && (
          <SelectField
            label={t('contact.network')}
            value={network}
            onChange={setNetwork}
            options={networks.map(one => ({ id: one, label: t(`network.${one}`) }))}
          />
        )}
        <TextField label={t('contact.value')} value={value} onChange={setValue} leftToRight error={error} autoFocus />
        <div className="actions">
          <Button look="primary" type="submit">
            {t('action.save')}
          </Button>
          <Button onPress={onClose}>{t('action.cancel')}</Button>
        </div>
      </form>
    </Dialog>
  );
}

export function Contacts({ lead, readOnly }: { lead: Lead; readOnly: boolean }) {
  const t = useText();
  const { manner } = useReader();
  const { add, remove } = useContacts(lead);
  const [adding, setAdding] = useState(false);
  const take = (kind: Kind, item: string, content: { value: string; network?: string }) => async () => {
    try {
      await remove(kind, item);
      tell(t('contact.removed'), () => void add(kind, content).catch(tellFailure));
    } catch (error) {
      tellFailure(error);
    }
  };
  const removal = (act: () => Promise<void>) =>
    !readOnly && <IconButton label={t('contact.remove')} icon={Trash2} onPress={() => void act()} />;
  return (
    <Panel
      title={t('card.contacts')}
      actions={
        !readOnly && (
          <Button look="quiet" icon={Plus} onPress={() => setAdding(true)}>
            {t('contact.add')}
          </Button>
        )
      }
    >
      {(lead.phones ?? []).map(item => (
        <div className="contact" key={item.id}>
          <a href={`tel:${item.value}`}>
            <Ltr>{phoneText(item.value, manner)}</Ltr>
          </a>
          <Badge>{t(`phone_type.${item.type ?? 'other'}`)}</Badge>
          {item.restrictions?.map(restriction => (
            <Badge key={restriction} colour="orange">
              {t(`restriction.${restriction}`)}
            </Badge>
          ))}
          {removal(take('phones', item.id, { value: item.value }))}
        </div>
      ))}
      {(lead.emails ?? []).map(item => (
        <div className="contact" key={item.id}>
          <a href={`mailto:${item.value}`}>
            <Ltr>{item.value}</Ltr>
          </a>
          {removal(take('emails', item.id, { value: item.value }))}
        </div>
      ))}
      {(lead.handles ?? []).map(item => (
        <div className="contact" key={item.id}>
          <Ltr>{item.value}</Ltr>
          <Badge>{t(`network.${item.network}`)}</Badge>
          {removal(take('handles', item.id, { value: item.value, network: item.network }))}
        </div>
      ))}
      {!lead.phones?.length && !lead.emails?.length && !lead.handles?.length && <p className="muted">{t('card.no_contacts')}</p>}
      {adding && <AddContact lead={lead} onClose={() => setAdding(false)} />}
    </Panel>
  );
}
