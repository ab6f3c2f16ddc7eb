// What has just happened, with its undo for ten seconds. Ctrl+Z goes further back, act by act, also when their words are gone.
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
/** What Ctrl+Z takes back. */
interface Done {
  id: number; // of its toast, which may be gone
  text: string;
  undo: () => unknown;
  at: number;
}
const mostShown = 3;
const mostDone = 50;
const longestDone = 10 * 60_000; // later nobody knows any more what it was

let toasts: Toast[] = [];
let done: Done[] = [];
let last = 0;
const listeners = new Set<() => void>();
function set(next: Toast[]) {
  toasts = next;
  for (const listener of listeners) listener();
}
/** What Ctrl+Z takes back now. */
const latest = (): Done | undefined => done.findLast(one => one.at >= Date.now() - longestDone);
const hide = (id: number) => set(toasts.filter(toast => toast.id !== id));
/** While somebody reads or aims at them, nothing comes or goes beneath the pointer. */
function isHeld(): boolean {
  const place = document.querySelector('.toasts');
  return !!place && (place.matches(':hover') || place.contains(document.activeElement));
}
function hideAfter(id: number, seconds: number) {
  setTimeout(() => (isHeld() ? hideAfter(id, 2) : hide(id)), seconds * 1000);
}
/** At most three stand; what has to be decided is the last to make room. */
function withRoom(all: Toast[]): Toast[] {
  if (all.length < mostShown || isHeld()) return all;
  const oldest = all.find(toast => toast.kind === 'done' || !toast.action) ?? all[0];
  return all.filter(toast => toast !== oldest);
}
/** Takes the words away, and with them the way back. */
export function dismiss(id: number) {
  done = done.filter(one => one.id !== id);
  hide(id);
}
function show(toast: Omit<Toast, 'id'>, seconds = 10, id = ++last) {
  set([...withRoom(toasts), { ...toast, id }]);
  hideAfter(id, seconds);
}
/** What was done before, and said then: Ctrl+Z takes it back. */
export function remember(text: string, undo: () => unknown, at = Date.now(), id = ++last) {
  done = [...done.slice(1 - mostDone), { id, text, undo, at }];
}
/** Its id is for whoever has to take it away early. What was itself an undo is taken back by its button alone: Ctrl+Z goes on to the act before. */
export function tell(text: string, undo?: () => unknown, wasUndo = false): number {
  const id = ++last;
  if (undo && !wasUndo) remember(text, undo, Date.now(), id);
  show({ text, kind: 'done', undo }, 10, id);
  return id;
}
/** What was done, with the way to it: nothing that can be taken back here. */
export function tellWithWay(text: string, action: string, act: () => void) {
  show({ text, kind: 'done', undo: act, action });
}
/** Something that the person has to decide; it stays long enough to be read. */
export function ask(text: string, action: string, act: () => void, otherwise?: string) {
  show({ text, kind: 'failed', undo: act, action, otherwise }, 30);
}
export function tellFailure(error: unknown) {
  show({ text: sentenceOf(error), kind: 'failed' });
}

async function undo({ id, undo: back }: Pick<Toast, 'id' | 'undo'>): Promise<void> {
  dismiss(id);
  await Promise.resolve(back?.()).catch(tellFailure);
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
  const next = latest()?.id;
  const undoLatest = () => {
    const act = latest();
    if (!act) return;
    const isSeen = toasts.some(toast => toast.id === act.id);
    void undo(act).then(() => isSeen || tell(t('undo.done', { what: act.text })));
  };
  useShortcuts([{ code: 'KeyZ', control: true, act: undoLatest, label: t('action.undo') }], { everywhere: true });
  useShortcuts([{ code: 'KeyZ', control: true, act: undoLatest }], { inDialog: true });
  return (
    // The newest on top, so that it does not move those that somebody may be aiming at.
    <div className="toasts" role="status" aria-live="polite">
      {shown.toReversed().map(toast => (
        <div key={toast.id} className={`toast ${toast.kind}`}>
          <span>{toast.text}</span>
          {toast.undo && (
            <Button
              look="quiet"
              shortcut={toast.id === next ? { code: 'KeyZ', control: true } : undefined}
              onPress={() => void undo(toast)}
            >
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
