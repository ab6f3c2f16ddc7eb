// Advertisements on other people's pages: whose page it is, who reads it, how well they fit, and what came of it.
import { Archive, ArchiveRestore, Megaphone, Pencil } from 'lucide-react';
import { type FormEvent, type ReactNode, useState } from 'react';
import { type Link, type Placement, type PlacementWish, ProblemError } from '../../api/client';
import { useLinkActs, useLinks, usePlacements } from '../../api/links';
import { useReader } from '../../app/session';
import { useText } from '../../i18n/texts';
import { apart, number, shortDay } from '../../lib/format';
import { Badge, Empty, Loading, Ltr, User } from '../../ui/bits';
import { Button, IconButton } from '../../ui/button';
import { DateField } from '../../ui/date-field';
import { Dialog } from '../../ui/dialog';
import { SelectField, Switch, TextField } from '../../ui/fields';
import { Refusal } from '../../ui/refusal';
import { tell, tellFailure } from '../../ui/toast';
import { Unavailable } from '../../ui/unavailable';
import { useChannelNames } from '../card/channels';
import { Figures } from './figures';
import { draftOf, type LinkDraft, LinkFields, wishOf } from './link-fields';
import { shortAddress } from './target';

const grades = [1, 2, 3, 4, 5] as const;

const factsOf = (placement: Placement | undefined) => ({
  publisher: placement?.publisher ?? '',
  page: placement?.page ?? '',
  audience: placement?.audience ?? '',
  fit: placement?.fit ?? 0,
  fit_note: placement?.fit_note ?? '',
  starts_on: placement?.starts_on ?? '',
  ends_on: placement?.ends_on ?? '',
});

function PlacementEditor({ placement, links, onDone }: { placement: Placement | undefined; links: Link[]; onDone: () => void }) {
  const t = useText();
  const { place, putPlacementBack, archivePlacement, archive } = useLinkActs();
  const [facts, setFacts] = useState(factsOf(placement));
  const [linkId, setLinkId] = useState(placement?.link_id ?? '');
  const { usual } = useChannelNames();
  const [changed, setChanged] = useState<LinkDraft>();
  const draft = changed ?? { ...draftOf(undefined, 'other'), channel: usual('banner') };
  const [problem, setProblem] = useState<ProblemError>();
  const set = (change: Partial<typeof facts>) => setFacts({ ...facts, ...change });
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    // A link that is made for the placement is called as its publisher, unless one says otherwise.
    const named = { ...draft, name: draft.name.trim() || facts.publisher };
    const wish: PlacementWish = { ...facts, ...(linkId ? { link_id: linkId } : { link: wishOf(named) }) };
    try {
      const saved = await place(wish, placement);
      tell(t('placements.saved'), async () => {
        await (placement ? putPlacementBack(saved, { ...factsOf(placement), link_id: placement.link_id }) : archivePlacement(saved));
        if (!linkId) await archive({ id: saved.link_id }); // the one that was made for it
      });
      onDone();
    } catch (error) {
      if (error instanceof ProblemError) setProblem(error);
      else tellFailure(error);
    }
  };
  return (
    <form className="stack" onSubmit={event => void submit(event)} noValidate>
      <TextField
        label={t('placements.publisher')}
        hint={t('placements.publisher_hint')}
        value={facts.publisher}
        onChange={publisher => set({ publisher })}
        error={problem?.at('/publisher')}
        autoFocus={!placement}
        required
      />
      <TextField
        label={t('placements.page')}
        type="url"
        leftToRight
        placeholder="https://"
        value={facts.page}
        onChange={page => set({ page })}
        error={problem?.at('/page')}
        required
      />
      <TextField
        label={t('placements.audience')}
        hint={t('placements.audience_hint')}
        lines={2}
        value={facts.audience}
        onChange={audience => set({ audience })}
      />
      <SelectField
        label={t('placements.fit')}
        hint={t('placements.fit_hint')}
        value={String(facts.fit)}
        onChange={fit => set({ fit: Number(fit) })}
        options={[{ id: '0', label: t('placements.not_judged') }, ...grades.map(id => ({ id: String(id), label: t(`fit.${id}`) }))]}
      />
      <TextField label={t('placements.fit_note')} lines={2} value={facts.fit_note} onChange={fit_note => set({ fit_note })} />
      <div className="grid-2">
        <DateField label={t('placements.starts_on')} value={facts.starts_on} onChange={starts_on => set({ starts_on })} />
        <DateField label={t('placements.ends_on')} value={facts.ends_on} onChange={ends_on => set({ ends_on })} />
      </div>
      <SelectField
        label={t('placements.link')}
        hint={t('placements.link_hint')}
        value={linkId}
        onChange={setLinkId}
        options={[{ id: '', label: t('placements.new_link') }, ...links.map(link => ({ id: link.id, label: link.name }))]}
      />
      {!linkId && (
        <fieldset className="stack link-of-placement">
          <legend>{t('placements.new_link')}</legend>
          <LinkFields draft={draft} onChange={setChanged} problem={problem} pointer="/link" />
        </fieldset>
      )}
      <Refusal problem={problem} fields={['/publisher', '/page', '/link/name', '/link/address']} />
      <div className="actions">
        <Button look="primary" icon={Megaphone} type="submit">
          {t('action.save')}
        </Button>
      </div>
    </form>
  );
}

