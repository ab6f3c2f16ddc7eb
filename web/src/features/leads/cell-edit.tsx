// A cell of the list is changed where it stands: what is chosen by a short list, what is written in a field, a day in its month. Whoever
// was quicker is not written over: see `change` and `decide` in api/leads.
import { Check } from 'lucide-react';
import { type ReactNode, useRef } from 'react';
import { Dialog, Menu, MenuItem, Popover } from 'react-aria-components';
import type { CustomField, LeadRow } from '../../api/client';
import { setOwner, setStatus, undoOf, useLeadActs, usePeople, useStatuses } from '../../api/leads';
import { useReader } from '../../app/session';
import { useText } from '../../i18n/texts';
import { asciiDigits } from '../../lib/format';
import { Button } from '../../ui/button';
import { MonthCalendar } from '../../ui/date-field';
import type { Option } from '../../ui/fields';
import { InlineEdit } from '../../ui/inline-edit';
import { tellFailure } from '../../ui/toast';
import { labelIn } from '../card/values';
import { optionsOf } from '../card/words';
import { Cell, statusText } from './cells';
import type { Column } from './columns';

const editable = new Set(['status', 'owner', 'organisation', 'purpose']);
const editableTypes = new Set(['text', 'link', 'number', 'choice', 'yes_no', 'date']);
export const isEditable = ({ id, field }: Column): boolean => (field ? editableTypes.has(field.type) : editable.has(id));

interface CellEditorProps {
  row: LeadRow;
  column: Column;
  onDone: () => void;
}

interface BesideProps {
  label: string;
  onDone: () => void;
  shown: ReactNode; // what the cell shows meanwhile
  children: ReactNode;
}
function Beside({ label, onDone, shown, children }: BesideProps) {
  const place = useRef<HTMLSpanElement>(null);
  return (
    <>
      <span ref={place} className="cell-shown">
        {shown}
      </span>
      <Popover
        className="popover"
        triggerRef={place}
        placement="bottom start"
        isOpen
        onOpenChange={open => !open && onDone()}
        aria-label={label}
      >
        {children}
      </Popover>
    </>
  );
}

interface ListProps extends Omit<BesideProps, 'children'> {
  options: Option[];
  value: string;
  onChoose: (id: string) => void;
}
function List({ options, value, onChoose, ...beside }: ListProps) {
  return (
    <Beside {...beside}>
      <Menu
        className="listbox"
        aria-label={beside.label}
        autoFocus
        selectionMode="single"
        selectedKeys={[value]}
        onAction={id => {
          if (String(id) !== value) onChoose(String(id));
        }}
        onClose={beside.onDone}
      >
        {options.map(option => (
          <MenuItem key={option.id} id={option.id} className="option" textValue={option.label}>
            {({ isSelected }) => (
              <>
                <bdi>{option.label}</bdi>
                {isSelected && <Check size={15} aria-hidden />}
              </>
            )}
          </MenuItem>
        ))}
      </Menu>
    </Beside>
  );
}

function StatusCell({ row, column, onDone }: CellEditorProps) {
  const { manner } = useReader();
  const { decide } = useLeadActs();
  const statuses = (useStatuses().data ?? []).filter(status => !status.archived || status.id === row.status.id);
  const choose = (id: string) =>
    void decide(
      row,
      now => now.status.id === row.status.id,
      now => ({ lead: now, call: setStatus(id), done: 'card.status_changed', inverse: undoOf.status }),
    );
  return (
    <List
      label={column.label}
      shown={<Cell row={row} column={column} />}
      options={statuses.map(status => ({ id: status.id, label: statusText(status, manner) }))}
      value={row.status.id}
      onChoose={choose}
      onDone={onDone}
    />
  );
}

