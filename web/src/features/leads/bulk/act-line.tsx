// One line of the dialog: what is done, and with which value.
import { Trash2 } from 'lucide-react';
import type { CustomField } from '../../../api/client';
import { useCustomFields, usePeople, useStatuses } from '../../../api/leads';
import { useReader } from '../../../app/session';
import { useText } from '../../../i18n/texts';
import { IconButton } from '../../../ui/button';
import { DateField } from '../../../ui/date-field';
import { SelectField, TextField } from '../../../ui/fields';
import { isWordField, labelIn, useWords } from '../../card/values';
import { asksReason, customOf, type Draft, draftOf, fieldOf, kindOptions, nobodys } from './acts';

function CustomValue({
  field,
  label,
  draft,
  onChange,
}: {
  field: CustomField;
  label: string;
  draft: Draft;
  onChange: (value: string) => void;
}) {
  const t = useText();
  const { manner } = useReader();
  const common = { label, value: draft.value, onChange };
  const choices = field.choices.map(choice => ({ id: choice.key, label: labelIn(choice.label, manner) }));
  switch (field.type) {
    case 'choice':
      return <SelectField {...common} options={[{ id: '', label: '—' }, ...choices]} />;
    case 'multi_choice':
      return <SelectField {...common} options={choices} />;
    case 'yes_no':
      return (
        <SelectField
          {...common}
          options={[
            { id: '', label: '—' },
            { id: 'yes', label: t('word.yes') },
            { id: 'no', label: t('word.no') },
          ]}
        />
      );
    case 'date':
      return <DateField {...common} />;
    default:
      return <TextField {...common} leftToRight={field.type === 'link'} />;
  }
}

function Value({ draft, first, onChange }: { draft: Draft; first: boolean; onChange: (value: string) => void }) {
  const t = useText();
  const { manner } = useReader();
  const fields = useCustomFields().data ?? [];
  const people = (usePeople().data ?? []).filter(person => person.active);
  const statuses = (useStatuses().data ?? []).filter(status => !status.archived);
  const words = useWords();
  const label = t('bulk.value');
  const common = { label, value: draft.value, onChange, autoFocus: first };
  const custom = customOf(draft.kind, fields);
  if (custom) return <CustomValue field={custom} label={label} draft={draft} onChange={onChange} />;
  const fact = fieldOf(draft.kind);
  switch (draft.kind) {
    case 'owner':
      return (
        <SelectField
          {...common}
          options={[...people.map(one => ({ id: one.id, label: one.name })), { id: nobodys, label: t('owner.none') }]}
        />
      );
    case 'status':
      return <SelectField {...common} options={statuses.map(one => ({ id: one.id, label: labelIn(one.label, manner) || one.key }))} />;
    case 'snooze':
      return <DateField label={label} value={draft.value} onChange={onChange} />;
    case 'wake':
    case 'junk':
    case 'restore':
      return null;
    default:
      return isWordField(fact) ? <SelectField {...common} options={words.optionsOf(fact)} /> : <TextField {...common} />;
  }
}

interface ActLineProps {
  draft: Draft;
  first: boolean; // the dialog begins at its value, for what is done was said by the button that opened it
  onChange: (draft: Draft) => void;
  onRemove: (() => void) | undefined;
}
export function ActLine({ draft, first, onChange, onRemove }: ActLineProps) {
  const t = useText();
  const { manner } = useReader();
  const fields = useCustomFields().data ?? [];
  const statuses = useStatuses().data ?? [];
  return (
    <div className="bulk-act">
      <SelectField
        label={t('bulk.what')}
        value={draft.kind}
        options={kindOptions(t, fields, manner.language)}
        onChange={kind => onChange(draftOf(kind))}
      />
      <Value draft={draft} first={first} onChange={value => onChange({ ...draft, value })} />
      {asksReason(draft, statuses) && (
        <TextField label={t('bulk.reason')} value={draft.reason} onChange={reason => onChange({ ...draft, reason })} />
      )}
      {onRemove && <IconButton label={t('action.remove')} icon={Trash2} onPress={onRemove} />}
    </div>
  );
}
