// The card beside the list: one looks, goes on to the next, and has not lost the place.
import { useNavigate } from '@tanstack/react-router';
import { ChevronDown, ChevronUp, ExternalLink } from 'lucide-react';
import { useText } from '../../i18n/texts';
import { useShortcuts } from '../../lib/keys';
import { IconButton } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { LeadCard } from '../card/card';

interface PeekProps {
  id: string | undefined;
  onClose: () => void;
  onStep: (by: number) => void;
}

function Steps({ id, onStep }: { id: string; onStep: (by: number) => void }) {
  const t = useText();
  const navigate = useNavigate();
  useShortcuts(
    [
      { code: 'KeyJ', act: () => onStep(1) },
      { code: 'KeyK', act: () => onStep(-1) },
    ],
    { inDialog: true },
  );
  return (
    <>
      <IconButton label={t('inbox.previous')} icon={ChevronUp} shortcut={{ code: 'KeyK' }} onPress={() => onStep(-1)} />
      <IconButton label={t('inbox.next')} icon={ChevronDown} shortcut={{ code: 'KeyJ' }} onPress={() => onStep(1)} />
      <IconButton
        label={t('leads.open_page')}
        icon={ExternalLink}
        onPress={() => void navigate({ to: '/leads/$leadId', params: { leadId: id } })}
      />
    </>
  );
}

export function Peek({ id, onClose, onStep }: PeekProps) {
  const t = useText();
  return (
    <Dialog title={t('card.title')} open={!!id} onClose={onClose} sheet actions={id && <Steps id={id} onStep={onStep} />}>
      {id && <LeadCard key={id} id={id} />}
    </Dialog>
  );
}
