// What can be done to the leads that are chosen; it stands at the foot of the list while somebody is.
import { Ellipsis, Layers, Tag, UserRound, X } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useChosenAtHand } from '../../../app/at-hand';
import { useReader } from '../../../app/session';
import { useText } from '../../../i18n/texts';
import { number } from '../../../lib/format';
import { useShortcuts } from '../../../lib/keys';
import type { ListSearch } from '../../../lib/list-search';
import { Button, IconButton } from '../../../ui/button';
import { Menu } from '../../../ui/menu';
import { type Draft, draftOf } from './acts';
import type { Picks } from './picks';
import { wishOf } from './wish';

const BulkDialog = lazy(() => import('./dialog').then(file => ({ default: file.BulkDialog })));

export function BulkBar({ picks, total, search }: { picks: Picks; total: number | undefined; search: ListSearch }) {
  const t = useText();
  const { manner } = useReader();
  const [draft, setDraft] = useState<Draft>();
  const everybody = total !== undefined && !picks.chosen.all && picks.count < total ? total : undefined;
  useChosenAtHand(
    picks.count > 0 ? { count: picks.count, everybody, change: setDraft, chooseAll: picks.chooseAll, letGo: picks.clear } : undefined,
  );
  useShortcuts(
    picks.count === 0
      ? []
      : [
          { code: 'KeyE', shift: true, act: () => setDraft(draftOf('owner')), label: t('bulk.change') },
          { code: 'Escape', label: t('bulk.let_go') },
        ],
  );
  if (picks.count === 0) return null;
  return (
    <section className="bulk-bar" aria-label={t('bulk.bar')}>
      <IconButton label={t('bulk.let_go')} icon={X} shortcut={{ code: 'Escape' }} onPress={picks.clear} />
      <b role="status">{t('bulk.chosen', { count: number(picks.count, manner) })}</b>
      {everybody !== undefined && (
        <Button look="quiet" onPress={picks.chooseAll}>
          {t('bulk.choose_all', { count: number(everybody, manner) })}
        </Button>
      )}
      <span className="bulk-acts">
        <Button icon={UserRound} shortcut={{ code: 'KeyE', shift: true }} onPress={() => setDraft(draftOf('owner'))}>
          {t('inbox.assign')}
        </Button>
        <Button icon={Layers} onPress={() => setDraft(draftOf('status'))}>
          {t('field.status')}
        </Button>
        <Button icon={Tag} onPress={() => setDraft(draftOf('set:purpose'))}>
          {t('field.purpose')}
        </Button>
        <Menu
          label={t('action.more')}
          entries={(['snooze', 'junk', 'restore'] as const).map(id => ({
            id,
            label: id === 'snooze' ? t('inbox.snooze') : t(`bulk.${id}`),
            act: () => setDraft(draftOf(id)),
          }))}
        >
          <IconButton label={t('action.more')} icon={Ellipsis} />
        </Menu>
      </span>
      {draft && (
        <Suspense>
          <BulkDialog
            first={draft}
            wish={wishOf(picks.chosen, search)}
            onClose={() => setDraft(undefined)}
            onBegun={() => {
              setDraft(undefined);
              picks.clear();
            }}
          />
        </Suspense>
      )}
    </section>
  );
}
