import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Menu as AriaMenu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { keyName, type Shortcut } from '../lib/keys';
import { Kbd } from './button';

export interface MenuEntry {
  id: string;
  label: ReactNode;
  text?: string;
  icon?: LucideIcon;
  danger?: boolean;
  shortcut?: Pick<Shortcut, 'code' | 'shift' | 'control'>;
  act: () => void;
}

/** `children` is the button that opens it. */
export function Menu({ label, entries, children }: { label: string; entries: MenuEntry[]; children: ReactNode }) {
  return (
    <MenuTrigger>
      {children}
      <Popover className="popover" placement="bottom end">
        <AriaMenu className="listbox" aria-label={label} onAction={key => entries.find(entry => entry.id === key)?.act()}>
          {entries.map(({ id, label: name, text, icon: Icon, danger, shortcut }) => (
            <MenuItem key={id} id={id} className={danger ? 'option danger' : 'option'} textValue={text ?? String(name)}>
              {Icon && <Icon size={16} aria-hidden />}
              <span>{name}</span>
              {shortcut && <Kbd>{keyName(shortcut)}</Kbd>}
            </MenuItem>
          ))}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}
