// The row of saved views above the list, each with its count; and what can be done to the one that is open.
import { Link, useNavigate } from '@tanstack/react-router';
import { BookmarkPlus, Check, Copy, Ellipsis, EyeOff, Pencil, Pin, PinOff, Trash2, Undo2, Users } from 'lucide-react';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { ProblemError } from '../../api/client';
import { useViewActs, useViewCounts, useViews, type View } from '../../api/views';
import { useReader } from '../../app/session';
import { useText } from '../../i18n/texts';
import { apart, number } from '../../lib/format';
import type { ListSearch } from '../../lib/list-search';
import { useNarrow } from '../../lib/narrow';
import { contentOf, differs, searchOf } from '../../lib/views';
import { Empty, User } from '../../ui/bits';
import { Button, IconButton } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { Switch, TextField } from '../../ui/fields';
import { Menu, type MenuEntry } from '../../ui/menu';
import { Refusal } from '../../ui/refusal';
import { tell, tellFailure } from '../../ui/toast';
import { listMark, useFactTexts } from '../card/values';

interface NameDialogProps {
  title: string;
  name: string;
  shared: boolean;
  onSave: (name: string, shared: boolean) => Promise<void>;
  onClose: () => void;
}

function NameDialog({ title, name, shared, onSave, onClose }: NameDialogProps) {
  const t = useText();
  const { may } = useReader();
  const [typed, setTyped] = useState(name);
  const [forAll, setForAll] = useState(shared);
  const [problem, setProblem] = useState<ProblemError>();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    try {
      await onSave(typed, forAll);
      onClose();
    } catch (error) {
      setProblem(error instanceof ProblemError ? error : new ProblemError(0, { detail: t('error.network') }));
    }
  };
  return (
    <Dialog title={title} open onClose={onClose}>
      <form className="stack" onSubmit={event => void submit(event)} noValidate>
        <TextField label={t('views.name')} value={typed} onChange={setTyped} error={problem?.at('/name')} autoFocus />
        {may('settings:write') && (
          <Switch on={forAll} onChange={setForAll}>
            {t('views.for_all')}
          </Switch>
        )}
        <Refusal problem={problem} fields={['/name']} />
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

function Tab({ view, current, count }: { view: View; current: boolean; count: number | undefined }) {
  const t = useText();
  const { manner } = useReader();
  const tab = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    if (current) tab.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [current]);
  return (
    <Link
      ref={tab}
      to="/leads"
      search={searchOf(view)}
      className="view-tab"
      aria-current={current ? 'page' : undefined}
      activeOptions={{ exact: true }}
    >
      {view.shared && !view.ready_made && <Users size={14} aria-label={t('views.of_team')} role="img" />}
      <User>{view.name}</User>
      {view.hidden && <EyeOff size={14} aria-label={t('hidden.for_role')} role="img" />}
      {count !== undefined && <span className="count">{number(count, manner)}</span>}
    </Link>
  );
}

type Asked = 'new' | 'rename' | 'double';

/** What can be done to the view that is open, or to the list as it stands. */
function useEntries(view: View | undefined, all: View[], acts: ReturnType<typeof useViewActs>, ask: (what: Asked) => void): MenuEntry[] {
  const t = useText();
  const navigate = useNavigate();
  const { may } = useReader();
  const entries: MenuEntry[] = [{ id: 'new', label: t('views.save_as'), icon: BookmarkPlus, act: () => ask('new') }];
  if (view?.may_change && !view.hidden) {
    entries.push({ id: 'rename', label: t('views.rename'), icon: Pencil, act: () => ask('rename') });
    if (may('settings:write'))
      entries.push({
        id: 'share',
        label: t(view.shared ? 'views.unshare' : 'views.share'),
        icon: Users,
        act: () =>
          void acts.change(view, { shared: !view.shared }, t(view.shared ? 'views.is_private' : 'views.is_shared')).catch(tellFailure),
      });
  }
  if (view) {
    if (!view.hidden) entries.push({ id: 'double', label: t('views.double'), icon: Copy, act: () => ask('double') });
    if (view.pinned)
      entries.push({ id: 'unpin', label: t('views.unpin'), icon: PinOff, act: () => void acts.pin(view, false).catch(tellFailure) });
  }
  if (view?.may_change) {
    const back = () => void navigate({ to: '/leads', search: searchOf(view) });
    const remove = async () => {
      await acts.remove(view, back);
      await navigate({ to: '/leads', search: {} });
    };
    entries.push({ id: 'delete', label: t('views.delete'), icon: Trash2, danger: true, act: () => void remove().catch(tellFailure) });
  }
  for (const one of all.filter(other => !other.pinned))
    entries.push({
      id: `pin ${one.id}`,
      label: (
        <>
          {t('views.pin')} <User>{one.name}</User>
        </>
      ),
      text: one.name,
      icon: Pin,
      act: () => void acts.pin(one, true).catch(tellFailure),
    });
  return entries;
}

