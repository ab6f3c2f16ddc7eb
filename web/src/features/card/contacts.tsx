// Every way to reach the person: phones with what they may be used for, addresses, networks; each from where it is known.
import { Pencil, Plus, Trash2 } from 'lucide-react';
import { type FormEvent, type ReactNode, useState } from 'react';
import { api, body, type Lead, ProblemError, tag } from '../../api/client';
import { useLeadActs } from '../../api/leads';
import type { components } from '../../api/schema';
import { useReader } from '../../app/session';
import { type Translate, useText } from '../../i18n/texts';
import { type Manner, phone as phoneText } from '../../lib/format';
import { titleWithKey, useListedShortcuts } from '../../lib/keys';
import { Badge, Ltr, Panel, User } from '../../ui/bits';
import { Button, IconButton } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { Checkbox, SelectField, TextField } from '../../ui/fields';
import { Hidden } from '../../ui/hidden';
import { tell, tellFailure } from '../../ui/toast';
import { listMark } from './values';
import { emailTypes, networks, phoneTypes, restrictions } from './words';

type Kind = 'phones' | 'emails' | 'handles';
type Phone = components['schemas']['Phone'];
type Content = components['schemas']['ContactChange'];
interface Item extends Content {
  id: string;
  origin?: string;
}

const kindLabels = { phones: 'field.phone', emails: 'field.email', handles: 'field.handle' } as const;
const allKinds = Object.keys(kindLabels) as Kind[];
const isKept = (lead: Lead, kind: Kind): boolean => !!lead.hidden?.includes(kind);
const seenKinds = (lead: Lead): Kind[] => allKinds.filter(kind => !isKept(lead, kind));

/** Each says what it has done by `done`. What a colleague has changed meanwhile in the same list is not written over: then one is asked. */
function useContacts() {
  const { put } = useLeadActs();
  type Done = (after: Lead) => void;
  const call = (lead: Lead, content: Content) => ({ params: { path: { id: lead.id } }, body: content as never });
  const at = (lead: Lead, item: string) => ({ params: { path: { id: lead.id, item } }, headers: tag(lead.version) });
  const listOf = (kind: Kind) => (lead: Lead) => ({ [kind]: lead[kind] });
  return {
    add: (lead: Lead, kind: Kind, content: Content, done: Done) => {
      const send = (now: Lead) =>
        body(
          kind === 'phones'
            ? api.POST('/api/v1/leads/{id}/phones', call(now, content))
            : kind === 'emails'
              ? api.POST('/api/v1/leads/{id}/emails', call(now, content))
              : api.POST('/api/v1/leads/{id}/handles', call(now, content)),
        );
      return put(lead, send, listOf(kind), done);
    },
    change: (lead: Lead, kind: Kind, item: string, content: Content, done: Done) => {
      const send = (now: Lead) =>
        body(
          kind === 'phones'
            ? api.PATCH('/api/v1/leads/{id}/phones/{item}', { ...at(now, item), body: content })
            : kind === 'emails'
              ? api.PATCH('/api/v1/leads/{id}/emails/{item}', { ...at(now, item), body: content })
              : api.PATCH('/api/v1/leads/{id}/handles/{item}', { ...at(now, item), body: content }),
        );
      return put(lead, send, listOf(kind), done);
    },
    remove: (lead: Lead, kind: Kind, item: string, done: Done) => {
      const send = (now: Lead) =>
        body(
          kind === 'phones'
            ? api.DELETE('/api/v1/leads/{id}/phones/{item}', at(now, item))
            : kind === 'emails'
              ? api.DELETE('/api/v1/leads/{id}/emails/{item}', at(now, item))
              : api.DELETE('/api/v1/leads/{id}/handles/{item}', at(now, item)),
        );
      return put(lead, send, listOf(kind), done);
    },
  };
}
const nothingMore = () => undefined;

/** What of an item can be written: its id and its origin stay as they are. */
function contentOf(kind: Kind, item: Content): Content {
  const { value, type, network, restrictions: rules, primary } = item;
  if (kind === 'phones') return { value, type, restrictions: rules ?? [], primary: primary || undefined };
  if (kind === 'emails') return { value, type, primary: primary || undefined };
  return { value, network };
}

