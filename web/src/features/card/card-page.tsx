import { useParams, useRouter } from '@tanstack/react-router';
import { ArrowLeft } from 'lucide-react';
import { useText } from '../../i18n/texts';
import { IconButton } from '../../ui/button';
import { LeadCard } from './card';

export function CardPage() {
  const t = useText();
  const router = useRouter();
  const { leadId } = useParams({ strict: false });
  return (
    <>
      <div className="topline">
        <IconButton label={t('action.back')} icon={ArrowLeft} mirrored onPress={() => router.history.back()} />
        <h1>{t('card.title')}</h1>
      </div>
      <div className="page">{leadId && <LeadCard id={leadId} />}</div>
    </>
  );
}