/** The view asks for what the reader's role does not see: instead of the list, that is said. */
export function KeptView({ view }: { view: View }) {
  const t = useText();
  const { manner } = useReader();
  const { nameOf } = useFactTexts();
  return (
    <Empty icon={EyeOff} title={t('hidden.view')}>
      {t('hidden.view_about', { fields: (view.hidden ?? []).map(nameOf).join(listMark(manner)) })}
    </Empty>
  );
}

/** A filter that cannot be read is not offered to be saved. */
export function Views({ search, unreadable }: { search: ListSearch; unreadable: boolean }) {
  const t = useText();
  const narrow = useNarrow();
  const navigate = useNavigate();
  const acts = useViewActs();
  const all = useViews().data ?? [];
  const open = all.find(view => view.id === search.view);
  const shown = all.filter(view => view.pinned || view === open);
  const counts = useViewCounts(shown.slice(0, 50).map(view => view.id));
  const [asked, setAsked] = useState<Asked>();
  const entries = useEntries(open, all, acts, setAsked);
  const changed = !!open && differs(search, open);
  const show = (view: View) => void navigate({ to: '/leads', search: searchOf(view) });
  const save = async (name: string, shared: boolean) => {
    if (asked === 'rename' && open)
      await acts.change(open, { name, ...(shared !== open.shared && { shared }) }, t('views.saved', { name: apart(name) }));
    else {
      const view = await acts.make({ name, shared, ...(asked === 'double' && open ? contentOf(searchOf(open)) : contentOf(search)) });
      const { view: from, ...rest } = search;
      const back = () => void navigate({ to: '/leads', search: { ...rest, view: from } });
      tell(t('views.saved', { name: apart(view.name) }), () => acts.remove(view, () => show(view), true).then(back));
      show(view);
    }
  };
  return (
    <div className="views">
      <nav className="view-tabs" aria-label={t('views.title')}>
        <Link to="/leads" search={{}} className="view-tab" aria-current={search.view ? undefined : 'page'} activeOptions={{ exact: true }}>
          {t('views.everyone')}
        </Link>
        {shown.map(view => (
          <Tab key={view.id} view={view} current={view === open} count={counts.get(view.id)} />
        ))}
      </nav>
      {!open &&
        search.filter &&
        !unreadable &&
        (narrow ? (
          <IconButton label={t('views.save_this')} icon={BookmarkPlus} onPress={() => setAsked('new')} />
        ) : (
          <Button look="quiet" icon={BookmarkPlus} onPress={() => setAsked('new')}>
            {t('views.save_this')}
          </Button>
        ))}
      <Menu label={t('views.acts')} entries={entries}>
        <IconButton label={t('views.acts')} icon={Ellipsis} />
      </Menu>
      {changed && (
        <span className="view-changed">
          <span className="muted small" role="status">
            {t('views.changed')}
          </span>
          {open.may_change && (
            <Button
              look="primary"
              icon={Check}
              onPress={() => void acts.change(open, contentOf(search), t('views.saved', { name: apart(open.name) })).catch(tellFailure)}
            >
              {t('action.save')}
            </Button>
          )}
          <Button icon={BookmarkPlus} onPress={() => setAsked('new')}>
            {t('views.save_as')}
          </Button>
          <Button look="quiet" icon={Undo2} onPress={() => show(open)}>
            {t('views.revert')}
          </Button>
        </span>
      )}
      {asked && (
        <NameDialog
          title={t(asked === 'rename' ? 'views.rename' : open ? 'views.save_as' : 'views.save_this')}
          name={asked === 'rename' ? (open?.name ?? '') : asked === 'double' ? t('views.copy_of', { name: open?.name ?? '' }) : ''}
          shared={asked === 'rename' && !!open?.shared}
          onSave={save}
          onClose={() => setAsked(undefined)}
        />
      )}
    </div>
  );
}
