import { useQueryClient } from '@tanstack/react-query';
import { Plus, SlidersHorizontal } from 'lucide-react';
import { useState } from 'react';
import { api, body, type CustomField, ProblemError } from '../../api/client';
import { useCustomFields } from '../../api/leads';
import { useText } from '../../i18n/texts';
import { Empty, Ltr, Panel } from '../../ui/bits';
import { Button } from '../../ui/button';
import { SelectField, TextField } from '../../ui/fields';
import { InlineEdit } from '../../ui/inline-edit';
import { tellFailure } from '../../ui/toast';

const types = ['text', 'number', 'money', 'date', 'choice', 'multi_choice', 'yes_no', 'link'] as const;
type FieldType = (typeof types)[number];

export default function CustomFields() {
  const t = useText();
  const queries = useQueryClient();
  const { data: fields = [], isPending } = useCustomFields();
  const [fa, setFa] = useState('');
  const [en, setEn] = useState('');
  const [type, setType] = useState<FieldType>('text');
  const [choices, setChoices] = useState('');
  const [problem, setProblem] = useState<ProblemError>();
  const settle = () => void queries.invalidateQueries({ queryKey: ['fields'] });
  const change = (field: CustomField, wish: object) =>
    body(api.PATCH('/api/v1/fields/{id}', { params: { path: { id: field.id } }, body: wish as never })).then(settle);
  const needsChoices = type === 'choice' || type === 'multi_choice';
  const add = async () => {
    const list = choices
      .split('\n')
      .map(line => line.trim())
      .filter(Boolean)
      .map((label, index) => ({ key: `c${index + 1}`, label: { fa: label, en: '' } }));
    try {
      await body(api.POST('/api/v1/fields', { body: { label: { fa, en }, type, choices: needsChoices ? list : [] } }));
      setFa('');
      setEn('');
      setChoices('');
      setProblem(undefined);
      settle();
    } catch (error) {
      setProblem(error instanceof ProblemError ? error : undefined);
    }
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
          <div className="table-scroll">
            <table className="table">
              <thead>
                <tr>
                  <th>فارسی</th>
                  <th>English</th>
                  <th>{t('fields.type')}</th>
                  <th>{t('fields.key')}</th>
                  <th aria-label={t('action.more')} />
                </tr>
              </thead>
              <tbody>
                {fields.map(field => (
                  <tr key={field.id}>
                    <td>
                      <InlineEdit
                        label="فارسی"
                        value={field.label.fa ?? ''}
                        onSave={next => change(field, { label: { ...field.label, fa: next } })}
                      />
                    </td>
                    <td>
                      <InlineEdit
                        label="English"
                        value={field.label.en ?? ''}
                        onSave={next => change(field, { label: { ...field.label, en: next } })}
                      />
                    </td>
                    <td>{t(`field_type.${field.type}`)}</td>
                    <td>
                      <Ltr>{field.key}</Ltr>
                    </td>
                    <td>
                      <Button look="quiet" onPress={() => void change(field, { archived: !field.archived }).catch(tellFailure)}>
                        {field.archived ? t('action.restore') : t('action.archive')}
                      </Button>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Panel>
      <Panel title={t('fields.add')}>
        <div className="stack">
          <div className="grid-2">
            <TextField label="فارسی" value={fa} onChange={setFa} />
            <TextField label="English" value={en} onChange={setEn} />
          </div>
          <SelectField
            label={t('fields.type')}
            value={type}
            onChange={value => setType(value as FieldType)}
            options={types.map(id => ({ id, label: t(`field_type.${id}`) }))}
          />
          {needsChoices && (
            <TextField label={t('fields.choices')} lines={4} value={choices} onChange={setChoices} hint={t('fields.choices_hint')} />
          )}
          {problem && (
            <p className="error" role="alert">
              {problem.faults[0]?.detail ?? problem.message}
            </p>
          )}
          <Button icon={Plus} isDisabled={!fa.trim() && !en.trim()} onPress={() => void add()}>
            {t('fields.add')}
          </Button>
        </div>
      </Panel>
    </>
  );
}
