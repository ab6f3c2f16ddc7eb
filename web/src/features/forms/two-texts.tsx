import { languageNames } from '../../lib/languages';
import { TextField } from '../../ui/fields';

interface TwoProps {
  label: string;
  value: { fa?: string; en?: string } | undefined;
  onChange: (value: { fa: string; en: string }) => void;
  lines?: number;
  error?: string;
}

/** One text in both languages, side by side. */
export function TwoTexts({ label, value, onChange, lines, error }: TwoProps) {
  const fa = value?.fa ?? '';
  const en = value?.en ?? '';
  return (
    <div className="grid-2">
      <TextField
        label={`${label} (${languageNames.fa})`}
        lang="fa"
        value={fa}
        lines={lines}
        onChange={next => onChange({ fa: next, en })}
        error={error}
      />
      <TextField
        label={`${label} (${languageNames.en})`}
        lang="en"
        value={en}
        lines={lines}
        onChange={next => onChange({ fa, en: next })}
      />
    </div>
  );
}

/** A part of the form that is edited, with the refusals that concern it. */
export interface PartProps<T> {
  value: T;
  onChange: (value: T) => void;
  fault: (pointer: string) => string | undefined;
  at: string;
}
