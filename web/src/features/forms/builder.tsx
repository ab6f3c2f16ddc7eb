// The builder: questions on one side, the page as a visitor sees it on the other. What is typed is saved a moment later.
import { ArrowDown, ArrowUp, Plus, Trash2 } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { type ConsentBox, type Form, type FormContent, type FormField, ProblemError } from '../../api/client';
import { useFormActs } from '../../api/forms';
import { useCustomFields } from '../../api/leads';
import { useReader } from '../../app/session';
import { useText } from '../../i18n/texts';
import { number } from '../../lib/format';
import { Panel } from '../../ui/bits';
import { Button, IconButton } from '../../ui/button';
import { SelectField, Switch, TextField } from '../../ui/fields';
import { Menu } from '../../ui/menu';
import { networks, optionsOf } from '../card/words';
import {
  fieldKinds,
  freeId,
  hasChoices,
  mayMap,
  newConsent,
  newField,
  replaced,
  targets,
  withConsents,
  withField,
  withMovedField,
  without,
  withoutField,
  withoutStep,
  withStep,
} from './draft';

interface TwoProps {
  label: string;
  value: { fa?: string; en?: string } | undefined;
  onChange: (value: { fa: string; en: string }) => void;
  lines?: number;
  error?: string;
}

/** One text in both languages, side by side. */
function TwoTexts({ label, value, onChange, lines, error }: TwoProps) {
  const fa = value?.fa ?? '';
  const en = value?.en ?? '';
  return (
    <div className="grid-2">
      <TextField label={`${label} (فارسی)`} value={fa} lines={lines} onChange={next => onChange({ fa: next, en })} error={error} />
      <TextField label={`${label} (English)`} value={en} lines={lines} onChange={next => onChange({ fa, en: next })} />
    </div>
  );
}

interface PartProps<T> {
  value: T;
  onChange: (value: T) => void;
  fault: (pointer: string) => string | undefined;
  at: string;
}

function Choices({ value, onChange, content }: { value: FormField; onChange: (field: FormField) => void; content: FormContent }) {
  const t = useText();
  const choices = value.choices ?? [];
  return (
    <div className="stack">
      {choices.map((choice, index) => (
        <div className="row" key={choice.key}>
          <div style={{ flex: 1 }}>
            <TwoTexts
              label={t('builder.choice')}
              value={choice.label}
              onChange={label => onChange({ ...value, choices: replaced(choices, index, { ...choice, label }) })}
            />
          </div>
          <IconButton label={t('action.remove')} icon={Trash2} onPress={() => onChange({ ...value, choices: without(choices, index) })} />
        </div>
      ))}
      <Button
        look="quiet"
        icon={Plus}
        onPress={() => {
          let key = `choice_${choices.length + 1}`;
          while (choices.some(choice => choice.key === key)) key = freeId(content, `${key}_`);
          onChange({ ...value, choices: [...choices, { key, label: { fa: '', en: '' } }] });
        }}
      >
        {t('builder.add_choice')}
      </Button>
    </div>
  );
}

function Question({
  value,
  onChange,
  fault,
  at,
  content,
  onMove,
  onRemove,
}: PartProps<FormField> & { content: FormContent; onMove: (by: number) => void; onRemove: () => void }) {
  const t = useText();
  const { manner } = useReader();
  const custom = (useCustomFields().data ?? []).filter(field => !field.archived);
  return (
    <div className="question">
      <div className="row apart">
        <b>{t(`kind.${value.kind}`)}</b>
        <span className="row">
          <Switch on={!!value.required} onChange={required => onChange({ ...value, required })}>
            {t('builder.required')}
          </Switch>
          <IconButton label={t('action.up')} icon={ArrowUp} onPress={() => onMove(-1)} />
          <IconButton label={t('action.down')} icon={ArrowDown} onPress={() => onMove(1)} />
          <IconButton label={t('action.remove')} icon={Trash2} onPress={onRemove} />
        </span>
      </div>
      <div className="stack">
        <TwoTexts
          label={t('builder.label')}
          value={value.label}
          onChange={label => onChange({ ...value, label })}
          error={fault(`${at}/label`)}
        />
        <TwoTexts label={t('builder.hint')} value={value.hint} onChange={hint => onChange({ ...value, hint })} />
        {mayMap(value.kind) && (
          <SelectField
            label={t('builder.fills')}
            value={value.maps_to ?? ''}
            onChange={maps_to => onChange({ ...value, maps_to })}
            options={[
              ...targets.map(target => ({ id: target, label: target ? t(`field.${target}`) : t('builder.fills_nothing') })),
              ...custom.map(field => ({
                id: `custom:${field.key}`,
                label: field.label[manner.language] || field.label.fa || field.label.en || field.key,
              })),
            ]}
          />
        )}
        {value.kind === 'handle' && (
          <SelectField
            label={t('contact.network')}
            value={value.network ?? 'instagram'}
            onChange={network => onChange({ ...value, network: network as 'instagram' })}
            options={networks.map(one => ({ id: one, label: t(`network.${one}`) }))}
          />
        )}
        {hasChoices(value.kind) && <Choices value={value} onChange={onChange} content={content} />}
        {fault(`${at}/choices`) && <p className="error">{fault(`${at}/choices`)}</p>}
      </div>
    </div>
  );
}

