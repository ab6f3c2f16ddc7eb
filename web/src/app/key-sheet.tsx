// Every shortcut that works on this screen.
import { useState } from 'react';
import { useText } from '../i18n/texts';
import { keyName, useListedShortcuts, useShortcuts } from '../lib/keys';
import { Kbd } from '../ui/button';
import { Dialog } from '../ui/dialog';

let openSheet = () => {};
/** For a button that opens the sheet. */
export const showKeys = () => openSheet();

export function KeySheet() {
  const t = useText();
  const [open, setOpen] = useState(false);
  openSheet = () => setOpen(true);
  const { here, everywhere } = useListedShortcuts();
  useShortcuts([{ code: 'Slash', shift: true, act: () => setOpen(true), label: t('keys_sheet.title') }], { everywhere: true });
  return (
    <Dialog title={t('keys_sheet.title')} open={open} onClose={() => setOpen(false)} reads>
      {[here, everywhere].map((group, index) => (
        <dl className="key-list" key={index}>
          {group.map(shortcut => (
            <div key={shortcut.code + shortcut.label}>
              <dt>{shortcut.label}</dt>
              <dd>
                <Kbd>{keyName(shortcut)}</Kbd>
              </dd>
            </div>
          ))}
        </dl>
      ))}
      <p className="muted small">{t('keys_sheet.about')}</p>
    </Dialog>
  );
}
