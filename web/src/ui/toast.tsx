// What has just happened, with its undo for ten seconds; also by Ctrl+Z.
import { useSyncExternalStore } from 'react';
import { sentenceOf } from '../api/client';
import { useText } from '../i18n/texts';
import { useShortcuts } from '../lib/keys';
import { Button } from './button';

interface Toast {
  id: number;
  text: string;
  kind: 'done' | 'failed';
  undo?: () => unknown; // when it ends in a refusal, that is told
  action?: string; // what the button says, when it is not «undo»
  otherwise?: string; // what the button says that leaves it as it is
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
function show(toast: Omit<Toast, 'id'>, seconds = 10) {
  const id = ++last;
  set([...toasts.slice(-2), { ...toast, id }]);
  setTimeout(() => dismiss(id), seconds * 1000);
  return id;
}
/** Its id is for whoever has to take it away early. */
export function tell(text: string, undo?: () => unknown): number {
  return show({ text, kind: 'done', undo });
}
/** Something that the person has to decide; it stays long enough to be read. */
export function ask(text: string, action: string, act: () => void, otherwise?: string) {
  show({ text, kind: 'failed', undo: act, action, otherwise }, 30);
}
export function tellFailure(error: unknown) {
  show({ text: sentenceOf(error), kind: 'failed' });
}

function undo(toast: Toast) {
  dismiss(toast.id);
  void Promise.resolve(toast.undo?.()).catch(tellFailure);
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
  const undoLatest = () => {
    const latest = toasts.findLast(toast => toast.undo && !toast.action);
    if (latest) undo(latest);
  };
  useShortcuts([{ code: 'KeyZ', control: true, act: undoLatest, label: t('action.undo') }], { everywhere: true });
  useShortcuts([{ code: 'KeyZ', control: true, act: undoLatest }], { inDialog: true });
  return (
    <div className="toasts" role="status" aria-live="polite">
      {shown.map(toast => (
        <div key={toast.id} className={`toast ${toast.kind}`}>
          <span>{toast.text}</span>
          {toast.undo && (
            <Button look="quiet" shortcut={toast.action ? undefined : { code: 'KeyZ', control: true }} onPress={() => undo(toast)}>
              {toast.action ?? t('action.undo')}
            </Button>
          )}
          {toast.otherwise && (
            <Button look="quiet" onPress={() => dismiss(toast.id)}>
              {toast.otherwise}
            </Button>
          )}
        </div>
      ))}
    </div>
  );
}
