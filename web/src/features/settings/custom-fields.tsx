// What the workspace knows of its leads beyond the card's own fields, without code: labels in both languages, choices, order.
import { useQueryClient } from '@tanstack/react-query';
import { Plus, SlidersHorizontal, Trash2 } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { api, body, type CustomField, ProblemError } from '../../api/client';
import { useCustomFields } from '../../api/leads';
import { putBackUnlessChanged, sameMembers } from '../../api/put-back';
import { useReader } from '../../app/session';
import { useText } from '../../i18n/texts';
import { apart, number } from '../../lib/format';
import { languageNames } from '../../lib/languages';
import { Empty, Ltr, Panel } from '../../ui/bits';
import { Button, IconButton } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { SelectField, TextField } from '../../ui/fields';
import { toFirstField } from '../../ui/keyboard-back';
import { OrderButtons } from '../../ui/order-buttons';
import { Refusal } from '../../ui/refusal';
import { swapPositions } from '../../ui/swap';
import { tell, tellFailure } from '../../ui/toast';
import { labelIn } from '../card/values';
import { LabelCells } from './label-cells';

const types = ['text', 'number', 'money', 'date', 'choice', 'multi_choice', 'yes_no', 'link'] as const;
type FieldType = (typeof types)[number];
type Choice = CustomField['choices'][number];
const hasChoices = (type: string) => type === 'choice' || type === 'multi_choice';

/** A key that no other choice has: leads keep the key, so it never changes. */
function freeKey(choices: Choice[]): string {
  let next = choices.length + 1;
  while (choices.some(choice => choice.key === `c${next}`)) next++;
  return `c${next}`;
}

function ChoiceList({ choices, onChange }: { choices: Choice[]; onChange: (choices: Choice[]) => void }) {
  const t = useText();
  const set = (at: number, label: Choice['label']) =>
    onChange(choices.map((choice, index) => (index === at ? { ...choice, label } : choice)));
  return (
    <div className="stack">
      {choices.map((choice, index) => (
        <div className="choice-row" key={choice.key}>
          <TextField
            label={languageNames.fa}
            labelHidden={index > 0}
            value={choice.label.fa ?? ''}
            onChange={fa => set(index, { ...choice.label, fa })}
          />
          <TextField
            label={languageNames.en}
            labelHidden={index > 0}
            value={choice.label.en ?? ''}
            onChange={en => set(index, { ...choice.label, en })}
          />
          <IconButton
            label={t('action.remove')}
            icon={Trash2}
            isDisabled={choices.length === 1}
            onPress={() => onChange(choices.filter(other => other !== choice))}
          />
        </div>
      ))}
      <Button look="quiet" icon={Plus} onPress={() => onChange([...choices, { key: freeKey(choices), label: { fa: '', en: '' } }])}>
        {t('builder.add_choice')}
      </Button>
    </div>
  );
}

function ChoicesDialog({
  field,
  onSave,
  onClose,
}: {
  field: CustomField;
  onSave: (choices: Choice[]) => Promise<void>;
  onClose: () => void;
}) {
  const t = useText();
  const { manner } = useReader();
  const [choices, setChoices] = useState(field.choices);
  const [problem, setProblem] = useState<ProblemError>();
  const save = async () => {
    try {
      await onSave(choices.filter(choice => choice.label.fa?.trim() || choice.label.en?.trim()));
      onClose();
    } catch (error) {
      if (error instanceof ProblemError) setProblem(error);
      else tellFailure(error);
    }
  };
  return (
    <Dialog title={`${t('fields.choices')}: ${labelIn(field.label, manner)}`} open onClose={onClose}>
      <ChoiceList choices={choices} onChange={setChoices} />
      <Refusal problem={problem} />
      <div className="actions">
        <Button look="primary" onPress={() => void save()}>
          {t('action.save')}
        </Button>
        <Button onPress={onClose}>{t('action.cancel')}</Button>
      </div>
    </Dialog>
  );
}

const emptyChoices = (): Choice[] => [{ key: 'c1', label: { fa: '', en: '' } }];

