// Shortcuts by the place of the key on the keyboard, so that they work on a Persian layout too. Nothing happens while somebody types.
// Those with a label stand on the sheet of shortcuts, whoever is on the screen.
import { useEffect, useRef, useSyncExternalStore } from 'react';

export interface Shortcut {
  code: string; // KeyboardEvent.code: "KeyJ", "Slash"
  shift?: boolean;
  control?: boolean; // Ctrl, or Command on a Mac
  whileTyping?: boolean; // also when a field has the keyboard
  label?: string; // for the sheet
  act?: () => void; // without: whatever has the keyboard does it, and the sheet only says so
}

export function isTyping(target: EventTarget | null): boolean {
  const element = target as HTMLElement | null;
  return !!element?.closest?.('input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable=true]');
}

/** Whether nothing has the keyboard: what had it has gone, or the place has just been opened. */
export const isNowhere = (element: Element | null): boolean => !element || element === document.body || element.id === 'main';

/** A place that was opened has the keyboard: the next Tab goes into it, not through all the places again. */
export function giveKeyboardToPlace(): void {
  if (isNowhere(document.activeElement)) document.getElementById('main')?.focus({ preventScroll: true });
}

export function matches(event: Pick<KeyboardEvent, 'code' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>, shortcut: Shortcut): boolean {
  return (
    event.code === shortcut.code &&
    event.shiftKey === !!shortcut.shift &&
    (event.ctrlKey || event.metaKey) === !!shortcut.control &&
    !event.altKey
  );
}

interface Listed {
  shortcuts: Shortcut[];
  everywhere: boolean;
}
let listed: Listed[] = [];
const listeners = new Set<() => void>();
function list(next: Listed[]) {
  listed = next;
  for (const listener of listeners) listener();
}
/** The shortcuts of what is on the screen, and those of every screen. */
export function useListedShortcuts(): { here: Shortcut[]; everywhere: Shortcut[] } {
  const groups = useSyncExternalStore(
    listener => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => listed,
  );
  const of = (everywhere: boolean) => groups.filter(group => group.everywhere === everywhere).flatMap(group => group.shortcuts);
  return { here: of(false), everywhere: of(true) };
}

/** `inDialog`: the shortcuts of a dialog itself; all others are silent while one is open. `everywhere`: of the frame, not of a screen. */
export function useShortcuts(shortcuts: Shortcut[], { inDialog = false, everywhere = false } = {}): void {
  const latest = useRef(shortcuts);
  latest.current = shortcuts;
  const words = shortcuts.map(shortcut => `${shortcut.code} ${shortcut.label ?? ''}`).join();
  // The list changes with its words, not with every new function.
  useEffect(() => {
    const now = (one: Shortcut) => latest.current.find(other => keyName(other) === keyName(one));
    const mine = latest.current
      .filter(shortcut => shortcut.label)
      .map(shortcut => (shortcut.act ? { ...shortcut, act: () => now(shortcut)?.act?.() } : shortcut));
    if (mine.length === 0) return;
    const group = { shortcuts: mine, everywhere };
    list([...listed, group]);
    return () => list(listed.filter(other => other !== group));
  }, [words, everywhere]);
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || document.querySelector('[role=menu], [role=listbox]')) return;
      if (!!document.querySelector('[role=dialog]') !== inDialog) return;
      const found = latest.current.find(shortcut => shortcut.act && matches(event, shortcut));
      if (isTyping(event.target) && !found?.whileTyping) return;
      if (!found?.act) return;
      event.preventDefault();
      found.act();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [inDialog]);
}

const names: Record<string, string> = {
  Slash: '/',
  Escape: 'Esc',
  Enter: 'Enter',
  ArrowDown: '↓',
  ArrowUp: '↑',
  ArrowLeft: '←',
  ArrowRight: '→',
  Period: '.',
  PageUp: 'PgUp',
  PageDown: 'PgDn',
};
/** What a tooltip says: the words, and the key in brackets. */
export const titleWithKey = (words: string, shortcut: Parameters<typeof keyName>[0]): string =>
  `${words} (\u2066${keyName(shortcut)}\u2069)`;

export function keyName(shortcut: Pick<Shortcut, 'code' | 'shift' | 'control'>): string {
  const key = names[shortcut.code] ?? shortcut.code.replace(/^(Key|Digit)/, '');
  if (shortcut.shift && shortcut.code === 'Slash') return '?';
  return `${shortcut.control ? 'Ctrl ' : ''}${shortcut.shift ? 'Shift ' : ''}${key}`;
}
