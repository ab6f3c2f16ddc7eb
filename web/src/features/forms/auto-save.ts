import { useCallback, useEffect, useRef, useState } from 'react';
import { type Form, ProblemError } from '../../api/client';
import { useFormActs } from '../../api/forms';

/** Saves what was typed once it rests, one save after the other, each on the version before; `settled` does not wait for the rest. */
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
  const settled = useCallback(() => {
    line.current = line.current.then(async () => {
      const text = JSON.stringify(wanted.current);
      if (text === saved.current) return;
      setState('saving');
      try {
        latest.current = await acts.current.save(latest.current, wanted.current);
        saved.current = text;
        setProblem(undefined);
        setState('saved');
      } catch (error) {
        setProblem(error instanceof ProblemError ? error : undefined);
        setState('waiting');
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
  return { content, setContent, problem, state, settled };
}
