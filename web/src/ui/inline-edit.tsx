// A value that becomes a field where it stands. Enter saves, Escape gives up, leaving the field saves too.
import { Pencil } from 'lucide-react';
import { type FocusEvent, type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import { sentenceOf } from '../api/client';
import { useText } from '../i18n/texts';
import { useKeyboardBack } from './keyboard-back';

/** What a field of another kind gets that stands here: see SuggestedField. */
export interface FieldInline {
  'aria-label': string;
  'aria-invalid': boolean;
  dir: string;
  value: string;
  autoFocus: boolean;
  onFocus: () => void;
  onBlur: (event: FocusEvent) => void;
  onKeyDown: (event: KeyboardEvent) => void;
  onChange: (text: string) => void;
  onTake: (text: string) => void;
}

interface InlineEditProps {
  label: string;
  value: string;
  shown?: ReactNode;
  onSave: (value: string) => Promise<unknown> | undefined;
  lines?: number;
  field?: (props: FieldInline) => ReactNode;
  leftToRight?: boolean;
  readOnly?: boolean;
  opened?: boolean; // in a cell of a list: a field from the first, which is gone when it is done with
  onClose?: () => void;
}

export function InlineEdit({ label, value, shown, onSave, lines, field, leftToRight, readOnly, opened, onClose }: InlineEditProps) {
  const t = useText();
  const [draft, setDraft] = useState<string | undefined>(opened ? value : undefined);
  const [error, setError] = useState<string>();
  const { button, leave } = useKeyboardBack(draft !== undefined);
  const closing = useRef(false); // or saving: who leaves the field meanwhile does not save again

  const close = () => {
    closing.current = true;
    setDraft(undefined);
    setError(undefined);
    onClose?.();
  };
  const save = async (text: string | undefined) => {
    if (text === undefined || closing.current) return;
    if (text.trim() === value) return close();
    closing.current = true;
    try {
      await onSave(text.trim());
      close();
    } catch (failure) {
      closing.current = false;
      setError(sentenceOf(failure));
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.stopPropagation();
      close();
    }
    if (event.key === 'Enter' && (!lines || event.ctrlKey)) {
      event.preventDefault();
      void save(draft);
    }
  };

  if (readOnly) return <span className="inline-value">{shown ?? (value ? <bdi>{value}</bdi> : '—')}</span>;
  if (draft === undefined)
    return (
      <button
        ref={button}
        type="button"
        className="inline-value editable"
        onClick={() => {
          closing.current = false;
          setDraft(value);
        }}
      >
        <span className="visually-hidden">{`${t('action.edit')}: ${label}: `}</span>
        {shown ?? (value ? <bdi>{value}</bdi> : <span className="muted">—</span>)}
        <Pencil size={13} aria-hidden />
      </button>
    );
  const common = {
    'aria-label': label,
    'aria-invalid': !!error,
    dir: leftToRight ? 'ltr' : 'auto',
    value: draft,
    autoFocus: true,
    onFocus: () => leave(null),
    onBlur: (event: FocusEvent) => {
      leave(event.relatedTarget);
      void save(draft);
    },
    onKeyDown,
  };
  return (
    <span className="inline-edit">
      {field ? (
        field({
          ...common,
          onChange: setDraft,
          onTake: text => {
            setDraft(text);
            void save(text);
          },
        })
      ) : lines ? (
        <textarea rows={lines} {...common} onChange={event => setDraft(event.target.value)} />
      ) : (
        <input {...common} onChange={event => setDraft(event.target.value)} />
      )}
      {error && (
        <span className="error" role="alert">
          {error}
        </span>
      )}
    </span>
  );
}
