// A text that a person takes away with him: a key, a link, a line for his site.
import { Copy } from 'lucide-react';
import type { ReactNode } from 'react';
import { useText } from '../i18n/texts';
import { Button } from './button';
import { copyText } from './clipboard';
import { tell, tellFailure } from './toast';

/** `once`: it is shown now and never again, so copying is the thing to do. `children`: what else can be done, beside the button. */
export function Copyable({ text, once, children }: { text: string; once?: boolean; children?: ReactNode }) {
  const t = useText();
  const copy = () => void copyText(text).then(() => tell(t('share.copied')), tellFailure);
  return (
    <div className="stack">
      <pre className="code" dir="ltr">
        {text}
      </pre>
      <div className="actions">
        <Button look={once ? 'primary' : 'plain'} icon={Copy} onPress={copy}>
          {t('share.copy')}
        </Button>
        {children}
      </div>
    </div>
  );
}
