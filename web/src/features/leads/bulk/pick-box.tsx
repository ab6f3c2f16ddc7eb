// The box by which rows of the list are chosen: one for each row, and one at the head for all that are there.
import { Check, Minus } from 'lucide-react';
import type { LeadRow } from '../../../api/client';
import { useReader } from '../../../app/session';
import { useText } from '../../../i18n/texts';
import { calledBy } from '../../../lib/format';
import { titleWithKey } from '../../../lib/keys';
import './bulk.css';
import type { Picks } from './picks';

export function PickCell({ row, picked }: { row: LeadRow; picked: boolean }) {
  const t = useText();
  const { manner } = useReader();
  return (
    <div
      role="gridcell"
      tabIndex={-1}
      className="pick"
      data-pick={row.id}
      onMouseDown={event => event.shiftKey && event.preventDefault()} // a stretch of rows, not of text
    >
      <span
        role="checkbox"
        tabIndex={-1}
        aria-checked={picked}
        aria-label={t('bulk.choose_row', { name: calledBy(row.display_name, manner, row.phone_display) })}
        title={titleWithKey(t('bulk.choosing'), { code: 'KeyX' })}
        className="box"
      >
        {picked && <Check size={14} aria-hidden />}
      </span>
    </div>
  );
}

export function PickHead({ picks }: { picks: Picks }) {
  const t = useText();
  const { rows } = picks;
  return (
    <div role="columnheader" tabIndex={-1} className="pick">
      <button
        type="button"
        role="checkbox"
        aria-checked={rows === 'some' ? 'mixed' : rows === 'all'}
        aria-label={t('bulk.choose_rows')}
        className="box"
        onClick={picks.pressAllRows}
      >
        {rows === 'all' && <Check size={14} aria-hidden />}
        {rows === 'some' && <Minus size={14} aria-hidden />}
      </button>
    </div>
  );
}
