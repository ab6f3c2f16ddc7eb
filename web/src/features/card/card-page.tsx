import { useParams, useRouter } from '@tanstack/react-router';
import { ArrowLeft } from 'lucide-react';
import { useEffect } from 'react';
import { useLead } from '../../api/leads';
import { useLeadAtHand } from '../../app/at-hand';
import { useText } from '../../i18n/texts';
import { giveKeyboardToPlace, useShortcuts } from '../../lib/keys';
import { IconButton } from '../../ui/button';
import { LeadCard } from './card';

/** Back to where one came from; who came by a link goes to the list. */
function useBack() {
  const router = useRouter();
  return () => (router.history.canGoBack() ? router.history.back() : void router.navigate({ to: '/leads' }));
}

export function CardPage() {
  const t = useText();
  const back = useBack();
  const { leadId } = useParams({ strict: false });
  const { data: lead } = useLead(leadId ?? '');
  useLeadAtHand(lead?.id, lead?.display_name);
  useEffect(giveKeyboardToPlace, []);
  useShortcuts([{ code: 'Escape', act: back, label: t('action.back') }]);
  return (
    <>
      <div className="topline">
        <IconButton label={t('action.back')} icon={ArrowLeft} mirrored shortcut={{ code: 'Escape' }} onPress={back} />
        <h1>{t('card.title')}</h1>
      </div>
      <div className="page">{leadId && <LeadCard id={leadId} />}</div>
    </>
  );
}
