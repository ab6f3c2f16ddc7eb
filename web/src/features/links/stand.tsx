// The tablet at an exhibition stand: its address, made anew or ended.
import { Tablet } from 'lucide-react';
import { useState } from 'react';
import type { Link } from '../../api/client';
import { useLinkActs } from '../../api/links';
import { useReader } from '../../app/session';
import { useText } from '../../i18n/texts';
import { apart } from '../../lib/format';
import { Button } from '../../ui/button';
import { Copyable } from '../../ui/copyable';
import { Confirm } from '../../ui/dialog';
import { QrPicture } from '../../ui/qr';
import { tell, tellFailure } from '../../ui/toast';

export default function StandTablet({ link }: { link: Link }) {
  const t = useText();
  const { may } = useReader();
  const { openStand, closeStand } = useLinkActs();
  const [ending, setEnding] = useState<'renew' | 'end'>();
  const act = (doing: Promise<unknown>) => void doing.catch(tellFailure);
  const open = () => openStand(link).then(made => tell(t('stand.opened', { name: apart(link.name) }), () => closeStand(made)));
  if (!link.stand_url)
    return (
      <div className="stack">
        <p>{t('stand.about')}</p>
        {!link.works && <p className="notice">{t('links.not_published')}</p>}
        {may('forms:write') && (
          <div className="actions">
            <Button look="primary" icon={Tablet} onPress={() => act(open())}>
              {t('stand.open')}
            </Button>
          </div>
        )}
      </div>
    );
  return (
    <div className="stack">
      <p>{t('stand.how')}</p>
      <div className="qr-of-link">
        <QrPicture text={link.stand_url} label={t('stand.code')} />
      </div>
      <Copyable text={link.stand_url}>
        {may('forms:write') && (
          <>
            <Button onPress={() => setEnding('renew')}>{t('stand.renew')}</Button>
            <Button onPress={() => setEnding('end')}>{t('stand.end')}</Button>
          </>
        )}
      </Copyable>
      <p className="muted small">{t('stand.secret')}</p>
      <Confirm
        title={t(ending === 'end' ? 'stand.end' : 'stand.renew')}
        open={!!ending}
        onClose={() => setEnding(undefined)}
        onConfirm={() => act(ending === 'end' ? closeStand(link) : openStand(link))}
        action={t(ending === 'end' ? 'stand.end' : 'stand.renew')}
      >
        <p>{t('stand.end_about')}</p>
        <p>{t(ending === 'end' ? 'stand.end_for_good' : 'stand.renew_for_good')}</p>
      </Confirm>
    </div>
  );
}
