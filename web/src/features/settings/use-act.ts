import { useQueryClient } from '@tanstack/react-query';
import { tellFailure } from '../../ui/toast';

/** Does it, and asks anew for what the screen shows of it; a refusal is told. */
export function useAct(shown: string) {
  const queries = useQueryClient();
  return async (doing: () => Promise<unknown>): Promise<void> => {
    try {
      await doing();
      void queries.invalidateQueries({ queryKey: [shown] });
    } catch (error) {
      tellFailure(error);
    }
  };
}
