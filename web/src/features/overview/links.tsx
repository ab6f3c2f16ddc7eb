// A number that leads to the rows it counts. Plain addresses, so that they can be opened beside, kept and sent.
import { useNavigate } from '@tanstack/react-router';
import type { MouseEvent } from 'react';
import { useReader } from '../../app/session';
import { number } from '../../lib/format';
import { writeSearch } from '../../lib/list-search';

export interface Days {
  from: string;
  to: string;
}
/** Which leads: the short words that the list's address takes. */
export interface Which {
  layer?: 'interest' | 'lead';
  status?: string;
  source?: string;
}
export const leadsAddress = (days: Days, { layer = 'lead', status, source }: Which = {}): string =>
  `/leads${writeSearch({ layer, status, source, from: days.from, to: days.to })}`;
export const submissionsAddress = (days: Days, state: string, reason?: string): string =>
  `/submissions${writeSearch({ state, reason, from: days.from, to: days.to })}`;

/** Follows an address inside the desk, without loading it anew; a click with a key held down is the browser's. */
export function useFollow(): (event: MouseEvent<Element>) => void {
  const navigate = useNavigate();
  return event => {
    const address = event.currentTarget.getAttribute('href');
    if (!address || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    void navigate({ href: address });
  };
}

export function NumberLink({ value, to, label, className }: { value: number; to: string; label: string; className?: string }) {
  const { manner } = useReader();
  const follow = useFollow();
  return (
    <a className={className ?? 'number-link'} href={to} onClick={follow} aria-label={`${label}: ${number(value, manner)}`}>
      {number(value, manner)}
    </a>
  );
}
