import { X } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useText } from '../i18n/texts';
import { giveKeyboardToPlace } from '../lib/keys';
import { Button, IconButton } from './button';

interface DialogProps {
  title: string;
  open: boolean;
  onClose: () => void;
  children: ReactNode;
  wide?: boolean;
  sheet?: boolean; // stands at the end of the screen, full height
  reads?: boolean; // nothing in it but words, maybe more than the screen holds: they have the keyboard, which scrolls them
  stays?: boolean; // a press beside it does not close it: what it shows is not shown again
  actions?: ReactNode; // beside the title
}

const takeKeyboard = (element: HTMLElement | null) => element?.focus();

export function Dialog({ title, open, onClose, children, wide, sheet, reads, stays, actions }: DialogProps) {
  const t = useText();
  // A press beside it does not throw away what was written in it; what is written on a sheet is saved there.
  const written = useRef(false);
  // What opened it has the keyboard again; when that has gone meanwhile, the place behind has it.
  useEffect(() => {
    if (!open) return;
    written.current = false;
    return () => {
      setTimeout(() => !document.querySelector('[role=dialog]') && giveKeyboardToPlace(), 60);
    };
  }, [open]);
  return (
    <ModalOverlay
      className="overlay"
      isOpen={open}
      onOpenChange={isOpen => !isOpen && onClose()}
      isDismissable={!stays}
      shouldCloseOnInteractOutside={() => !written.current || !!sheet}
    >
      <Modal className={sheet ? 'sheet' : wide ? 'modal wide' : 'modal'}>
        <AriaDialog className="dialog">
          <header>
            <Heading slot="title">{title}</Heading>
            {actions}
            <IconButton label={t('action.close')} icon={X} shortcut={{ code: 'Escape' }} onPress={onClose} />
          </header>
          <div
            className="dialog-body"
            onInput={() => {
              written.current = true;
            }}
            {...(reads && { tabIndex: 0, role: 'group', 'aria-label': title, ref: takeKeyboard })}
          >
            {children}
          </div>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

interface ConfirmProps {
  title: string;
  open: boolean;
  onClose: () => void;
  onConfirm: () => void;
  action: string;
  children: ReactNode;
}

export function Confirm({ title, open, onClose, onConfirm, action, children }: ConfirmProps) {
  const t = useText();
  return (
    <Dialog title={title} open={open} onClose={onClose}>
      {children}
      <div className="actions">
        <Button
          look="danger"
          onPress={() => {
            onConfirm();
            onClose();
          }}
        >
          {action}
        </Button>
        <Button onPress={onClose}>{t('action.cancel')}</Button>
      </div>
    </Dialog>
  );
}
