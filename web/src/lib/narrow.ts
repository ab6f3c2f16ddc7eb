import { useSyncExternalStore } from 'react';

const media = typeof matchMedia === 'undefined' ? undefined : matchMedia('(max-width: 820px)');

/** Whether the screen is a telephone's: the same width as in desk.css. */
export const useNarrow = (): boolean =>
  useSyncExternalStore(
    listener => {
      media?.addEventListener('change', listener);
      return () => media?.removeEventListener('change', listener);
    },
    () => !!media?.matches,
  );
