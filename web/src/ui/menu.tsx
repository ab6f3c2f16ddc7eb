import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Menu as AriaMenu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';

export interface MenuEntry {
  id: string;
  label: ReactNode;
  text?: string;
  icon?: LucideIcon;
  danger?: boolean;
  act: () => void;
}

/** `children` is the button that opens it. */
export function Menu({ label, entries, children }: { label: string; entries: MenuEntry[]; children: ReactNode }) {
  return (
    <MenuTrigger>
      {children}
      <Popover className="popover" placement="bottom end">
        <AriaMenu className="listbox" aria-label={label} onAction={key => entries.find(entry => entry.id === key)?.act()}>
          {entries.map(({ id, label: name, text, icon: Icon, danger }) => (
            <MenuItem key={id} id={id} className={danger ? 'option danger' : 'option'} textValue={text ?? String(name)}>
              {Icon && <Icon size={16} aria-hidden />}
              <span>{name}</span>
            </MenuItem>
          ))}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}