function OwnerCell({ row, column, onDone }: CellEditorProps) {
  const t = useText();
  const { decide } = useLeadActs();
  const people = (usePeople().data ?? []).filter(person => person.active || person.id === row.owner?.id);
  const nobody = 'nobody';
  const choose = (id: string) =>
    void decide(
      row,
      now => now.owner?.id === row.owner?.id,
      now => ({
        lead: now,
        call: setOwner(id === nobody ? undefined : id),
        done: 'card.owner_changed',
        inverse: undoOf.owner,
      }),
    );
  return (
    <List
      label={column.label}
      shown={<Cell row={row} column={column} />}
      options={[...people.map(person => ({ id: person.id, label: person.name })), { id: nobody, label: t('owner.none') }]}
      value={row.owner?.id ?? nobody}
      onChoose={choose}
      onDone={onDone}
    />
  );
}

function CustomCell({ row, column, field, onDone }: CellEditorProps & { field: CustomField }) {
  const t = useText();
  const { manner } = useReader();
  const { change } = useLeadActs();
  const value = (row.custom as Record<string, unknown> | undefined)?.[field.key];
  const save = (next: unknown) => change(row, { custom: { [field.key]: next } }, { custom: { [field.key]: value ?? null } });
  const choose = (next: unknown) => void save(next).catch(tellFailure);
  const shown = <Cell row={row} column={column} />;
  const nothing = { id: '', label: '—' };
  switch (field.type) {
    case 'choice':
      return (
        <List
          label={column.label}
          shown={shown}
          options={[...field.choices.map(choice => ({ id: choice.key, label: labelIn(choice.label, manner) || choice.key })), nothing]}
          value={String(value ?? '')}
          onChoose={next => choose(next || null)}
          onDone={onDone}
        />
      );
    case 'yes_no':
      return (
        <List
          label={column.label}
          shown={shown}
          options={[{ id: 'yes', label: t('word.yes') }, { id: 'no', label: t('word.no') }, nothing]}
          value={value === undefined || value === null ? '' : value ? 'yes' : 'no'}
          onChoose={next => choose(next ? next === 'yes' : null)}
          onDone={onDone}
        />
      );
    case 'date': {
      const pick = (day: string | null) => {
        onDone();
        if (day !== (value ?? null)) choose(day);
      };
      return (
        <Beside label={column.label} shown={shown} onDone={onDone}>
          <Dialog className="calendar-dialog" aria-label={column.label}>
            <MonthCalendar value={String(value ?? '')} onChange={pick} autoFocus />
            {!!value && (
              <Button look="quiet" onPress={() => pick(null)}>
                {t('action.clear')}
              </Button>
            )}
          </Dialog>
        </Beside>
      );
    }
    default:
      return (
        <InlineEdit
          label={column.label}
          value={String(value ?? '')}
          leftToRight={field.type === 'link'}
          opened
          onClose={onDone}
          onSave={next => save(next === '' ? null : field.type === 'number' ? asciiDigits(next) : next)}
        />
      );
  }
}

export function CellEditor(given: CellEditorProps) {
  const { row, column, onDone } = given;
  const t = useText();
  const { change } = useLeadActs();
  if (column.kept && row.hidden?.includes(column.kept)) return <Cell row={row} column={column} />;
  if (column.field) return <CustomCell {...given} field={column.field} />;
  switch (column.id) {
    case 'status':
      return <StatusCell {...given} />;
    case 'owner':
      return <OwnerCell {...given} />;
    case 'purpose':
      return (
        <List
          label={column.label}
          shown={<Cell row={row} column={column} />}
          options={optionsOf(t, 'purpose')}
          value={row.purpose}
          onChoose={next => void change(row, { purpose: next }, { purpose: row.purpose }).catch(tellFailure)}
          onDone={onDone}
        />
      );
    default:
      return (
        <InlineEdit
          label={column.label}
          value={row.organisation ?? ''}
          opened
          onClose={onDone}
          onSave={next => change(row, { organisation: next || null }, { organisation: row.organisation ?? null })}
        />
      );
  }
}
