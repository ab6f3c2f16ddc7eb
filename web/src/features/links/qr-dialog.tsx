import { Download } from 'lucide-react';
import type { Link } from '../../api/client';
import { useReader } from '../../app/session';
import { useText } from '../../i18n/texts';
import { Ltr, User } from '../../ui/bits';
import { Button } from '../../ui/button';
import { QrPicture } from '../../ui/qr';
import { tellFailure } from '../../ui/toast';
import { download, qrPng, qrSvg } from './qr-file';
import { shortAddress, targetText } from './target';

export default function QrCode({ link }: { link: Link }) {
  const t = useText();
  const { manner } = useReader();
  const target = targetText(link, manner);
  const svg = () => qrSvg(link.url, [target, shortAddress(link.url)]);
  const name = (ending: string) => `${link.name.replace(/[^\p{L}\p{N}\u200c -]/gu, '').trim() || 'qr'}.${ending}`;
  return (
    <div className="stack">
      <div className="qr-of-link">
        <QrPicture text={link.url} label={t('links.qr_of', { name: link.name })} />
      </div>
      <p>
        <span className="muted">{t('links.leads_to')}:</span> <User>{target}</User>
        <br />
        <Ltr>{shortAddress(link.url)}</Ltr>
      </p>
      <p className="muted small">{t('links.qr_about')}</p>
      <div className="actions">
        <Button icon={Download} look="primary" onPress={() => download(new Blob([svg()], { type: 'image/svg+xml' }), name('svg'))}>
          {t('links.qr_svg')}
        </Button>
        <Button
          icon={Download}
          onPress={() =>
            void qrPng(svg())
              .then(blob => download(blob, name('png')))
              .catch(tellFailure)
          }
        >
          {t('links.qr_png')}
        </Button>
      </div>
    </div>
  );
}
