// The builder: questions on one side, the page as a visitor sees it on the other. What is typed is saved a moment later.
import { Plus, Trash2 } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { Form, FormContent, FormField } from '../../api/client';
import { useReader } from '../../app/session';
import { useText } from '../../i18n/texts';
import { apart, number } from '../../lib/format';
import { languageNames, languageOptions, languages } from '../../lib/languages';
import { Panel } from '../../ui/bits';
import { Button, IconButton } from '../../ui/button';
import { SelectField, Switch, TextField } from '../../ui/fields';
import { Menu, type MenuEntry } from '../../ui/menu';
import { dismiss, tell } from '../../ui/toast';
import { optionsOf } from '../card/words';
import { useAutoSave } from './auto-save';
import { ConsentBox } from './consent-box';
import {
  fieldKinds,
  newConsent,
  newField,
  type Place,
  placeBeside,
  placeOf,
  replaced,
  withConsents,
  withField,
  withFieldAt,
  withFieldMoved,
  withItem,
  without,
  withoutField,
  withoutStep,
  withStep,
  withStepAt,
} from './draft';
import { Question } from './question';
import { useQuestionDrag } from './question-drag';
import { TwoTexts } from './two-texts';

const textIn = (text: { fa?: string; en?: string } | undefined, { language }: { language: 'fa' | 'en' }): string =>
  text?.[language] || text?.fa || text?.en || '';

/** What is done is told with its undo, which works on whatever the form has become; it goes when the builder goes. */
function useUndoableActs(setContent: (change: (now: FormContent) => FormContent) => void) {
  const told = useRef<number[]>([]);
  useEffect(() => () => told.current.forEach(dismiss), []);
  return (text: string, back: (now: FormContent) => FormContent) => void told.current.push(tell(text, () => setContent(back)));
}

/** Keeps the focus on the act that moved a question, wherever the question has gone. */
function useFocusOfQuestion() {
  const [wish, setWish] = useState<{ id: string; act: string }>();
  useEffect(() => {
    if (!wish) return;
    // After the menu has given the focus back to where it came from.
    const timer = setTimeout(() => {
      const question = document.querySelector(`[data-question="${wish.id}"]`);
      const buttons = [...(question?.querySelectorAll<HTMLButtonElement>('[data-act]:not([disabled])') ?? [])];
      (buttons.find(button => button.dataset.act === wish.act) ?? buttons[0])?.focus();
      question?.scrollIntoView({ block: 'nearest' });
    }, 60);
    return () => clearTimeout(timer);
  }, [wish]);
  return (id: string, act: string) => setWish({ id, act });
}

