// What is known of the person, each fact changed where it stands. What is not known waits behind a button.
import { useState } from 'react';
import type { CustomField, Lead } from '../../api/client';
import { useCustomFields, useLeadActs } from '../../api/leads';
import { useReader, useSession } from '../../app/session';
import { type TextKey, useText } from '../../i18n/texts';
import { asciiDigits } from '../../lib/format';
import { Ltr, Panel, User } from '../../ui/bits';
import { Button } from '../../ui/button';
import { DateField } from '../../ui/date-field';
import { MultiSelectField, SelectField } from '../../ui/fields';
import { Hidden } from '../../ui/hidden';
import { InlineEdit } from '../../ui/inline-edit';
import { type Amount, MoneyEdit } from '../../ui/money-edit';
import { SuggestedField } from '../../ui/suggested-field';
import { tellFailure } from '../../ui/toast';
import { customText, labelIn, listMark, useWords, type WordField } from './values';

type Fact =
  | { name: string; label: TextKey; lines?: number; hint?: TextKey; suggested?: boolean }
  | { name: WordField; label: TextKey; list: true }
  | { name: 'budget'; label: TextKey; money: true };

const groups: { title: TextKey; facts: Fact[] }[] = [
  {
    title: 'facts.wish',
    facts: [
      { name: 'product', label: 'field.product', suggested: true },
      { name: 'needs', label: 'field.needs', lines: 4 },
      { name: 'budget', label: 'field.budget', money: true },
      { name: 'stage', label: 'field.stage', list: true },
      { name: 'timing', label: 'field.timing' },
      { name: 'purpose', label: 'field.purpose', list: true },
      { name: 'purpose_note', label: 'field.purpose_note' },
    ],
  },
  {
    title: 'facts.person',
    facts: [
      { name: 'kind', label: 'field.kind', list: true },
      { name: 'title', label: 'field.title' },
      { name: 'first_name', label: 'field.first_name' },
      { name: 'last_name', label: 'field.last_name' },
      { name: 'full_name', label: 'field.full_name' },
      { name: 'organisation', label: 'field.organisation' },
      { name: 'job_title', label: 'field.job_title' },
      { name: 'authority', label: 'field.authority', list: true },
      { name: 'buying_power', label: 'field.buying_power', list: true },
      { name: 'class', label: 'field.class', list: true },
      { name: 'age_range', label: 'field.age_range' },
      { name: 'gender', label: 'field.gender' },
      { name: 'place', label: 'field.place' },
      { name: 'income_range', label: 'field.income_range' },
      { name: 'origin', label: 'field.origin', list: true },
      { name: 'external_id', label: 'field.external_id' },
    ],
  },
];
// Shown empty too: these are asked about every day.
const always = new Set(['product', 'needs', 'budget', 'stage', 'full_name', 'organisation']);
// What every lead is until somebody says otherwise.
const usual: Record<string, string> = {
  kind: 'person',
  origin: 'organic',
  authority: 'unknown',
  buying_power: 'unknown',
  class: 'unknown',
};

interface ValueProps {
  lead: Lead;
  readOnly: boolean;
}

/** What the role of the reader does not see. */
const KeptValue = () => (
  <span className="inline-value">
    <Hidden />
  </span>
);

function FactValue({ lead, fact, readOnly }: ValueProps & { fact: Fact }) {
  const t = useText();
  const words = useWords();
  const { workspace } = useSession();
  const { change } = useLeadActs();
  const value = (lead as unknown as Record<string, string | undefined>)[fact.name];
  const save = (next: unknown) => change(lead, { [fact.name]: next }, { [fact.name]: value ?? null });
  const label = t(fact.label);
  if (lead.hidden?.includes(fact.name)) return <KeptValue />;
  if ('money' in fact)
    return <MoneyEdit label={label} value={lead.budget} currency={workspace.currency} readOnly={readOnly} onSave={save} />;
  if (!('list' in fact))
    return (
      <InlineEdit
        label={label}
        value={value ?? ''}
        lines={fact.lines}
        field={fact.suggested ? props => <SuggestedField {...props} field={fact.name} layer="both" /> : undefined}
        readOnly={readOnly}
        onSave={next => save(next || null)}
      />
    );
  if (readOnly) return <span className="inline-value">{words.wordOf(fact.name, value)}</span>;
  return (
    <SelectField
      label={label}
      labelHidden
      quiet
      value={value ?? ''}
      options={words.optionsOf(fact.name, value)}
      onChange={next => void save(next || null).catch(tellFailure)}
    />
  );
}

