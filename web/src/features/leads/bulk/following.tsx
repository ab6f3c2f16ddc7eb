// A change that runs, wherever one looks meanwhile: how far it is, a way to stop it, what became of it, the way back.
import { Square } from 'lucide-react';
import { lazy, Suspense, useEffect, useState, useSyncExternalStore } from 'react';
import { type BulkChange, isMoving, useBulkActs, useBulkChange, useBulkChanges } from '../../../api/bulk';
import { useReader } from '../../../app/session';
import { useText } from '../../../i18n/texts';
import { number } from '../../../lib/format';
import { Button } from '../../../ui/button';
import { ask, dismiss, tell, tellFailure } from '../../../ui/toast';
import './bulk.css';

const LeftDialog = lazy(() => import('./left').then(file => ({ default: file.LeftDialog })));

let followed: string | undefined;
const offers = new Map<string, number>(); // what was said with the way back, by the change
const listeners = new Set<() => void>();
/** From now on the foot of the list tells how far it is. */
export function follow(id: string | undefined) {
  followed = id;
  dismiss(offers.get(id ?? '') ?? 0); // whoever goes the way back, from here or from the list of changes, has no more need of it
  for (const listener of listeners) listener();
}
function useFollowed(): string | undefined {
  const own = useSyncExternalStore(
    listener => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => followed,
  );
  // One's own that was begun before the page was loaded goes on too.
  const running = useBulkChanges().data?.find(one => one.mine && isMoving(one))?.id;
  useEffect(() => {
    if (!followed && running) follow(running);
  }, [running]);
  return own;
}

/** Says what became of it, once, with the way back. */
function useTold(one: BulkChange | undefined, onLeft: (id: string) => void) {
  const t = useText();
  const { manner } = useReader();
  const { undo } = useBulkActs();
  useEffect(() => {
    if (!one || isMoving(one) || followed !== one.id) return;
    follow(undefined);
    const of = (n: number) => ({ count: number(n, manner) });
    const takeBack = () => {
      undo(one.id)
        .then(() => follow(one.id))
        .catch(tellFailure);
    };
    if (one.state === 'undone') {
      if (one.left === 0) return void tell(t('bulk.undone', of(one.undone)));
      return ask(t('bulk.undone_but', { ...of(one.undone), left: number(one.left, manner) }), t('bulk.show_left'), () => onLeft(one.id));
    }
    const done = t(one.state === 'stopped' ? 'bulk.stopped' : 'bulk.done', of(one.changed));
    offers.set(one.id, tell(done, one.may_undo ? takeBack : undefined));
  }, [one, t, manner, undo, onLeft]);
}

export function BulkProgress() {
  const t = useText();
  const { manner } = useReader();
  const { data: one } = useBulkChange(useFollowed());
  const { stop } = useBulkActs();
  const [left, setLeft] = useState<string>();
  useTold(one, setLeft);
  const back = one?.state === 'undoing';
  const at = one ? (back ? one.undone + one.left : one.looked_at) : 0;
  const of = one ? (back ? one.changed : one.leads) : 0;
  return (
    <>
      {one && isMoving(one) && (
        <section className="bulk-bar" aria-label={t('bulk.progress')}>
          <b>{t(back ? 'bulk.undoing' : 'bulk.running')}</b>
          <progress max={Math.max(1, of)} value={at} aria-label={t('bulk.progress')} />
          <span className="muted">{t('bulk.at', { at: number(at, manner), of: number(of, manner) })}</span>
          {!back && (
            <span className="bulk-acts">
              <Button icon={Square} onPress={() => void stop(one.id).catch(tellFailure)}>
                {t('bulk.stop')}
              </Button>
            </span>
          )}
        </section>
      )}
      {left && (
        <Suspense>
          <LeftDialog id={left} onClose={() => setLeft(undefined)} />
        </Suspense>
      )}
    </>
  );
}
