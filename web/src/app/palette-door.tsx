// The way to the command palette, which itself loads when the desk is idle or when it is asked for.
import { Search } from 'lucide-react';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useText } from '../i18n/texts';
import { keyName, useShortcuts } from '../lib/keys';
import { Kbd } from '../ui/button';

const load = () => import('./palette/palette');
const Palette = lazy(load);
const keys = { code: 'KeyK', control: true };

export function PaletteDoor() {
  const t = useText();
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => void load().catch(() => {}), 2_000);
    return () => clearTimeout(timer);
  }, []);
  useShortcuts([{ ...keys, whileTyping: true, act: () => setOpen(true), label: t('palette.title') }], { everywhere: true });
  return (
    <>
      <button type="button" className="palette-door" onClick={() => setOpen(true)}>
        <Search size={17} aria-hidden />
        <span>{t('palette.title')}</span>
        <Kbd>{keyName(keys)}</Kbd>
      </button>
      {open && (
        <Suspense>
          <Palette onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
