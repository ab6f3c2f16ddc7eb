import { Check, ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
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
      {lines ? <TextArea rows={lines} dir={direction} placeholder={placeholder} /> : <Input dir={direction} placeholder={placeholder} />}
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
  error?: string;
}

export function SelectField({ label, options, value, onChange, hint, labelHidden, error }: SelectFieldProps) {
  return (
    <Select
      className="field"
      value={value}
      onChange={key => onChange(String(key))}
      aria-label={labelHidden ? label : undefined}
      isInvalid={!!error}
      placeholder="—"
    >
      {!labelHidden && <Label>{label}</Label>}
      <Button className="select">
        <SelectValue />
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

export function Switch({ on, onChange, children }: { on: boolean; onChange: (value: boolean) => void; children: ReactNode }) {
  return (
    <AriaSwitch className="switch" isSelected={on} onChange={onChange}>
      <span className="track" aria-hidden>
        <span className="thumb" />
      </span>
      <span>{children}</span>
    </AriaSwitch>
  );
}
