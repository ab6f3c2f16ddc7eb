import type { LucideIcon } from 'lucide-react';
import type { ReactNode, Ref } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps, Tooltip, TooltipTrigger } from 'react-aria-components';
import { keyName, type Shortcut } from '../lib/keys';

type Look = 'plain' | 'primary' | 'quiet' | 'danger';
interface ButtonProps extends Omit<AriaButtonProps, 'children' | 'className'> {
  look?: Look;
  icon?: LucideIcon;
  shortcut?: Pick<Shortcut, 'code' | 'shift' | 'control'>;
  ref?: Ref<HTMLButtonElement>;
  children: ReactNode;
}

export function Button({ look = 'plain', icon: Icon, shortcut, children, ...rest }: ButtonProps) {
  return (
    <AriaButton className={`button ${look}`} {...rest}>
      {Icon && <Icon size={17} aria-hidden />}
      <span>{children}</span>
      {shortcut && <Kbd>{keyName(shortcut)}</Kbd>}
    </AriaButton>
  );
}

interface IconButtonProps extends Omit<AriaButtonProps, 'children' | 'className'> {
  label: string;
  icon: LucideIcon;
  look?: Look;
  mirrored?: boolean;
  shortcut?: Pick<Shortcut, 'code' | 'shift' | 'control'>;
}

/** A button of one picture: its name is read aloud and stands in the tooltip, with its key. */
export function IconButton({ label, icon: Icon, look = 'quiet', mirrored, shortcut, ...rest }: IconButtonProps) {
  return (
    <TooltipTrigger delay={400}>
      <AriaButton className={`button icon ${look}`} aria-label={label} {...rest}>
        <Icon size={18} aria-hidden className={mirrored ? 'mirrored' : undefined} />
      </AriaButton>
      <Tooltip className="tooltip" offset={6}>
        {label} {shortcut && <Kbd>{keyName(shortcut)}</Kbd>}
      </Tooltip>
    </TooltipTrigger>
  );
}

export function Kbd({ children }: { children: ReactNode }) {
  return (
    <kbd className="kbd" dir="ltr">
      {children}
    </kbd>
  );
}
