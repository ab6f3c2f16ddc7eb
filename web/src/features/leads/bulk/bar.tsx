// What can be done to the leads that are chosen; it stands at the foot of the list while somebody is.
import { Ellipsis, Layers, Tag, UserRound, X } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useReader } from '../../../app/session';
import { useText } from '../../../i18n/texts';
import { number } from '../../../lib/format';
import { useShortcuts } from '../../../lib/keys';
import type { ListSearch } from '../../../lib/list-search';
import { Button, IconButton } from '../../../ui/button';
import { Menu } from '../../../ui/menu';
import type { Picks } from './picks';
import { wishOf } from './wish';

const BulkDialog = lazy(() => import('./dialog').then(file => ({ default: file.BulkDialog })));

export function BulkBar({ picks, total, search }: { picks: Picks; total: number | undefined; search: ListSearch }) {
  const t = useText();
  const { manner } = useReader();
  const [kind, setKind] = useState<string>();
  useShortcuts(
    picks.count === 0
      ? []
      : [
          { code: 'KeyE', shift: true, act: () => setKind('owner'), label: t('bulk.change') },
          { code: 'Escape', label: t('bulk.let_go') },
        ],
  );
  if (picks.count === 0) return null;
  const more = total !== undefined && !picks.chosen.all && picks.count < total;
  return (
    <section className="bulk-bar" aria-label={t('bulk.bar')}>
      <IconButton label={t('bulk.let_go')} icon={X} shortcut={{ code: 'Escape' }} onPress={picks.clear} />
      <b role="status">{t('bulk.chosen', { count: number(picks.count, manner) })}</b>
      {more && (
        <Button look="quiet" onPress={picks.chooseAll}>
          {t('bulk.choose_all', { count: number(total, manner) })}
        </Button>
      )}
      <span className="bulk-acts">
        <Button icon={UserRound} shortcut={{ code: 'KeyE', shift: true }} onPress={() => setKind('owner')}>
          {t('inbox.assign')}
        </Button>
        <Button icon={Layers} onPress={() => setKind('status')}>
          {t('field.status')}
        </Button>
        <Button icon={Tag} onPress={() => setKind('set:purpose')}>
          {t('field.purpose')}
        </Button>
        <Menu
          label={t('action.more')}
          entries={(['snooze', 'junk', 'restore'] as const).map(id => ({
            id,
            label: id === 'snooze' ? t('inbox.snooze') : t(`bulk.${id}`),
            act: () => setKind(id),
          }))}
        >
          <IconButton label={t('action.more')} icon={Ellipsis} />
        </Menu>
      </span>
      {kind && (
        <Suspense>
          <BulkDialog
            first={kind}
            wish={wishOf(picks.chosen, search)}
            onClose={() => setKind(undefined)}
            onBegun={() => {
              setKind(undefined);
              picks.clear();
            }}
          />
        </Suspense>
      )}
    </section>
  );
}
