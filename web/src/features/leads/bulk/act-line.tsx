// One line of the dialog: what is done, and with which value.
import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useCustomFields, useStatuses } from '../../../api/leads';
import { useReader } from '../../../app/session';
import { useText } from '../../../i18n/texts';
import { IconButton } from '../../../ui/button';
import { DateField } from '../../../ui/date-field';
import { SelectField, TextField } from '../../../ui/fields';
import { asksReason, customOf, type Draft, draftOf, kindOptions, needsNoValue } from './acts';
import { useValueOptions } from './values';

function Value({ draft, first, onChange }: { draft: Draft; first: boolean; onChange: (value: string) => void }) {
  const t = useText();
  const { manner } = useReader();
  const fields = useCustomFields().data ?? [];
  const optionsOf = useValueOptions();
  const common = { label: t('bulk.value'), value: draft.value, onChange };
  const options = optionsOf(draft.kind, t, manner.language);
  const custom = customOf(draft.kind, fields);
  if (needsNoValue(draft.kind)) return null;
  if (options) return <SelectField {...common} options={options} autoFocus={first} />;
  if (draft.kind === 'snooze' || custom?.type === 'date') return <DateField {...common} />;
  return <TextField {...common} leftToRight={custom?.type === 'link'} autoFocus={first} />;
}

interface ActLineProps {
  draft: Draft;
  first: boolean; // the dialog begins here, for what is done was said by whatever opened it
  onChange: (draft: Draft) => void;
  onRemove: (() => void) | undefined;
}
export function ActLine({ draft, first, onChange, onRemove }: ActLineProps) {
  const t = useText();
  const { manner } = useReader();
  const fields = useCustomFields().data ?? [];
  const statuses = useStatuses().data ?? [];
  const [reasonFirst] = useState(first && asksReason(draft, statuses));
  return (
    <div className="bulk-act">
      <SelectField
        label={t('bulk.what')}
        value={draft.kind}
        options={kindOptions(t, fields, manner.language)}
        onChange={kind => onChange(draftOf(kind))}
      />
      <Value draft={draft} first={first && !draft.value} onChange={value => onChange({ ...draft, value })} />
      {asksReason(draft, statuses) && (
        <TextField
          label={t('bulk.reason')}
          value={draft.reason}
          onChange={reason => onChange({ ...draft, reason })}
          autoFocus={reasonFirst}
        />
      )}
      {onRemove && <IconButton label={t('action.remove')} icon={Trash2} onPress={onRemove} />}
    </div>
  );
}
