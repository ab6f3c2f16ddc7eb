// What has just happened, with its undo for ten seconds; also by Ctrl+Z.
import { useEffect, useSyncExternalStore } from 'react';
import { useText } from '../i18n/texts';
import { isTyping } from '../lib/keys';
import { Button } from './button';

interface Toast {
  id: number;
  text: string;
  kind: 'done' | 'failed';
  undo?: () => void;
}

let toasts: Toast[] = [];
let last = 0;
const listeners = new Set<() => void>();
function set(next: Toast[]) {
  toasts = next;
  for (const listener of listeners) listener();
}
export function dismiss(id: number) {
  set(toasts.filter(toast => toast.id !== id));
}
export function tell(text: string, undo?: () => void, kind: Toast['kind'] = 'done') {
  const id = ++last;
  set([...toasts.slice(-2), { id, text, kind, undo }]);
  setTimeout(() => dismiss(id), 10_000);
}
export function tellFailure(error: unknown) {
  tell(error instanceof Error ? error.message : String(error), undefined, 'failed');
}

function undo(toast: Toast) {
  dismiss(toast.id);
  toast.undo?.();
}

export function Toasts() {
  const t = useText();
  const shown = useSyncExternalStore(
    listener => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => toasts,
  );
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.code !== 'KeyZ' || !(event.ctrlKey || event.metaKey) || event.shiftKey || isTyping(event.target)) return;
      const latest = toasts.findLast(toast => toast.undo);
      if (!latest) return;
      event.preventDefault();
      undo(latest);
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
  return (
    <div className="toasts" role="status" aria-live="polite">
      {shown.map(toast => (
        <div key={toast.id} className={`toast ${toast.kind}`}>
          <span>{toast.text}</span>
          {toast.undo && (
            <Button look="quiet" shortcut={{ code: 'KeyZ', control: true }} onPress={() => undo(toast)}>
              {t('action.undo')}
            </Button>
          )}
        </div>
      ))}
    </div>
  );
}