function Box({ value, onChange, fault, at, onRemove }: PartProps<ConsentBox> & { onRemove: () => void }) {
  const t = useText();
  const { manner } = useReader();
  return (
    <div className="question">
      <div className="row apart">
        <b>{t('builder.consent_version', { version: number(value.version ?? 1, manner) })}</b>
        <span className="row">
          <Switch on={!!value.required} onChange={required => onChange({ ...value, required })}>
            {t('builder.required')}
          </Switch>
          <IconButton label={t('action.remove')} icon={Trash2} onPress={onRemove} />
        </span>
      </div>
      <div className="stack">
        <TwoTexts
          label={t('builder.wording')}
          lines={2}
          value={value.text}
          onChange={text => onChange({ ...value, text })}
          error={fault(`${at}/text`)}
        />
        <div className="grid-2">
          <TextField
            label={t('builder.consent_purpose')}
            value={value.purpose ?? ''}
            onChange={purpose => onChange({ ...value, purpose })}
          />
          <TextField
            label={t('builder.exchange')}
            value={value.exchange_for ?? ''}
            onChange={exchange_for => onChange({ ...value, exchange_for })}
          />
        </div>
      </div>
    </div>
  );
}

/** Saves what was typed once it rests; the newest wins, and every save carries the version it was made on. */
function useAutoSave(form: Form) {
  const { save } = useFormActs();
  const [content, setContent] = useState(form.content);
  const [problem, setProblem] = useState<ProblemError>();
  const [state, setState] = useState<'saved' | 'saving' | 'waiting'>('saved');
  const saved = useRef(JSON.stringify(form.content));
  const latest = useRef(form);
  latest.current = form.version > latest.current.version ? form : latest.current;
  useEffect(() => {
    const text = JSON.stringify(content);
    if (text === saved.current) return;
    setState('waiting');
    const timer = setTimeout(async () => {
      setState('saving');
      try {
        latest.current = await save(latest.current, content);
        saved.current = text;
        setProblem(undefined);
        setState('saved');
      } catch (error) {
        setProblem(error instanceof ProblemError ? error : undefined);
        setState('waiting');
      }
    }, 500);
    return () => clearTimeout(timer);
  }, [content, save]);
  return { content, setContent, problem, state };
}

