// What a person decides about a link: what it is called, where it stands, where it leads, and what it says of itself.
import type { LinkWish, ProblemError } from '../../api/client';
import { useForms } from '../../api/forms';
import { useReader } from '../../app/session';
import { useText } from '../../i18n/texts';
import { SelectField, TextField } from '../../ui/fields';
import { useChannelNames } from '../card/channels';

export const kinds = ['post', 'story', 'poster', 'stand', 'message', 'other'] as const;
type Kind = (typeof kinds)[number];
// By a link nobody comes so.
const unfit = ['search_organic', 'cold_call', 'direct'];
const tagNames = ['source', 'medium', 'campaign', 'content'] as const;

// What is usual for each kind; whoever knows better writes over it.
const usual: Record<Kind, { channel: string; source: string; medium: string }> = {
  post: { channel: 'social_own', source: 'instagram', medium: 'post' },
  story: { channel: 'social_own', source: 'instagram', medium: 'story' },
  poster: { channel: 'event', source: 'poster', medium: 'poster' },
  stand: { channel: 'event', source: 'stand', medium: 'event' },
  message: { channel: 'sms', source: 'sms', medium: 'sms' },
  other: { channel: '', source: '', medium: '' },
};

export type LinkDraft = Required<Pick<LinkWish, 'kind' | 'name'>> & {
  form_id: string; // '' for an address
  address: string;
  channel: string;
  tags: { source: string; medium: string; campaign: string; content: string };
};

export function draftOf(wish?: LinkWish, kind: Kind = 'story'): LinkDraft {
  const { channel, source, medium } = usual[kind];
  return {
    kind: wish?.kind ?? kind,
    name: wish?.name ?? '',
    form_id: wish?.form_id ?? '',
    address: wish?.address ?? '',
    channel: wish ? (wish.channel ?? '') : channel,
    tags: { source: '', medium: '', campaign: '', content: '', ...(wish ? wish.tags : { source, medium }) },
  };
}
export const wishOf = ({ form_id, address, ...draft }: LinkDraft): LinkWish => ({ ...draft, ...(form_id ? { form_id } : { address }) });

/** The draft for another kind: what was still as usual becomes usual for that one. */
function ofKind(draft: LinkDraft, kind: Kind, offered: (channel: string) => string): LinkDraft {
  const [was, is] = [usual[draft.kind], usual[kind]];
  const { source, medium } = draft.tags;
  return {
    ...draft,
    kind,
    channel: draft.channel === offered(was.channel) ? offered(is.channel) : draft.channel,
    tags: {
      ...draft.tags,
      source: source === was.source ? is.source : source,
      medium: medium === was.medium ? is.medium : medium,
    },
  };
}

interface LinkFieldsProps {
  draft: LinkDraft;
  onChange: (draft: LinkDraft) => void;
  problem: ProblemError | undefined;
  pointer?: string; // where the link stands in what is sent
  autoFocus?: boolean;
}

export function LinkFields({ draft, onChange, problem, pointer = '', autoFocus = false }: LinkFieldsProps) {
  const t = useText();
  const { manner } = useReader();
  const { optionsFor, usual: offered } = useChannelNames();
  const forms = (useForms().data ?? []).filter(form => form.state !== 'archived' || form.id === draft.form_id);
  const at = (name: string) => problem?.at(`${pointer}/${name}`);
  const set = (change: Partial<LinkDraft>) => onChange({ ...draft, ...change });
  return (
    <>
      <TextField
        label={t('links.name')}
        hint={t('links.name_hint')}
        value={draft.name}
        onChange={name => set({ name })}
        error={at('name')}
        autoFocus={autoFocus}
        required
      />
      <SelectField
        label={t('links.kind')}
        value={draft.kind}
        onChange={kind => onChange(ofKind(draft, kind as Kind, offered))}
        options={kinds.map(id => ({ id, label: t(`link_kind.${id}`) }))}
      />
      <SelectField
        label={t('links.leads_to')}
        value={draft.form_id}
        onChange={form_id => set({ form_id })}
        options={[
          { id: '', label: t('links.to_address') },
          ...forms.map(form => ({
            id: form.id,
            label: `${t('palette.form')}: ${form.title[manner.language] || form.title.fa || form.title.en || ''}`,
          })),
        ]}
      />
      {!draft.form_id && (
        <TextField
          label={t('links.address')}
          type="url"
          leftToRight
          placeholder="https://"
          value={draft.address}
          onChange={address => set({ address })}
          error={at('address')}
        />
      )}
      <SelectField
        label={t('links.channel')}
        hint={t('links.channel_hint')}
        value={draft.channel}
        onChange={channel => set({ channel })}
        options={[{ id: '', label: t('links.by_tags') }, ...optionsFor(draft.channel, unfit)]}
      />
      <details className="link-tags">
        <summary>{t('links.tags')}</summary>
        <p className="muted small">{t('links.tags_about')}</p>
        <div className="grid-2">
          {tagNames.map(tag => (
            <TextField
              key={tag}
              label={`utm_${tag}`}
              leftToRight
              value={draft.tags[tag]}
              onChange={value => set({ tags: { ...draft.tags, [tag]: value } })}
            />
          ))}
        </div>
      </details>
    </>
  );
}
