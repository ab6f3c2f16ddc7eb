// Every change of every field: from what to what, by whom or through which form or list, and when.
import type { Lead } from '../../api/client';
import { useHistory } from '../../api/leads';
import { useReader } from '../../app/session';
import { useText } from '../../i18n/texts';
import { moment } from '../../lib/format';
import { Loading, User } from '../../ui/bits';
import { Dialog } from '../../ui/dialog';
import { FromTo } from '../../ui/from-to';
import { Hidden } from '../../ui/hidden';
import { useFactTexts } from './values';

export function History({ lead, open, onClose }: { lead: Lead; open: boolean; onClose: () => void }) {
  const t = useText();
  const { manner } = useReader();
  const { nameOf, textOf } = useFactTexts();
  const { data } = useHistory(lead.id, open);
  return (
    <Dialog title={t('card.history')} open={open} onClose={onClose} wide reads>
      {!data && <Loading label={t('word.loading')} />}
      {data && (
        <ol className="history">
          {data.data.map((item, index) => (
            <li key={index}>
              <b>
                <User>{nameOf(item.field)}</User>
              </b>
              <span className="change">
                <FromTo
                  from={textOf(item.field, item.from) !== '—' ? <User>{textOf(item.field, item.from)}</User> : undefined}
                  to={item.hidden ? <Hidden /> : <User>{textOf(item.field, item.to)}</User>}
                />
              </span>
              <span className="muted small">
                <User>{item.by.label || item.actor.name || t(`actor.${item.actor.kind}`)}</User> · {moment(new Date(item.at), manner)}
              </span>
            </li>
          ))}
        </ol>
      )}
    </Dialog>
  );
}
