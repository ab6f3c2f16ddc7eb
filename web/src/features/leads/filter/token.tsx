// A word of the sentence that opens: what stands for it is chosen or typed in a small window below it.
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Button, Dialog, DialogTrigger, Popover } from 'react-aria-components';

export type TokenKind = 'field' | 'operator' | 'value' | 'missing' | 'quiet';

/** The window of a token closes by `close`; `onLeave` keeps what was typed when it is left in any way. */
export interface Inside {
  close: () => void;
  onLeave: (keep: (() => void) | undefined) => void;
}

interface TokenProps {
  kind: TokenKind;
  name: string; // what it is, for who cannot see where it stands
  text: ReactNode;
  children: (inside: Inside) => ReactNode;
  opensAtOnce?: boolean;
  fault?: string;
}

export function Token({ kind, name, text, children, opensAtOnce = false, fault }: TokenProps) {
  const [open, setOpen] = useState(false);
  const keep = useRef<() => void>(undefined);
  const word = useRef<HTMLButtonElement>(null);
  // A moment later: the window that made this token gives the focus back while it closes.
  const atOnce = useRef(opensAtOnce);
  useEffect(() => {
    if (!atOnce.current) return;
    const timer = setTimeout(() => setOpen(true), 60);
    return () => clearTimeout(timer);
  }, []);
  const turn = (wish: boolean) => {
    setOpen(wish);
    if (wish) return;
    keep.current?.();
    keep.current = undefined;
    // What opened the window may be gone by now; then the word itself has the focus.
    setTimeout(() => {
      if (document.activeElement === document.body) word.current?.focus();
    }, 60);
  };
  return (
    <DialogTrigger isOpen={open} onOpenChange={turn}>
      <Button ref={word} className="token" data-kind={kind} data-fault={fault ? true : undefined}>
        <span className="visually-hidden">{name}: </span>
        <bdi>{text}</bdi>
        {fault && <span className="visually-hidden"> ({fault})</span>}
      </Button>
      <Popover className="popover token-window" placement="bottom start" offset={6}>
        <Dialog className="token-dialog" aria-label={name}>
          {children({
            close: () => turn(false),
            onLeave: next => {
              keep.current = next;
            },
          })}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