function NewField({ onAdded }: { onAdded: (made: CustomField) => void }) {
  const t = useText();
  const [fa, setFa] = useState('');
  const [en, setEn] = useState('');
  const [type, setType] = useState<FieldType>('text');
  const [choices, setChoices] = useState(emptyChoices);
  const [problem, setProblem] = useState<ProblemError>();
  const add = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const given = choices.filter(choice => choice.label.fa?.trim() || choice.label.en?.trim());
    try {
      const made = await body(api.POST('/api/v1/fields', { body: { label: { fa, en }, type, choices: hasChoices(type) ? given : [] } }));
      setFa('');
      setEn('');
      setChoices(emptyChoices());
      setProblem(undefined);
      toFirstField(form);
      onAdded(made);
    } catch (error) {
      if (error instanceof ProblemError) setProblem(error);
      else tellFailure(error);
    }
  };
  return (
    <Panel title={t('fields.add')}>
      <form className="stack" onSubmit={event => void add(event)} noValidate>
        <div className="grid-2">
          <TextField label={languageNames.fa} value={fa} onChange={setFa} error={problem?.at('/label')} />
          <TextField label={languageNames.en} value={en} onChange={setEn} />
        </div>
        <SelectField
          label={t('fields.type')}
          value={type}
          onChange={value => setType(value as FieldType)}
          options={types.map(id => ({ id, label: t(`field_type.${id}`) }))}
        />
        {hasChoices(type) && (
          <fieldset className="choices">
            <legend>{t('fields.choices')}</legend>
            <ChoiceList choices={choices} onChange={setChoices} />
          </fieldset>
        )}
        <Refusal problem={problem} fields={['/label']} />
        <Button icon={Plus} type="submit" isDisabled={!fa.trim() && !en.trim()}>
          {t('fields.add')}
        </Button>
      </form>
    </Panel>
  );
}

export default function CustomFields() {
  const t = useText();
  const { manner } = useReader();
  const queries = useQueryClient();
  const { data: fields = [], isPending } = useCustomFields();
  const [editing, setEditing] = useState<CustomField>();
  const settle = () => void queries.invalidateQueries({ queryKey: ['fields'] });
  const put = (field: CustomField, wish: object) =>
    body(api.PATCH('/api/v1/fields/{id}', { params: { path: { id: field.id } }, body: wish as never })).finally(settle);
  const back = (after: CustomField, wish: Partial<CustomField>, before: Partial<CustomField>) =>
    putBackUnlessChanged({
      after,
      wish,
      read: async () => (await body(api.GET('/api/v1/fields'))).data.find(one => one.id === after.id),
      put: () => put(after, before),
      conflict: t('undo.conflict'),
    });
  const change = async (field: CustomField, wish: Partial<CustomField>) => {
    const after = await put(field, wish);
    tell(t('fields.changed', { name: apart(labelIn(field.label, manner)) }), () => back(after, wish, sameMembers(field, wish)));
  };
  // What leads may have by now is not deleted: it is put away.
  const added = (made: CustomField) => {
    settle();
    tell(t('own_list.added', { name: apart(labelIn(made.label, manner)) }), () => back(made, { archived: false }, { archived: true }));
  };
  const move = async (at: number, by: 1 | -1) => {
    const back = await swapPositions(fields, at, by, put);
    const moved = fields[at];
    if (moved) tell(t('fields.changed', { name: apart(labelIn(moved.label, manner)) }), back);
  };
  return (
    <>
      <Panel title={t('settings.fields')}>
        {!isPending && fields.length === 0 && (
          <Empty icon={SlidersHorizontal} title={t('fields.none')}>
            {t('fields.none_about')}
          </Empty>
        )}
        {fields.length > 0 && (
          <table className="table stacked">
            <thead>
              <tr>
                <th>{languageNames.fa}</th>
                <th>{languageNames.en}</th>
                <th>{t('fields.type')}</th>
                <th>{t('fields.key')}</th>
                <th aria-label={t('action.more')} />
              </tr>
            </thead>
            <tbody>
              {fields.map((field, index) => (
                <tr key={field.id} data-archived={field.archived}>
                  <LabelCells label={field.label} onSave={label => change(field, { label })} />
                  <td data-label={t('fields.type')}>
                    <span>
                      {t(`field_type.${field.type}`)}
                      {hasChoices(field.type) && (
                        <Button look="quiet" onPress={() => setEditing(field)}>
                          {t('fields.choices_count', { count: number(field.choices.length, manner) })}
                        </Button>
                      )}
                    </span>
                  </td>
                  <td data-label={t('fields.key')} className="small">
                    <Ltr>{field.key}</Ltr>
                  </td>
                  <td className="row-acts">
                    <OrderButtons
                      what={labelIn(field.label, manner)}
                      first={index === 0}
                      last={index === fields.length - 1}
                      onMove={by => void move(index, by).catch(tellFailure)}
                    />
                    <Button look="quiet" onPress={() => void change(field, { archived: !field.archived }).catch(tellFailure)}>
                      {field.archived ? t('action.restore') : t('action.archive')}
                    </Button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Panel>
      <NewField onAdded={added} />
      {editing && <ChoicesDialog field={editing} onSave={choices => change(editing, { choices })} onClose={() => setEditing(undefined)} />}
    </>
  );
}