/** `settled` is given to whoever has to wait until everything is saved. */
export function Builder({ form, onSettle }: { form: Form; onSettle: (settled: () => Promise<void>) => void }) {
  const t = useText();
  const { manner } = useReader();
  const { content, setContent, problem, state, settled } = useAutoSave(form);
  useEffect(() => onSettle(settled), [onSettle, settled]);
  const say = useUndoableActs(setContent);
  const focus = useFocusOfQuestion();
  const [language, setLanguage] = useState(languages.find(one => one === content.default_language) ?? 'fa');
  // The preview speaks the language that is being written.
  const edit = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const follow = (event: FocusEvent) => {
      const written = languages.find(one => one === (event.target as HTMLElement).getAttribute('lang'));
      if (written) setLanguage(written);
    };
    const box = edit.current;
    box?.addEventListener('focusin', follow);
    return () => box?.removeEventListener('focusin', follow);
  }, []);
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
  const nameOf = (field: FormField) => textIn(field.label, manner) || t(`kind.${field.kind}`);
  const nameOfStep = (index: number) =>
    [t('builder.step', { number: number(index + 1, manner) }), textIn(content.steps[index]?.title, manner)].filter(Boolean).join(': ');
  const move = (field: FormField, to: Place, act = 'move') => {
    const from = placeOf(content, field.id);
    if (!from) return;
    setContent(withFieldMoved(content, field.id, to));
    focus(field.id, act);
    if (to.step !== from.step)
      say(t('builder.moved', { question: apart(nameOf(field)), step: nameOfStep(to.step) }), now => withFieldMoved(now, field.id, from));
  };
  const moveToNewStep = (field: FormField) => {
    const from = placeOf(content, field.id);
    if (!from) return;
    const step = content.steps.length;
    setContent(withFieldMoved(withStepAt(content, step, { title: { fa: '', en: '' }, fields: [] }), field.id, { step, at: 0 }));
    focus(field.id, 'move');
    say(t('builder.moved', { question: apart(nameOf(field)), step: t('builder.step', { number: number(step + 1, manner) }) }), now => {
      const back = withFieldMoved(now, field.id, from);
      return back.steps[step]?.fields.length === 0 ? withoutStep(back, step) : back;
    });
  };
  const beside = (field: FormField, place: Place, by: 1 | -1) => {
    const to = placeBeside(content, place, by);
    return to && (() => move(field, to, by < 0 ? 'up' : 'down'));
  };
  const elsewhere = (field: FormField, step: number): MenuEntry[] => [
    ...content.steps.flatMap((other, index) =>
      index === step
        ? []
        : [{ id: String(index), label: nameOfStep(index), act: () => move(field, { step: index, at: other.fields.length }) }],
    ),
    { id: 'new', label: t('builder.move_new'), icon: Plus, act: () => moveToNewStep(field) },
  ];
  const drag = useQuestionDrag(content, (id, to) => {
    const from = placeOf(content, id);
    const field = from && content.steps[from.step]?.fields[from.at];
    if (field) move(field, to);
  });
  const removed = (name: string, back: (now: FormContent) => FormContent) => say(t('builder.removed', { name: apart(name) }), back);
  const set = (change: Partial<FormContent>) => setContent({ ...content, ...change });
  const settings = content.settings ?? {};
  const thanks = content.thanks ?? {};

  return (
    <div className="builder">
      <div className="builder-edit stack" ref={edit}>
        {problem && (
          <p className="notice danger" role="alert">
            {problem.message}
          </p>
        )}
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
                <IconButton
                  label={t('builder.remove_step')}
                  icon={Trash2}
                  onPress={() => {
                    setContent(withoutStep(content, index));
                    removed(nameOfStep(index), now => withStepAt(now, index, one));
                  }}
                />
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
            <div className="questions" {...drag.step(index)}>
              {one.fields.map((field, place) => (
                <Question
                  key={field.id}
                  value={field}
                  content={content}
                  name={nameOf(field)}
                  at={`/steps/${index}/fields/${place}`}
                  fault={fault}
                  onChange={next => setContent(withField(content, index, place, next))}
                  up={beside(field, { step: index, at: place }, -1)}
                  down={beside(field, { step: index, at: place }, 1)}
                  elsewhere={elsewhere(field, index)}
                  onRemove={() => {
                    setContent(withoutField(content, index, place));
                    removed(nameOf(field), now => withFieldAt(now, { step: index, at: place }, field));
                  }}
                  handle={drag.handle(field.id)}
                  dragging={drag.question(index, field.id)}
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
            <ConsentBox
              key={box.id}
              value={box}
              at={`/consents/${index}`}
              fault={fault}
              onChange={next => setContent(withConsents(content, replaced(consents, index, next)))}
              onRemove={() => {
                setContent(withConsents(content, without(consents, index)));
                removed(t('builder.wording'), now => withConsents(now, withItem(now.consents ?? [], index, box)));
              }}
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
              options={languageOptions}
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
          <b>{t('builder.preview_in', { language: languageNames[language] })}</b>
          <span className="muted small" role="status">
            {state === 'saved' ? t('builder.saved') : problem ? t('builder.not_saved') : t('builder.saving')}
          </span>
          <span className="tabs" style={{ marginInlineStart: 'auto' }}>
            {languages.map(one => (
              <button key={one} type="button" className="tab" aria-pressed={language === one} onClick={() => setLanguage(one)}>
                {languageNames[one]}
              </button>
            ))}
          </span>
        </div>
        <p className="muted small preview-about">{t('builder.preview_follows')}</p>
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