function Days({ placement }: { placement: Placement }) {
  const t = useText();
  const { manner } = useReader();
  const { starts_on: from, ends_on: to } = placement;
  if (!from && !to) return null;
  const [first, last] = [from && shortDay(from, manner), to && shortDay(to, manner)];
  return (
    <div className="muted small">
      {first && last
        ? t('placements.between', { first, last })
        : first
          ? t('placements.from', { first })
          : t('placements.until', { last: last ?? '' })}
    </div>
  );
}

function Row({
  placement,
  link,
  onEdit,
  onArchive,
}: {
  placement: Placement;
  link: Link | undefined;
  onEdit: () => void;
  onArchive: () => void;
}) {
  const t = useText();
  const { manner, may } = useReader();
  const fit = placement.fit ?? 0;
  return (
    <tr data-archived={!!placement.archived_at}>
      <td>
        <b>
          <User>{placement.publisher}</User>
        </b>
        <div>
          <a className="small" href={placement.page} target="_blank" rel="noreferrer">
            <Ltr>{shortAddress(placement.page)}</Ltr>
          </a>
        </div>
        <Days placement={placement} />
      </td>
      <td data-label={t('placements.audience')}>
        <span>
          <User>{placement.audience || '—'}</User>
          {fit > 0 && (
            <div className="row">
              <Badge colour={fit >= 4 ? 'green' : fit === 3 ? 'yellow' : 'orange'}>
                {t('placements.fit_of', { fit: number(fit, manner), most: number(5, manner) })}
              </Badge>
              <span className="muted small">
                <User>{placement.fit_note}</User>
              </span>
            </div>
          )}
        </span>
      </td>
      {link && <Figures link={link} />}
      <td className="row-acts">
        {may('forms:write') && (
          <>
            <IconButton label={t('links.edit', { name: placement.publisher })} icon={Pencil} onPress={onEdit} />
            <IconButton
              label={t(placement.archived_at ? 'links.restore' : 'links.archive', { name: placement.publisher })}
              icon={placement.archived_at ? ArchiveRestore : Archive}
              onPress={onArchive}
            />
          </>
        )}
      </td>
    </tr>
  );
}

export function Placements({ make, making, onMade }: { make: ReactNode; making: boolean; onMade: () => void }) {
  const t = useText();
  const { data, isPending, error, refetch } = usePlacements();
  const { data: links } = useLinks();
  const { archivePlacement, restorePlacement } = useLinkActs();
  const [changed, setChanged] = useState<Placement>();
  const edited = making ? 'new' : changed;
  const done = making ? onMade : () => setChanged(undefined);
  const [all, setAll] = useState(false);
  const put = async (one: Placement) => {
    try {
      await (one.archived_at ? restorePlacement(one) : archivePlacement(one));
      const name = apart(one.publisher);
      if (one.archived_at) tell(t('placements.restored', { name }), () => archivePlacement(one));
      else tell(t('placements.archived', { name }), () => restorePlacement(one));
    } catch (failure) {
      tellFailure(failure);
    }
  };
  const shown = data?.filter(one => all || !one.archived_at) ?? [];
  return (
    <div className="page">
      {(isPending || !links) && <Loading label={t('word.loading')} />}
      {error && <Unavailable error={error} again={refetch} />}
      {data && shown.length === 0 && (
        <Empty icon={Megaphone} title={t('placements.none')} action={make}>
          {t('placements.none_about')}
        </Empty>
      )}
      {links && shown.length > 0 && (
        <div className="table-scroll">
          <table className="table stacked links-table">
            <thead>
              <tr>
                <th>{t('placements.where')}</th>
                <th>{t('placements.audience')}</th>
                <th>{t('links.clicks')}</th>
                <th>{t('links.leads')}</th>
                <th aria-label={t('action.more')} />
              </tr>
            </thead>
            <tbody>
              {shown.map(one => (
                <Row
                  key={one.id}
                  placement={one}
                  link={links.find(link => link.id === one.link_id)}
                  onEdit={() => setChanged(one)}
                  onArchive={() => put(one)}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {data?.some(one => one.archived_at) && (
        <Switch on={all} onChange={setAll}>
          {t('links.show_archived')}
        </Switch>
      )}
      <Dialog title={t(edited === 'new' ? 'placements.new' : 'placements.change')} open={!!edited} onClose={done}>
        {edited && links && (
          <PlacementEditor
            placement={edited === 'new' ? undefined : edited}
            links={links.filter(link => !link.archived_at || (edited !== 'new' && link.id === edited.link_id))}
            onDone={done}
          />
        )}
      </Dialog>
    </div>
  );
}
