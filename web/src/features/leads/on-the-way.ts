// Leads that were put somewhere else and of which the lists have not said so yet.
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { LeadRow } from '../../api/client';
import { untilListed } from '../../api/leads';

/** Each lead once, where it was put last; what is sent for them goes one after the other, for a lead may go on before the first is said. */
export function useOnTheWay<Moved extends { row: LeadRow }>() {
  const queries = useQueryClient();
  const [moved, setMoved] = useState<Moved[]>([]);
  const last = useRef(Promise.resolve());
  const set = (now: Moved) => setMoved(before => [...before.filter(one => one.row.id !== now.row.id), now]);
  /** Sends it; gives, when the lists have heard of it, what takes it off the way. */
  const send = async (now: Moved, act: () => Promise<void>) => {
    last.current = last.current.then(act, act);
    await last.current;
    await untilListed(queries);
    return () => setMoved(before => before.filter(one => one !== now));
  };
  return { moved, set, send };
}
