// The lead on which somebody stands, on whatever screen: what the command palette acts on.
import { useEffect } from 'react';

export interface AtHand {
  id: string;
  name: string;
}
let leads: AtHand[] = [];
/** The one that was taken last, of the screen that is open. */
export const leadAtHand = (): AtHand | undefined => leads.at(-1);

export function useLeadAtHand(id: string | undefined, name = ''): void {
  useEffect(() => {
    if (!id || !name) return;
    const mine = { id, name };
    leads = [...leads, mine];
    return () => {
      leads = leads.filter(lead => lead !== mine);
    };
  }, [id, name]);
}
