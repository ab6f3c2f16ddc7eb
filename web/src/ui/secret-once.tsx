// What is shown this one time and never again: a key, a secret, a link that lets somebody in. It says so first, and stays until it is
// closed on purpose.
import type { ReactNode } from 'react';
import { useText } from '../i18n/texts';
import { Copyable } from './copyable';
import { Dialog } from './dialog';

interface SecretOnceProps {
  title: string;
  secret: string;
  name?: string; // what the text is, where something else stands beside it
  wide?: boolean;
  children?: ReactNode; // what to do with it, and what goes with it
  onClose: () => void;
}

export function SecretOnce({ title, secret, name, wide, children, onClose }: SecretOnceProps) {
  const t = useText();
  return (
    <Dialog title={title} open stays wide={wide} onClose={onClose}>
      <p className="notice">{t('secret.once')}</p>
      {children}
      {name && <h3>{name}</h3>}
      <Copyable text={secret} once />
    </Dialog>
  );
}
