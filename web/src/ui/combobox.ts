// A field with a list below it: the keyboard stays in the field, the arrows mark an option, and who cannot see it hears which.
import { type KeyboardEvent, type MouseEvent, useEffect, useId } from 'react';

const page = 6;

interface Combobox<T> {
  label: string;
  items: readonly T[];
  at: number; // the marked one; -1 for none
  free?: boolean; // beside the options there is what was typed: none of them need be marked
  mark: (index: number) => void;
  take: (item: T) => void;
}

export function useCombobox<T>({ label, items, at, free = false, mark, take }: Combobox<T>) {
  const id = useId();
  const optionId = (index: number) => `${id}-${index}`;
  const open = items.length > 0;
  const marked = items[at];
  useEffect(() => {
    if (at >= 0) document.getElementById(`${id}-${at}`)?.scrollIntoView({ block: 'nearest' });
  }, [id, at]);
  const first = free ? -1 : 0;
  const count = items.length - first;
  const around = (step: number) => (at < 0 && step < 0 ? items.length - 1 : ((at - first + step + count) % count) + first);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page }[event.key];
    if (step && open) {
      event.preventDefault();
      mark(Math.abs(step) === 1 ? around(step) : Math.min(items.length - 1, Math.max(0, at + step)));
    } else if (event.key === 'Enter' && !event.nativeEvent.isComposing && marked !== undefined) {
      event.preventDefault();
      take(marked);
    }
  };
  return {
    onKeyDown,
    field: {
      role: 'combobox',
      'aria-label': label,
      'aria-expanded': open,
      'aria-controls': open ? id : undefined,
      'aria-activedescendant': marked === undefined ? undefined : optionId(at),
      'aria-autocomplete': 'list',
      autoComplete: 'off',
      spellCheck: false,
    },
    // Whoever presses it goes on typing: the field is not left.
    list: { id, role: 'listbox', 'aria-label': label, onMouseDown: (event: MouseEvent) => event.preventDefault() },
    option: (item: T, index: number) => ({
      id: optionId(index),
      role: 'option',
      'aria-selected': index === at,
      className: 'option',
      'data-focused': index === at || undefined,
      onPointerMove: () => index !== at && mark(index),
      onClick: () => take(item),
    }),
  } as const;
}
