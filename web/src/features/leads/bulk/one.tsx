// One change of many leads, as the timeline of a lead that it changed names it.
import { useState } from 'react';
import { useBulkChange } from '../../../api/bulk';
import { useText } from '../../../i18n/texts';
import { Loading } from '../../../ui/bits';
import { Dialog } from '../../../ui/dialog';
import { Unavailable } from '../../../ui/unavailable';
import { LeftDialog } from './left';
import { Change } from './recent';

export default function OneBulkChange({ id, onClose }: { id: string; onClose: () => void }) {
  const t = useText();
  const { data, error, refetch } = useBulkChange(id);
  const [left, setLeft] = useState(false);
  if (left) return <LeftDialog id={id} onClose={() => setLeft(false)} />;
  return (
    <Dialog title={t('bulk.title')} open onClose={onClose} wide>
      {error && <Unavailable error={error} again={refetch} />}
      {!data && !error && <Loading label={t('word.loading')} />}
      {data && (
        <ol className="bulk-recent">
          <Change one={data} onLeft={() => setLeft(true)} onClose={onClose} />
        </ol>
      )}
    </Dialog>
  );
}