export function Builder({ form }: { form: Form }) {
  const t = useText();
  const { manner } = useReader();
  const { content, setContent, problem, state } = useAutoSave(form);
  const [language, setLanguage] = useState<string>(content.default_language ?? 'fa');
  const [step, setStep] = useState(0);
  const fault = (pointer: string) => problem?.at(pointer);
  const consents = content.consents ?? [];
  const shownStep = Math.min(step, content.steps.length - 1);
  const add = (kind: (typeof fieldKinds)[number], at: number) => {
    const current = content.steps[at];
    if (current) setContent(withStep(content, at, { ...current, fields: [...current.fields, newField(content, kind, labelsOf(kind))] }));
  };
  const labelsOf = (kind: (typeof fieldKinds)[number]) =>
    manner.language === 'fa' ? { fa: t(`kind.${kind}`), en: '' } : { fa: '', en: t(`kind.${kind}`) };
  const set = (change: Partial<FormContent>) => setContent({ ...content, ...change });
  const settings = content.settings ?? {};
  const thanks = content.thanks ?? {};

  return (
    <div className="builder">
      <div className="builder-edit stack">
        <Panel>
          <div className="stack">
            <TwoTexts label={t('builder.title')} value={content.title} onChange={title => set({ title })} error={fault('/title')} />
            <TwoTexts
              label={t('builder.introduction')}
              lines={2}
              value={content.introduction}
              onChange={introduction => set({ introduction })}
            />
          </div>
        </Panel>
        {content.steps.map((one, index) => (
          <Panel
            key={index}
            title={content.steps.length > 1 ? t('builder.step', { number: number(index + 1, manner) }) : t('builder.questions')}
            actions={
              content.steps.length > 1 && (
                <IconButton label={t('builder.remove_step')} icon={Trash2} onPress={() => setContent(withoutStep(content, index))} />
              )
            }
          >
            {content.steps.length > 1 && (
              <TwoTexts
                label={t('builder.step_title')}
                value={one.title}
                onChange={title => setContent(withStep(content, index, { ...one, title }))}
              />
            )}
            <div style={{ marginBlock: '0.75rem' }}>
              {one.fields.map((field, place) => (
                <Question
                  key={field.id}
                  value={field}
                  content={content}
                  at={`/steps/${index}/fields/${place}`}
                  fault={fault}
                  onChange={next => setContent(withField(content, index, place, next))}
                  onMove={by => setContent(withMovedField(content, index, place, by))}
                  onRemove={() => setContent(withoutField(content, index, place))}
                />
              ))}
            </div>
            {fault(`/steps/${index}/fields`) && <p className="error">{fault(`/steps/${index}/fields`)}</p>}
            <Menu
              label={t('builder.add_question')}
              entries={fieldKinds.map(kind => ({ id: kind, label: t(`kind.${kind}`), act: () => add(kind, index) }))}
            >
              <Button icon={Plus}>{t('builder.add_question')}</Button>
            </Menu>
          </Panel>
        ))}
        <Button
          look="quiet"
          icon={Plus}
          onPress={() =>
            set({ steps: [...content.steps, { title: { fa: '', en: '' }, fields: [newField(content, 'text', labelsOf('text'))] }] })
          }
        >
          {t('builder.add_step')}
        </Button>
        <Panel title={t('builder.consents')}>
          {consents.map((box, index) => (
            <Box
              key={box.id}
              value={box}
              at={`/consents/${index}`}
              fault={fault}
              onChange={next => setContent(withConsents(content, replaced(consents, index, next)))}
              onRemove={() => setContent(withConsents(content, without(consents, index)))}
            />
          ))}
          <div className="actions">
            <Button icon={Plus} onPress={() => setContent(withConsents(content, [...consents, newConsent(content)]))}>
              {t('builder.add_consent')}
            </Button>
          </div>
        </Panel>
        <Panel title={t('builder.after')}>
          <div className="stack">
            <TwoTexts label={t('builder.button')} value={content.button} onChange={button => set({ button })} />
            <SelectField
              label={t('builder.thanks_kind')}
              value={thanks.kind ?? 'message'}
              onChange={kind => set({ thanks: { ...thanks, kind: kind as 'message' } })}
              options={[
                { id: 'message', label: t('builder.thanks_message') },
                { id: 'redirect', label: t('builder.thanks_redirect') },
              ]}
            />
            {thanks.kind === 'redirect' ? (
              <TextField
                label={t('builder.thanks_url')}
                leftToRight
                value={thanks.url ?? ''}
                onChange={url => set({ thanks: { ...thanks, url } })}
                error={fault('/thanks/url')}
                placeholder="https://"
              />
            ) : (
              <TwoTexts
                label={t('builder.thanks_text')}
                lines={2}
                value={thanks.message}
                onChange={message => set({ thanks: { ...thanks, message } })}
              />
            )}
          </div>
        </Panel>
        <Panel title={t('builder.settings')}>
          <div className="stack">
            <SelectField
              label={t('builder.default_language')}
              value={content.default_language ?? 'fa'}
              onChange={default_language => set({ default_language })}
              options={[
                { id: 'fa', label: 'فارسی' },
                { id: 'en', label: 'English' },
              ]}
            />
            <SelectField
              label={t('builder.purpose')}
              value={settings.purpose ?? 'buyer'}
              onChange={purpose => set({ settings: { ...settings, purpose: purpose as 'buyer' } })}
              options={optionsOf(t, 'purpose')}
            />
            <TextField
              label={t('builder.product')}
              value={settings.product ?? ''}
              onChange={product => set({ settings: { ...settings, product } })}
              hint={t('builder.product_hint')}
            />
            <Switch on={!!settings.proof_of_work} onChange={proof_of_work => set({ settings: { ...settings, proof_of_work } })}>
              {t('builder.proof')}
            </Switch>
          </div>
        </Panel>
      </div>
      <aside className="builder-preview" aria-label={t('builder.preview')}>
        <div className="topline">
          <b>{t('builder.preview')}</b>
          <span className="muted small" role="status">
            {state === 'saved' ? t('builder.saved') : problem ? t('builder.not_saved') : t('builder.saving')}
          </span>
          <span className="tabs" style={{ marginInlineStart: 'auto' }}>
            {(['fa', 'en'] as const).map(one => (
              <button key={one} type="button" className="tab" aria-pressed={language === one} onClick={() => setLanguage(one)}>
                {one === 'fa' ? 'فارسی' : 'English'}
              </button>
            ))}
          </span>
        </div>
        {content.steps.length > 1 && (
          <div className="tabs" style={{ padding: '0.5rem 1rem' }}>
            {content.steps.map((_, index) => (
              <button key={index} type="button" className="tab" aria-pressed={shownStep === index} onClick={() => setStep(index)}>
                {t('builder.step', { number: number(index + 1, manner) })}
              </button>
            ))}
          </div>
        )}
        <iframe
          title={t('builder.preview')}
          src={`/api/v1/forms/${form.id}/preview?language=${language}&step=${shownStep}&v=${form.version}`}
        />
      </aside>
    </div>
  );
}
