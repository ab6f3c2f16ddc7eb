import { EyeOff } from 'lucide-react';
import { useText } from '../i18n/texts';

/** In the place of a value that is kept from the role of whoever reads. */
export function Hidden({ short }: { short?: boolean }) {
  const t = useText();
  return (
    <span className="hidden-value" title={short ? t('hidden.for_role') : undefined}>
      <EyeOff size={14} aria-hidden /> {t(short ? 'hidden.short' : 'hidden.for_role')}
    </span>
  );
}
