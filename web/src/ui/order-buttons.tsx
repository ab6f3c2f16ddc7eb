import { ArrowDown, ArrowUp } from 'lucide-react';
import { useText } from '../i18n/texts';
import { IconButton } from './button';

/** Moves one item of a list up or down; `what` names it for people who do not see the row. */
export function OrderButtons({ what, first, last, onMove }: { what: string; first: boolean; last: boolean; onMove: (by: 1 | -1) => void }) {
  const t = useText();
  return (
    <span className="order-buttons">
      <IconButton label={`${t('action.up')}: ${what}`} icon={ArrowUp} isDisabled={first} onPress={() => onMove(-1)} />
      <IconButton label={`${t('action.down')}: ${what}`} icon={ArrowDown} isDisabled={last} onPress={() => onMove(1)} />
    </span>
  );
}
