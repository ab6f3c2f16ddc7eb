import { Check, ChevronDown } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import {
  Checkbox as AriaCheckbox,
  Switch as AriaSwitch,
  TextField as AriaTextField,
  Button,
  FieldError,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Select,
  SelectValue,
  Text,
  TextArea,
} from 'react-aria-components';

interface TextFieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  hint?: ReactNode;
  error?: string;
  type?: 'text' | 'email' | 'password' | 'tel' | 'url' | 'search';
  lines?: number;
  leftToRight?: boolean;
  required?: boolean;
  autoFocus?: boolean;
  autoComplete?: string;
  labelHidden?: boolean;
  placeholder?: string;
  lang?: string; // of what is written there, when it need not be the desk's
  title?: string;
}

export function TextField({
  label,
  value,
  onChange,
  hint,
  error,
  lines,
  leftToRight,
  required,
  labelHidden,
  placeholder,
  lang,
  title,
  ...rest
}: TextFieldProps) {
  const direction = leftToRight ? 'ltr' : value ? 'auto' : undefined; // an empty field follows the page, and so does its placeholder
  return (
    <AriaTextField
      className="field"
      value={value}
      onChange={onChange}
      isInvalid={!!error}
      isRequired={required}
      validationBehavior="aria"
      aria-label={labelHidden ? label : undefined}
      {...rest}
    >
      {!labelHidden && (
        <Label>
          {label}
          {required && <span className="required"> *</span>}
        </Label>
      )}
      {lines ? (
        <TextArea rows={lines} dir={direction} lang={lang} title={title} placeholder={placeholder} />
      ) : (
        <Input dir={direction} lang={lang} title={title} placeholder={placeholder} />
      )}
      {hint && <Text slot="description">{hint}</Text>}
      <FieldError>{error}</FieldError>
    </AriaTextField>
  );
}

export interface Option {
  id: string;
  label: string;
}
interface SelectFieldProps {
  label: string;
  options: Option[];
  value: string;
  onChange: (value: string) => void;
  hint?: string;
  labelHidden?: boolean;
  quiet?: boolean; // inside a card: a value that opens, not a box
  error?: string;
  autoFocus?: boolean;
}

export function SelectField({ label, options, value, onChange, hint, labelHidden, quiet, error, autoFocus = false }: SelectFieldProps) {
  return (
    <Select
      className={quiet ? 'field quiet' : 'field'}
      value={value}
      onChange={key => onChange(String(key))}
      aria-label={labelHidden ? label : undefined}
      isInvalid={!!error}
      autoFocus={autoFocus}
      placeholder="—"
    >
      {!labelHidden && <Label>{label}</Label>}
      <Button className="select">
        <SelectValue>{({ selectedText }) => <bdi>{selectedText || '—'}</bdi>}</SelectValue>
        <ChevronDown size={16} aria-hidden />
      </Button>
      {hint && <Text slot="description">{hint}</Text>}
      <FieldError>{error}</FieldError>
      <Popover className="popover">
        <ListBox className="listbox" items={options}>
          {option => (
            <ListBoxItem className="option" textValue={option.label || '—'}>
              {({ isSelected }) => (
                <>
                  <bdi>{option.label || '—'}</bdi>
                  {isSelected && <Check size={15} aria-hidden />}
                </>
              )}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </Select>
  );
}

interface MultiSelectFieldProps {
  label: string;
  options: Option[];
  value: string[];
  listMark: string;
  labelShown?: boolean; // in a form: a box under its label, not a value that opens
  onChange: (value: string[]) => void;
}

/** Several of a list; it is saved once, when the list closes. */
export function MultiSelectField({ label, options, value, listMark, labelShown, onChange }: MultiSelectFieldProps) {
  const [draft, setDraft] = useState<string[]>();
  const chosen = draft ?? value;
  const close = () => {
    if (draft && draft.join('\n') !== value.join('\n')) onChange(draft);
    setDraft(undefined);
  };
  return (
    <Select
      className={labelShown ? 'field' : 'field quiet'}
      selectionMode="multiple"
      value={chosen}
      onChange={keys => setDraft(keys.map(String))}
      onOpenChange={open => (open ? setDraft(value) : close())}
      aria-label={labelShown ? undefined : label}
    >
      {labelShown && <Label>{label}</Label>}
      <Button className="select">
        <SelectValue>
          {() => (
            <bdi>
              {options
                .filter(option => chosen.includes(option.id))
                .map(option => option.label)
                .join(listMark) || '—'}
            </bdi>
          )}
        </SelectValue>
        <ChevronDown size={16} aria-hidden />
      </Button>
      <Popover className="popover">
        <ListBox className="listbox" items={options}>
          {option => (
            <ListBoxItem className="option" textValue={option.label}>
              {({ isSelected }) => (
                <>
                  <bdi>{option.label}</bdi>
                  {isSelected && <Check size={15} aria-hidden />}
                </>
              )}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </Select>
  );
}

export function Checkbox({
  checked,
  onChange,
  children,
  disabled,
}: {
  checked: boolean;
  onChange: (value: boolean) => void;
  children: ReactNode;
  disabled?: boolean;
}) {
  return (
    <AriaCheckbox className="checkbox" isSelected={checked} onChange={onChange} isDisabled={disabled}>
      <span className="box" aria-hidden>
        <Check size={14} />
      </span>
      <span>{children}</span>
    </AriaCheckbox>
  );
}

interface SwitchProps {
  on: boolean;
  onChange: (value: boolean) => void;
  isDisabled?: boolean;
  children: ReactNode;
}

export function Switch({ on, onChange, isDisabled, children }: SwitchProps) {
  return (
    <AriaSwitch className="switch" isSelected={on} isDisabled={isDisabled} onChange={onChange}>
      <span className="track" aria-hidden>
        <span className="thumb" />
      </span>
      <span>{children}</span>
    </AriaSwitch>
  );
}
