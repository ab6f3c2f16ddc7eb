// The lead on which somebody stands, on whatever screen, and those that are chosen in the list: what the command palette acts on.
import { useEffect } from 'react';
import type { Draft } from '../features/leads/bulk/acts';

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

export interface ChosenAtHand {
  count: number;
  everybody: number | undefined; // how many match, when not all of them are chosen
  change: (draft: Draft) => void; // shows what it would do, before anything is done
  chooseAll: () => void;
  letGo: () => void;
}
let chosen: ChosenAtHand | undefined;
export const chosenAtHand = (): ChosenAtHand | undefined => chosen;

export function useChosenAtHand(mine: ChosenAtHand | undefined): void {
  useEffect(() => {
    chosen = mine;
    return () => {
      chosen = undefined;
    };
  });
}
