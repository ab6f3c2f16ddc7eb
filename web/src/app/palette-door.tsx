// The way to the command palette, which itself loads when the desk is idle or when it is asked for.
import { Search } from 'lucide-react';
import { lazy, type RefObject, Suspense, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useText } from '../i18n/texts';
import { keyName, useShortcuts } from '../lib/keys';
import { Kbd } from '../ui/button';

const load = () => import('./palette/palette');
const Palette = lazy(load);
const keys = { code: 'KeyK', control: true };

/** What one types before it is there is kept for it: no key does anything else meanwhile. */
function Coming({ typed, onClose }: { typed: RefObject<string>; onClose: () => void }) {
  useLayoutEffect(() => {
    const keep = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key.length === 1) typed.current += event.key;
      else if (event.key === 'Backspace') typed.current = typed.current.slice(0, -1);
      else if (event.key === 'Escape') onClose();
      else if (event.key !== 'Enter') return;
      event.preventDefault();
      event.stopPropagation();
    };
    window.addEventListener('keydown', keep, { capture: true });
    return () => window.removeEventListener('keydown', keep, { capture: true });
  }, [typed, onClose]);
  return null;
}

export function PaletteDoor() {
  const t = useText();
  const [open, setOpen] = useState(false);
  const typed = useRef('');
  const show = () => {
    typed.current = '';
    setOpen(true);
  };
  const close = useCallback(() => setOpen(false), []);
  useEffect(() => {
    const timer = setTimeout(() => void load().catch(() => {}), 2_000);
    return () => clearTimeout(timer);
  }, []);
  useShortcuts([{ ...keys, whileTyping: true, act: show, label: t('palette.title') }], { everywhere: true });
  return (
    <>
      <button type="button" className="palette-door" onClick={show}>
        <Search size={17} aria-hidden />
        <span>{t('palette.title')}</span>
        <Kbd>{keyName(keys)}</Kbd>
      </button>
      {open && (
        <Suspense fallback={<Coming typed={typed} onClose={close} />}>
          <Palette typed={typed} onClose={close} />
        </Suspense>
      )}
    </>
  );
}
