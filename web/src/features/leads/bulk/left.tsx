// The leads that an undo left as they were, because somebody changed them since.
import { Link } from '@tanstack/react-router';
import { useBulkLeads } from '../../../api/bulk';
import { useReader } from '../../../app/session';
import { useText } from '../../../i18n/texts';
import { Loading, User } from '../../../ui/bits';
import { Dialog } from '../../../ui/dialog';
import { listMark, useFactTexts } from '../../card/values';

export function LeftDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const t = useText();
  const { manner } = useReader();
  const { nameOf } = useFactTexts();
  const { data } = useBulkLeads(id, 'left');
  return (
    <Dialog title={t('bulk.left_title')} open onClose={onClose}>
      <p className="muted">{t('bulk.left_about')}</p>
      {!data && <Loading label={t('word.loading')} />}
      {data && (
        <ul className="bulk-left">
          {data.data.map(one => (
            <li key={one.lead}>
              {one.name ? (
                <Link to="/leads/$leadId" params={{ leadId: one.lead }}>
                  <User>{one.name}</User>
                </Link>
              ) : (
                t('bulk.out_of_sight')
              )}
              {one.left.length > 0 && <span className="muted">: {one.left.map(nameOf).join(listMark(manner))}</span>}
            </li>
          ))}
        </ul>
      )}
      {data?.page.has_more && <p className="muted">{t('bulk.and_more')}</p>}
    </Dialog>
  );
}
