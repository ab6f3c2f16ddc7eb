// An amount with its unit where it stands. Rial and toman are said both, because one is taken for the other every day.
import { Pencil } from 'lucide-react';
import { type FocusEvent, type KeyboardEvent, useRef, useState } from 'react';
import { sentenceOf } from '../api/client';
import { useReader } from '../app/session';
import { useText } from '../i18n/texts';
import { amountOf, money, otherMoney, unitName } from '../lib/format';
import { useKeyboardBack } from './keyboard-back';

export interface Amount {
  amount: number;
  currency: string;
}
interface MoneyEditProps {
  label: string;
  value: Amount | undefined;
  currency: string; // of the workspace, for an amount that is new
  onSave: (value: Amount | null) => Promise<unknown>;
  readOnly?: boolean;
}

export function MoneyText({ value }: { value: Amount }) {
  const { manner } = useReader();
  const other = otherMoney(value.amount, value.currency, manner);
  return (
    <span>
      <bdi>{money(value.amount, value.currency, manner)}</bdi>
      {other && (
        <span className="muted small">
          {' '}
          = <bdi>{other}</bdi>
        </span>
      )}
    </span>
  );
}

export function MoneyEdit({ label, value, currency, onSave, readOnly }: MoneyEditProps) {
  const t = useText();
  const { manner } = useReader();
  const [draft, setDraft] = useState<{ text: string; currency: string }>();
  const [error, setError] = useState<string>();
  const closed = useRef(true); // or saving: who leaves the fields meanwhile does not save again
  const { button, leave } = useKeyboardBack(draft !== undefined);

  const close = () => {
    closed.current = true;
    setDraft(undefined);
    setError(undefined);
  };
  const save = async () => {
    if (!draft || closed.current) return;
    const amount = amountOf(draft.text);
    if (draft.text.trim() && amount === undefined) return setError(t('money.not_a_number'));
    if (amount === value?.amount && (amount === undefined || draft.currency === value?.currency)) return close();
    closed.current = true;
    try {
      await onSave(amount === undefined ? null : { amount, currency: draft.currency });
      close();
    } catch (failure) {
      closed.current = false;
      setError(sentenceOf(failure));
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.stopPropagation();
      close();
    }
    if (event.key === 'Enter') {
      event.preventDefault();
      void save();
    }
  };
  const onBlur = (event: FocusEvent<HTMLElement>) => {
    if (event.currentTarget.contains(event.relatedTarget)) return;
    leave(event.relatedTarget);
    void save();
  };

  if (readOnly) return <span className="inline-value">{value ? <MoneyText value={value} /> : '—'}</span>;
  if (!draft)
    return (
      <button
        ref={button}
        type="button"
        className="inline-value editable"
        onClick={() => {
          closed.current = false;
          setDraft({ text: value ? String(value.amount) : '', currency: value?.currency ?? currency });
        }}
      >
        <span className="visually-hidden">{`${t('action.edit')}: ${label}: `}</span>
        {value ? <MoneyText value={value} /> : <span className="muted">—</span>}
        <Pencil size={13} aria-hidden />
      </button>
    );
  const units = [...new Set([draft.currency, currency, ...(currency === 'IRR' || currency === 'IRT' ? ['IRR', 'IRT'] : [])])];
  const amount = amountOf(draft.text);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: leaving the two fields together saves
    <span className="inline-edit" onFocus={() => leave(null)} onBlur={onBlur} onKeyDown={onKeyDown}>
      <span className="money">
        <input
          aria-label={label}
          aria-invalid={!!error}
          inputMode="numeric"
          dir="ltr"
          // biome-ignore lint/a11y/noAutofocus: the person has just asked to write here
          autoFocus
          value={draft.text}
          onChange={event => setDraft({ ...draft, text: event.target.value })}
        />
        <select
          aria-label={t('money.unit')}
          value={draft.currency}
          onChange={event => setDraft({ ...draft, currency: event.target.value })}
        >
          {units.map(unit => (
            <option key={unit} value={unit}>
              {unitName(unit, manner)}
            </option>
          ))}
        </select>
      </span>
      {error ? (
        <span className="error" role="alert">
          {error}
        </span>
      ) : (
        amount !== undefined && <MoneyText value={{ amount, currency: draft.currency }} />
      )}
    </span>
  );
}