function CustomValue({ lead, field, readOnly }: ValueProps & { field: CustomField }) {
  const t = useText();
  const { manner } = useReader();
  const { workspace } = useSession();
  const { change } = useLeadActs();
  const value = (lead.custom as Record<string, unknown>)[field.key];
  const label = labelIn(field.label, manner) || field.key;
  const save = (next: unknown) => change(lead, { custom: { [field.key]: next } }, { custom: { [field.key]: value ?? null } });
  const choose = (next: unknown) => void save(next).catch(tellFailure);
  const shown = customText(t, manner, field, value);
  const choices = field.choices.map(choice => ({ id: choice.key, label: labelIn(choice.label, manner) || choice.key }));
  const nothing = { id: '', label: '—' };
  const link =
    field.type === 'link' && shown ? (
      <a href={shown} target="_blank" rel="noreferrer">
        <Ltr>{shown}</Ltr>
      </a>
    ) : undefined;

  if (lead.hidden?.includes(`custom.${field.key}`)) return <KeptValue />;
  if (field.type === 'money')
    return (
      <MoneyEdit
        label={label}
        value={value as Amount | undefined}
        currency={workspace.currency}
        readOnly={readOnly}
        onSave={next => save(next)}
      />
    );
  if (readOnly) return <span className="inline-value">{link ?? <User>{shown || '—'}</User>}</span>;
  switch (field.type) {
    case 'choice':
      return (
        <SelectField
          label={label}
          labelHidden
          quiet
          value={String(value ?? '')}
          options={[nothing, ...choices]}
          onChange={next => choose(next || null)}
        />
      );
    case 'multi_choice':
      return (
        <MultiSelectField
          label={label}
          value={Array.isArray(value) ? value.map(String) : []}
          options={choices}
          listMark={listMark(manner)}
          onChange={next => choose(next.length > 0 ? next : null)}
        />
      );
    case 'yes_no':
      return (
        <SelectField
          label={label}
          labelHidden
          quiet
          value={value === undefined || value === null ? '' : value ? 'yes' : 'no'}
          options={[nothing, { id: 'yes', label: t('word.yes') }, { id: 'no', label: t('word.no') }]}
          onChange={next => choose(next ? next === 'yes' : null)}
        />
      );
    case 'date':
      return <DateField label={label} labelHidden value={String(value ?? '')} onChange={next => choose(next || null)} />;
    default:
      return (
        <span className="fact-link">
          <InlineEdit
            label={label}
            value={String(value ?? '')}
            shown={shown && !link ? <User>{shown}</User> : undefined}
            leftToRight={field.type === 'link'}
            onSave={next => save(next === '' ? null : field.type === 'number' ? asciiDigits(next) : next)}
          />
          {link && (
            <a href={shown} target="_blank" rel="noreferrer" className="small">
              {t('action.open')}
            </a>
          )}
        </span>
      );
  }
}

/** The clues: what the person did, of which the lead rule made a lead. */
function Clues({ lead }: { lead: Lead }) {
  const t = useText();
  const { manner } = useReader();
  if (!lead.clues?.length) return null;
  return (
    <>
      <dt>{t('facts.clues')}</dt>
      <dd>
        <span className="inline-value">{lead.clues.map(clue => t(`clue.${clue}`)).join(listMark(manner))}</span>
      </dd>
    </>
  );
}

export function Facts({ lead, readOnly }: ValueProps) {
  const t = useText();
  const { manner } = useReader();
  const fields = (useCustomFields().data ?? []).filter(field => !field.archived);
  const [all, setAll] = useState(false);
  const values = lead as unknown as Record<string, unknown>;
  const custom = lead.custom as Record<string, unknown>;
  const isKept = (name: string) => !!lead.hidden?.includes(name);
  const isShown = ({ name }: Fact) => all || always.has(name) || isKept(name) || (!!values[name] && values[name] !== usual[name]);
  const shownFields = fields.filter(
    field => all || isKept(`custom.${field.key}`) || (custom[field.key] !== undefined && custom[field.key] !== null),
  );
  return (
    <Panel
      title={t('card.facts')}
      actions={
        <Button look="quiet" aria-pressed={all} onPress={() => setAll(!all)}>
          {all ? t('card.known_facts') : t('card.all_facts')}
        </Button>
      }
    >
      {groups.map(group => (
        <section key={group.title}>
          <h3 className="facts-title">{t(group.title)}</h3>
          <dl className="facts">
            {group.facts.filter(isShown).map(fact => (
              <div key={fact.name} className="fact">
                <dt>{t(fact.label)}</dt>
                <dd>
                  <FactValue lead={lead} fact={fact} readOnly={readOnly} />
                </dd>
              </div>
            ))}
            {group.title === 'facts.person' && <Clues lead={lead} />}
          </dl>
        </section>
      ))}
      {shownFields.length > 0 && (
        <section>
          <h3 className="facts-title">{t('settings.fields')}</h3>
          <dl className="facts">
            {shownFields.map(field => (
              <div key={field.id} className="fact">
                <dt>
                  <User>{labelIn(field.label, manner) || field.key}</User>
                </dt>
                <dd>
                  <CustomValue lead={lead} field={field} readOnly={readOnly} />
                </dd>
              </div>
            ))}
          </dl>
        </section>
      )}
    </Panel>
  );
}
