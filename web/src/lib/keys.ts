// Shortcuts by the place of the key on the keyboard, so that they work on a Persian layout too. Nothing happens while somebody types.
import { useEffect, useRef } from 'react';

export interface Shortcut {
  code: string; // KeyboardEvent.code: "KeyJ", "Slash"
  shift?: boolean;
  control?: boolean; // Ctrl, or Command on a Mac
  act: () => void;
}

export function isTyping(target: EventTarget | null): boolean {
  const element = target as HTMLElement | null;
  return !!element?.closest?.('input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable=true]');
}

export function matches(event: Pick<KeyboardEvent, 'code' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>, shortcut: Shortcut): boolean {
  return (
    event.code === shortcut.code &&
    event.shiftKey === !!shortcut.shift &&
    (event.ctrlKey || event.metaKey) === !!shortcut.control &&
    !event.altKey
  );
}

export function useShortcuts(shortcuts: Shortcut[], enabled = true): void {
  const latest = useRef(shortcuts);
  latest.current = shortcuts;
  useEffect(() => {
    if (!enabled) return;
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isTyping(event.target) || document.querySelector('[role=dialog], [role=menu], [role=listbox]')) return;
      const found = latest.current.find(shortcut => matches(event, shortcut));
      if (!found) return;
      event.preventDefault();
      found.act();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [enabled]);
}

const names: Record<string, string> = { Slash: '/', Escape: 'Esc', Enter: 'Enter', ArrowDown: '↓', ArrowUp: '↑', Period: '.' };
export function keyName(shortcut: Pick<Shortcut, 'code' | 'shift' | 'control'>): string {
  const key = names[shortcut.code] ?? shortcut.code.replace(/^(Key|Digit)/, '');
  if (shortcut.shift && shortcut.code === 'Slash') return '?';
  return `${shortcut.control ? 'Ctrl ' : ''}${shortcut.shift ? 'Shift ' : ''}${key}`;
}
