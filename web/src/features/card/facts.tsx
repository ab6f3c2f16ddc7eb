import { useState } from 'react';
import type { CustomField, Lead } from '../../api/client';
import { useCustomFields, useLeadActs } from '../../api/leads';
import { useReader } from '../../app/session';
import { type TextKey, useText } from '../../i18n/texts';
import { asciiDigits, money, number, shortDate } from '../../lib/format';
import { Panel, User } from '../../ui/bits';
import { Button } from '../../ui/button';
import { DateField } from '../../ui/date-field';
import { SelectField } from '../../ui/fields';
import { InlineEdit } from '../../ui/inline-edit';
import { type ListName, optionsOf, wordOf } from './words';

const texts: [keyof Lead & string, TextKey, number?][] = [
  ['title', 'field.title'],
  ['first_name', 'field.first_name'],
  ['last_name', 'field.last_name'],
  ['full_name', 'field.full_name'],
  ['organisation', 'field.organisation'],
  ['job_title', 'field.job_title'],
  ['product', 'field.product'],
  ['needs', 'field.needs', 4],
  ['timing', 'field.timing'],
  ['place', 'field.place'],
  ['age_range', 'field.age_range'],
  ['gender', 'field.gender'],
  ['income_range', 'field.income_range'],
  ['purpose_note', 'field.purpose_note'],
];
const words: [ListName, TextKey][] = [
  ['purpose', 'field.purpose'],
  ['stage', 'field.stage'],
  ['authority', 'field.authority'],
  ['buying_power', 'field.buying_power'],
  ['class', 'field.class'],
];

function CustomValue({ lead, field, readOnly }: { lead: Lead; field: CustomField; readOnly: boolean }) {
  const t = useText();
  const { manner } = useReader();
  const { change } = useLeadActs();
  const value = (lead.custom as Record<string, unknown>)[field.key];
  const label = field.label[manner.language] || field.label.fa || field.label.en || field.key;
  const save = (next: unknown) => change(lead, { custom: { [field.key]: next } }, { custom: { [field.key]: value ?? null } });
  const choices = field.choices.map(choice => ({
    id: choice.key,
    label: choice.label[manner.language] || choice.label.fa || choice.label.en || choice.key,
  }));
  const nothing = { id: '', label: '—' };

  if (field.type === 'choice' && !readOnly)
    return (
      <SelectField
        label={label}
        labelHidden
        value={String(value ?? '')}
        options={[nothing, ...choices]}
        onChange={next => void save(next || null)}
      />
    );
  if (field.type === 'yes_no' && !readOnly)
    return (
      <SelectField
        label={label}
        labelHidden
        value={value === undefined || value === null ? '' : value ? 'yes' : 'no'}
        options={[nothing, { id: 'yes', label: t('word.yes') }, { id: 'no', label: t('word.no') }]}
        onChange={next => void save(next ? next === 'yes' : null)}
      />
    );
  if (field.type === 'date' && !readOnly)
    return <DateField label={label} labelHidden value={String(value ?? '')} onChange={next => void save(next || null)} />;
  const amount = value as { amount?: number; currency?: string } | undefined;
  const shown =
    value === undefined || value === null
      ? undefined
      : field.type === 'money'
        ? money(Number(amount?.amount), String(amount?.currency), manner)
        : field.type === 'number'
          ? number(Number(value), manner)
          : field.type === 'date'
            ? shortDate(new Date(String(value)), manner)
            : Array.isArray(value)
              ? value
                  .map(key => choices.find(choice => choice.id === key)?.label ?? String(key))
                  .join(manner.language === 'fa' ? '، ' : ', ')
              : undefined;
  const text = field.type === 'money' ? String(amount?.amount ?? '') : Array.isArray(value) ? value.join(', ') : String(value ?? '');
  return (
    <InlineEdit
      label={label}
      value={text}
      shown={shown && <User>{shown}</User>}
      readOnly={readOnly}
      onSave={next => save(next === '' ? null : field.type === 'number' || field.type === 'money' ? asciiDigits(next) : next)}
    />
  );
}

export function Facts({ lead, readOnly }: { lead: Lead; readOnly: boolean }) {
  const t = useText();
  const { manner } = useReader();
  const { change } = useLeadActs();
  const fields = (useCustomFields().data ?? []).filter(field => !field.archived);
  const values = lead as unknown as Record<string, string | undefined>;
  // A card shows what is known; what is not waits behind a button.
  const [all, setAll] = useState(false);
  const custom = lead.custom as Record<string, unknown>;
  const isKnown = (name: string) => all || !!values[name] || ['full_name', 'organisation', 'product', 'needs'].includes(name);
  return (
    <Panel
      title={t('card.facts')}
      actions={
        <Button look="quiet" onPress={() => setAll(!all)}>
          {all ? t('card.known_facts') : t('card.all_facts')}
        </Button>
      }
    >
      <dl className="facts">
        {texts
          .filter(([name]) => isKnown(name))
          .map(([name, label, lines]) => (
            <div key={name} style={{ display: 'contents' }}>
              <dt>{t(label)}</dt>
              <dd>
                <InlineEdit
                  label={t(label)}
                  value={values[name] ?? ''}
                  lines={lines}
                  readOnly={readOnly}
                  onSave={next => change(lead, { [name]: next || null }, { [name]: values[name] ?? null })}
                />
              </dd>
            </div>
          ))}
        {(all || lead.budget) && (
          <>
            <dt>{t('field.budget')}</dt>
            <dd>
              <InlineEdit
                label={t('field.budget')}
                value={lead.budget ? String(lead.budget.amount) : ''}
                shown={lead.budget && money(lead.budget.amount, lead.budget.currency, manner)}
                leftToRight
                readOnly={readOnly}
                onSave={next => {
                  const amount = Number(asciiDigits(next).replace(/[,٬\s]/g, ''));
                  const currency = lead.budget?.currency ?? 'IRR';
                  return change(lead, { budget: next ? { amount, currency } : null }, { budget: lead.budget ?? null });
                }}
              />
            </dd>
          </>
        )}

        {words
          .filter(([name]) => all || name === 'purpose' || (values[name] && values[name] !== 'unknown'))
          .map(([name, label]) => (
            <div key={name} style={{ display: 'contents' }}>
              <dt>{t(label)}</dt>
              <dd>
                {readOnly ? (
                  wordOf(t, name, values[name])
                ) : (
                  <SelectField
                    label={t(label)}
                    labelHidden
                    value={values[name] ?? ''}
                    options={optionsOf(t, name)}
                    onChange={next => void change(lead, { [name]: next }, { [name]: values[name] ?? null })}
                  />
                )}
              </dd>
            </div>
          ))}
        {fields
          .filter(field => all || custom[field.key] !== undefined)
          .map(field => (
            <div key={field.id} style={{ display: 'contents' }}>
              <dt>
                <User>{field.label[manner.language] || field.label.fa || field.label.en}</User>
              </dt>
              <dd>
                <CustomValue lead={lead} field={field} readOnly={readOnly} />
              </dd>
            </div>
          ))}
      </dl>
    </Panel>
  );
}
