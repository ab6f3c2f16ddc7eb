import { useCallback, useEffect, useRef, useState } from 'react';
import { type Form, ProblemError } from '../../api/client';
import { useFormActs } from '../../api/forms';

/** What a browser still carries away from a page that is closing (Fetch, 64 KiB for all of it), with room for what else is in the air. */
const carriedAway = 48 * 1024;
const isCarriedAway = (text: string) => new Blob([text]).size < carriedAway;

/**
 * Saves what was typed once it rests, one save after the other, each on the version before; `settled` does not wait for the rest. Whoever
 * closes or reloads the page is not robbed of his last half second: it is sent on the way out, and he is asked only when it cannot be.
 */
export function useAutoSave(form: Form) {
  const acts = useRef(useFormActs());
  const [content, setContent] = useState(form.content);
  const [problem, setProblem] = useState<ProblemError>();
  const [state, setState] = useState<'saved' | 'saving' | 'waiting'>('saved');
  const wanted = useRef(content);
  wanted.current = content;
  const saved = useRef(JSON.stringify(form.content));
  const latest = useRef(form);
  latest.current = form.version > latest.current.version ? form : latest.current;
  const line = useRef(Promise.resolve());
  const busy = useRef(false);
  const refused = useRef(false);
  const settled = useCallback(() => {
    line.current = line.current.then(async () => {
      const text = JSON.stringify(wanted.current);
      if (text === saved.current) return;
      setState('saving');
      busy.current = true;
      try {
        latest.current = await acts.current.save(latest.current, wanted.current, { keepalive: isCarriedAway(text) });
        saved.current = text;
        refused.current = false;
        setProblem(undefined);
        setState('saved');
      } catch (error) {
        refused.current = true;
        setProblem(error instanceof ProblemError ? error : undefined);
        setState('waiting');
      } finally {
        busy.current = false;
      }
    });
    return line.current;
  }, []);
  useEffect(() => {
    // A save on its way may be of other words, so even what was saved last is looked at again.
    if (JSON.stringify(content) !== saved.current) setState('waiting');
    const timer = setTimeout(settled, 500);
    return () => clearTimeout(timer);
  }, [content, settled]);
  // Whoever leaves at once leaves nothing behind.
  useEffect(() => () => void settled(), [settled]);
  useEffect(() => {
    const hidden = () => void (document.hidden && settled());
    const leave = (event: BeforeUnloadEvent) => {
      const text = JSON.stringify(wanted.current);
      if (text === saved.current) return;
      // Words that come after a save in the air wait for its version, and what was refused is not sent again in vain.
      if (busy.current || refused.current || !isCarriedAway(text)) event.preventDefault();
      void settled();
    };
    document.addEventListener('visibilitychange', hidden);
    addEventListener('beforeunload', leave);
    return () => {
      document.removeEventListener('visibilitychange', hidden);
      removeEventListener('beforeunload', leave);
    };
  }, [settled]);
  return { content, setContent, problem, state, settled };
}
