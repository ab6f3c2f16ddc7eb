// A field of free text that shows which values there are, the commonest first: one is taken, or something of one's own is written.
import { type InputHTMLAttributes, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { type CountedLayer, useKnownValues } from '../api/known-values';
import { useReader } from '../app/session';
import { useText } from '../i18n/texts';
import { digits, number } from '../lib/format';
import { User } from './bits';
import { useCombobox } from './combobox';

interface SuggestedFieldProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'value' | 'onChange'> {
  'aria-label': string;
  field: string; // as the catalogue calls it
  layer: CountedLayer;
  value: string;
  onChange: (text: string) => void;
  onTake: (text: string) => void;
}

export function SuggestedField({ field, layer, value, onChange, onTake, onKeyDown, ...rest }: SuggestedFieldProps) {
  const t = useText();
  const { manner } = useReader();
  const [typed, setTyped] = useState(''); // what stood there from the beginning narrows nothing
  const [shown, setShown] = useState(true);
  const [marked, setMarked] = useState<string>();
  const known = useKnownValues(field, layer, typed);
  const items = shown ? known : [];
  const box = useCombobox({
    label: rest['aria-label'],
    items,
    at: items.findIndex(one => one.value === marked),
    free: true,
    mark: index => setMarked(items[index]?.value),
    take: one => onTake(one.label),
  });
  const isOpen = items.length > 0;
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isOpen) list.current?.scrollIntoView({ block: 'nearest' });
  }, [isOpen]);
  const show = (wish: boolean) => {
    setShown(wish);
    setMarked(undefined);
  };
  const press = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Escape' && isOpen) {
      // The list goes first, whatever the field stands in afterwards.
      event.preventDefault();
      event.stopPropagation();
      return show(false);
    }
    if (event.key === 'ArrowDown' && !shown) {
      event.preventDefault();
      return show(true);
    }
    box.onKeyDown(event);
    if (!event.defaultPrevented) onKeyDown?.(event);
  };
  return (
    <>
      <input
        {...rest}
        {...box.field}
        value={value}
        onChange={event => {
          show(true);
          setTyped(event.target.value);
          onChange(event.target.value);
        }}
        onClick={() => !shown && show(true)}
        onKeyDown={press}
      />
      {isOpen && (
        <div {...box.list} ref={list} className="suggestions">
          {items.map((one, index) => (
            <div key={one.value} {...box.option(one, index)}>
              <User>{one.label}</User>
              <span className="muted small" aria-hidden>
                {number(one.leads, manner)}
              </span>
              <span className="visually-hidden">{digits(t('suggest.leads', { count: one.leads }), manner)}</span>
            </div>
          ))}
        </div>
      )}
      <span className="visually-hidden" role="status">
        {shown && (isOpen || typed) && digits(t('suggest.count', { count: items.length }), manner)}
      </span>
    </>
  );
}