function ContactDialog({ lead, kind: given, item, onClose }: { lead: Lead; kind?: Kind; item?: Item; onClose: () => void }) {
  const t = useText();
  const { add, change, remove } = useContacts();
  const kinds = seenKinds(lead);
  const [kind, setKind] = useState<Kind>(given ?? kinds[0] ?? 'phones');
  const [draft, setDraft] = useState<Content>(item ?? { value: '' });
  const [problem, setProblem] = useState<ProblemError>();
  const set = (next: Partial<Content>) => setDraft({ ...draft, ...next });
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const wish = contentOf(kind, kind === 'handles' ? { network: 'instagram', ...draft } : draft);
    try {
      if (item) {
        const content = wish.value === item.value ? { ...wish, value: undefined } : wish;
        await change(lead, kind, item.id, content, after =>
          tell(t('card.saved'), () => void change(after, kind, item.id, contentOf(kind, item), nothingMore).catch(tellFailure)),
        );
      } else {
        const had = new Set(lead[kind]?.map(one => one.id));
        await add(lead, kind, wish, after => {
          const made = after[kind]?.find(one => !had.has(one.id));
          if (made) tell(t('contact.added'), () => void remove(after, kind, made.id, nothingMore).catch(tellFailure));
        });
      }
      onClose();
    } catch (failure) {
      if (failure instanceof ProblemError) setProblem(failure);
      else tellFailure(failure);
    }
  };
  const atValue = problem?.at('/value');
  return (
    <Dialog title={item ? t('contact.change') : t('contact.add')} open onClose={onClose}>
      <form className="stack" onSubmit={event => void submit(event)} noValidate>
        {!item && (
          <SelectField
            label={t('contact.kind')}
            value={kind}
            onChange={next => setKind(next as Kind)}
            options={kinds.map(id => ({ id, label: t(kindLabels[id]) }))}
          />
        )}
        {kind === 'handles' && (
          <SelectField
            label={t('contact.network')}
            value={draft.network ?? 'instagram'}
            onChange={network => set({ network: network as 'instagram' })}
            options={networks.map(one => ({ id: one, label: t(`network.${one}`) }))}
          />
        )}
        <TextField
          label={kind === 'phones' ? t('field.phone') : kind === 'emails' ? t('field.email') : t('contact.value')}
          type={kind === 'phones' ? 'tel' : 'text'}
          value={draft.value ?? ''}
          onChange={value => set({ value })}
          leftToRight
          error={atValue ?? (problem && problem.faults.length === 0 ? problem.message : undefined)}
          autoFocus
        />
        {kind === 'phones' && (
          <>
            <SelectField
              label={t('contact.type')}
              value={draft.type ?? ''}
              onChange={type => set({ type: type || undefined })}
              options={[
                ...(item ? [] : [{ id: '', label: t('contact.by_itself') }]),
                ...phoneTypes.map(one => ({ id: one, label: t(`phone_type.${one}`) })),
              ]}
            />
            <fieldset className="choices">
              <legend>{t('contact.restrictions')}</legend>
              {restrictions.map(one => (
                <Checkbox
                  key={one}
                  checked={!!draft.restrictions?.includes(one)}
                  onChange={on =>
                    set({ restrictions: on ? [...(draft.restrictions ?? []), one] : draft.restrictions?.filter(other => other !== one) })
                  }
                >
                  {t(`restriction.${one}`)}
                </Checkbox>
              ))}
            </fieldset>
          </>
        )}
        {kind === 'emails' && (
          <SelectField
            label={t('contact.type')}
            value={draft.type ?? ''}
            onChange={type => set({ type: type || undefined })}
            options={[
              ...(item ? [] : [{ id: '', label: t('contact.by_itself') }]),
              ...emailTypes.map(one => ({ id: one, label: t(`email_type.${one}`) })),
            ]}
          />
        )}
        {kind !== 'handles' && (
          <Checkbox checked={!!draft.primary} disabled={!!item?.primary} onChange={primary => set({ primary })}>
            {t('contact.make_primary')}
          </Checkbox>
        )}
        {problem && !atValue && problem.faults.length > 0 && (
          <p className="error" role="alert">
            {problem.faults[0]?.detail}
          </p>
        )}
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

/** A number is a link for what it may be used for, and no link when it may not be rung. */
function addressOf({ value, restrictions: rules = [] }: Phone): string | undefined {
  if (rules.includes('whatsapp_only')) return `https://wa.me/${value.replace(/^\+|;.*$/g, '')}`;
  if (rules.includes('sms_only')) return `sms:${value}`;
  return rules.includes('no_calls') ? undefined : `tel:${value}`;
}

/** Whom one rings who rings the person: the first number that may be rung. */
export const callAddress = (lead: Lead): string | undefined => lead.phones?.map(addressOf).find(address => address?.startsWith('tel:'));

/** "form:…" of the server in words. */
function originText(t: Translate, manner: Manner, origin: string | undefined): ReactNode {
  const [kind, ...rest] = (origin ?? '').split(':');
  const name = rest.join(':');
  const known = (['form', 'import', 'person', 'api', 'system'] as const).find(one => one === kind);
  if (!known) return null;
  return (
    <span className="muted small origin">
      {t(`contact_origin.${known}`)}
      {name && (known === 'person' ? listMark(manner) : ' ')}
      {name && <User>{name}</User>}
    </span>
  );
}

export function Contacts({ lead, readOnly }: { lead: Lead; readOnly: boolean }) {
  const t = useText();
  const { manner } = useReader();
  const { add, remove } = useContacts();
  const callKey = useListedShortcuts().here.find(shortcut => shortcut.code === 'KeyC'); // where there is one
  const [editing, setEditing] = useState<{ kind?: Kind; item?: Item }>();
  const takeAway = async (kind: Kind, item: Item) => {
    try {
      await remove(lead, kind, item.id, after =>
        tell(t('contact.removed'), () => void add(after, kind, contentOf(kind, item), nothingMore).catch(tellFailure)),
      );
    } catch (error) {
      tellFailure(error);
    }
  };
  const row = (kind: Kind, item: Item, value: ReactNode, marks: ReactNode) => (
    <li className="contact" key={item.id}>
      <div>
        {value} {marks}
        {originText(t, manner, item.origin)}
      </div>
      {!readOnly && (
        <span className="contact-acts">
          <IconButton label={t('contact.change')} icon={Pencil} onPress={() => setEditing({ kind, item })} />
          <IconButton label={t('contact.remove')} icon={Trash2} onPress={() => void takeAway(kind, item)} />
        </span>
      )}
    </li>
  );
  const several = (lead.phones?.length ?? 0) + (lead.emails?.length ?? 0) > 2;
  const primary = (item: Item) => several && item.primary && <Badge colour="teal">{t('contact.primary')}</Badge>;
  return (
    <Panel
      title={t('card.contacts')}
      actions={
        !readOnly &&
        seenKinds(lead).length > 0 && (
          <Button look="quiet" icon={Plus} onPress={() => setEditing({})}>
            {t('contact.add')}
          </Button>
        )
      }
    >
      <ul className="contacts">
        {allKinds
          .filter(kind => isKept(lead, kind))
          .map(kind => (
            <li className="contact" key={kind}>
              <div>
                <span className="muted">{t(kindLabels[kind])}:</span> <Hidden />
              </div>
            </li>
          ))}
        {(lead.phones ?? []).map(item => {
          const address = addressOf(item);
          const text = <Ltr>{phoneText(item.value, manner, item.display)}</Ltr>;
          return row(
            'phones',
            item,
            address ? (
              <a href={address} title={callKey && address === callAddress(lead) ? titleWithKey(callKey.label ?? '', callKey) : undefined}>
                {text}
              </a>
            ) : (
              <b>{text}</b>
            ),
            <>
              <Badge>{t(`phone_type.${item.type ?? 'other'}`)}</Badge>
              {primary(item)}
              {item.restrictions?.map(one => (
                <Badge key={one} colour="orange">
                  {t(`restriction.${one}`)}
                </Badge>
              ))}
            </>,
          );
        })}
        {(lead.emails ?? []).map(item =>
          row(
            'emails',
            item,
            <a href={`mailto:${item.value}`}>
              <Ltr>{item.value}</Ltr>
            </a>,
            <>
              <Badge>{t(`email_type.${item.type ?? 'other'}`)}</Badge>
              {primary(item)}
            </>,
          ),
        )}
        {(lead.handles ?? []).map(item =>
          row(
            'handles',
            item,
            <b>
              <Ltr>{item.value}</Ltr>
            </b>,
            <Badge>{t(`network.${item.network}`)}</Badge>,
          ),
        )}
      </ul>
      {allKinds.every(kind => !lead[kind]?.length && !isKept(lead, kind)) && <p className="muted">{t('card.no_contacts')}</p>}
      {editing && <ContactDialog lead={lead} {...editing} onClose={() => setEditing(undefined)} />}
    </Panel>
  );
}
