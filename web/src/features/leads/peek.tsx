// The card beside the list: one looks, goes on to the next, and has not lost the place. The list keeps the keyboard; on a telephone the
// card lies over it.
import { ChevronDown, ChevronUp, ExternalLink, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useText } from '../../i18n/texts';
import { isTyping, useShortcuts } from '../../lib/keys';
import { IconButton } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { LeadCard } from '../card/card';

interface PeekProps {
  id: string | undefined;
  onClose: () => void;
  onStep: (by: number) => void;
  onOpen: (id: string) => void;
}

function Steps({ id, onStep, onOpen }: { id: string } & Pick<PeekProps, 'onStep' | 'onOpen'>) {
  const t = useText();
  return (
    <>
      <IconButton label={t('inbox.previous')} icon={ChevronUp} shortcut={{ code: 'KeyK' }} onPress={() => onStep(-1)} />
      <IconButton label={t('inbox.next')} icon={ChevronDown} shortcut={{ code: 'KeyJ' }} onPress={() => onStep(1)} />
      <IconButton label={t('leads.open_page')} icon={ExternalLink} shortcut={{ code: 'Enter' }} onPress={() => onOpen(id)} />
    </>
  );
}

const hurry = 150;
/** While one runs along the list the card waits: it shows where one stops. */
function useSteady(id: string): string {
  const [steady, setSteady] = useState(id);
  const changed = useRef(0);
  useEffect(() => {
    const now = performance.now();
    const hurried = now - changed.current < hurry;
    changed.current = now;
    if (!hurried) return setSteady(id);
    const timer = setTimeout(() => setSteady(id), hurry);
    return () => clearTimeout(timer);
  }, [id]);
  return steady;
}

export function Peek({ id, onClose, onStep, onOpen }: PeekProps & { id: string }) {
  const t = useText();
  const steady = useSteady(id);
  return (
    <aside
      className="peek"
      aria-label={t('card.title')}
      onKeyDown={event => {
        const here = event.currentTarget.contains(event.target as Node); // what opens over the card closes by itself
        if (event.key !== 'Escape' || !here || event.defaultPrevented || isTyping(event.target)) return;
        event.preventDefault();
        onClose();
      }}
    >
      <header>
        <span className="muted small">{t('card.title')}</span>
        <Steps id={id} onStep={onStep} onOpen={onOpen} />
        <IconButton label={t('action.close')} icon={X} shortcut={{ code: 'Escape' }} onPress={onClose} />
      </header>
      <div className="peek-body">
        <LeadCard id={steady} slim />
      </div>
    </aside>
  );
}

export function PeekOver({ id, onClose, onStep, onOpen }: PeekProps) {
  const t = useText();
  useShortcuts(
    [
      { code: 'KeyJ', act: () => onStep(1) },
      { code: 'KeyK', act: () => onStep(-1) },
    ],
    { inDialog: true },
  );
  return (
    <Dialog title={t('card.title')} open={!!id} onClose={onClose} sheet actions={id && <Steps id={id} onStep={onStep} onOpen={onOpen} />}>
      {id && <LeadCard id={id} />}
    </Dialog>
  );
}
