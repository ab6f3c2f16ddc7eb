// The latest changes of many leads: who did what to how many, and the way back for thirty days.
import { Undo2 } from 'lucide-react';
import { useState } from 'react';
import { type Act, type BulkChange, isMoving, useBulkActs, useBulkChanges } from '../../../api/bulk';
import { useCustomFields } from '../../../api/leads';
import { useReader } from '../../../app/session';
import { useText } from '../../../i18n/texts';
import { moment, number } from '../../../lib/format';
import { Badge, Loading, User } from '../../../ui/bits';
import { Button } from '../../../ui/button';
import { Dialog } from '../../../ui/dialog';
import { tellFailure } from '../../../ui/toast';
import { listMark, useFactTexts } from '../../card/values';
import { follow } from './following';
import { LeftDialog } from './left';

const colours = { running: 'blue', done: 'green', stopped: 'amber', undoing: 'blue', undone: 'grey' } as const;

/** «Owner: Omid», «Purpose: buyer». */
function useActText() {
  const t = useText();
  const { nameOf, textOf } = useFactTexts();
  useCustomFields();
  return (act: Act): string => {
    switch (act.act) {
      case 'owner':
        return `${t('field.owner')}: ${act.user_id ? textOf('owner_id', act.user_id) : t('owner.none')}`;
      case 'status':
        return `${t('field.status')}: ${textOf('status_id', act.status_id)}`;
      case 'snooze':
        return act.until ? `${t('inbox.snooze')}: ${textOf('snoozed_until', act.until)}` : t('bulk.wake');
      case 'junk':
      case 'restore':
        return t(`bulk.${act.act}`);
      default: {
        const name = nameOf(act.field ?? '');
        const value = textOf(act.field ?? '', act.act === 'set' ? act.value : [act.value]);
        const what = act.act === 'set' ? name : t(act.act === 'add' ? 'bulk.add_to' : 'bulk.remove_from', { field: name });
        return `${what}: ${value}`;
      }
    }
  };
}

export function Change({ one, onLeft, onClose }: { one: BulkChange; onLeft: () => void; onClose: () => void }) {
  const t = useText();
  const { manner } = useReader();
  const { undo } = useBulkActs();
  const actText = useActText();
  const of = (n: number) => ({ count: number(n, manner) });
  const takeBack = async () => {
    try {
      await undo(one.id);
      follow(one.id);
      onClose();
    } catch (error) {
      tellFailure(error);
    }
  };
  return (
    <li>
      <div className="row apart">
        <b>
          <User>{one.acts.map(actText).join(listMark(manner))}</User>
        </b>
        <Badge colour={colours[one.state]}>{t(`bulk_state.${one.state}`)}</Badge>
      </div>
      <p className="muted small">
        <User>{one.by}</User> · {moment(new Date(one.created_at), manner)} · {t('bulk.changed', of(one.changed))}
        {one.refused > 0 && <> · {t('bulk.refused', of(one.refused))}</>}
        {one.state === 'undone' && <> · {t('bulk.undone', of(one.undone))}</>}
      </p>
      <div className="row">
        {one.may_undo && (
          <Button icon={Undo2} onPress={() => void takeBack()}>
            {t('action.undo')}
          </Button>
        )}
        {one.left > 0 && !isMoving(one) && (
          <Button look="quiet" onPress={onLeft}>
            {t('bulk.left', of(one.left))}
          </Button>
        )}
      </div>
    </li>
  );
}

export function RecentDialog({ onClose }: { onClose: () => void }) {
  const t = useText();
  const { data } = useBulkChanges();
  const [left, setLeft] = useState<string>();
  if (left) return <LeftDialog id={left} onClose={() => setLeft(undefined)} />;
  return (
    <Dialog title={t('bulk.recent')} open onClose={onClose} wide>
      {!data && <Loading label={t('word.loading')} />}
      {data?.length === 0 && <p className="muted">{t('bulk.none_yet')}</p>}
      <ol className="bulk-recent">
        {data?.map(one => (
          <Change key={one.id} one={one} onLeft={() => setLeft(one.id)} onClose={onClose} />
        ))}
      </ol>
    </Dialog>
  );
}
