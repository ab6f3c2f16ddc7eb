// The draft of a form while it is edited: plain functions of values.
import type { ConsentBox, FormContent, FormField } from '../../api/client';

export const fieldKinds = [
  'name',
  'first_name',
  'last_name',
  'phone',
  'email',
  'organisation',
  'job_title',
  'text',
  'long_text',
  'number',
  'date',
  'choice',
  'multi_choice',
  'yes_no',
  'link',
  'handle',
  'budget',
] as const;
export type FieldKind = (typeof fieldKinds)[number];

/** Which facts of a lead a plain question may fill. */
export const targets = [
  '',
  'product',
  'needs',
  'place',
  'timing',
  'organisation',
  'job_title',
  'age_range',
  'gender',
  'income_range',
] as const;

export const hasChoices = (kind: string): boolean => kind === 'choice' || kind === 'multi_choice';
export const mayMap = (kind: string): boolean =>
  ['text', 'long_text', 'choice', 'multi_choice', 'yes_no', 'number', 'date', 'link'].includes(kind);

/** An id that is free: the wish itself, or the wish with a number. */
export function freeId(content: FormContent, wish: string): string {
  const taken = new Set([
    ...content.steps.flatMap(step => step.fields.map(field => field.id)),
    ...(content.consents ?? []).map(box => box.id),
  ]);
  const base =
    wish
      .toLowerCase()
      .replace(/[^a-z0-9_]+/g, '_')
      .replace(/^_+|_+$/g, '') || 'question';
  if (!taken.has(base)) return base;
  let number = 2;
  while (taken.has(`${base}_${number}`)) number++;
  return `${base}_${number}`;
}

export function newField(content: FormContent, kind: FieldKind, label: { fa: string; en: string }): FormField {
  return {
    id: freeId(content, kind),
    kind,
    maps_to: '',
    label,
    hint: { fa: '', en: '' },
    required: false,
    choices: hasChoices(kind)
      ? [
          { key: 'one', label: { fa: 'گزینهٔ یک', en: 'Option one' } },
          { key: 'two', label: { fa: 'گزینهٔ دو', en: 'Option two' } },
        ]
      : [],
    ...(kind === 'handle' ? { network: 'instagram' as const } : {}),
  };
}

export function newConsent(content: FormContent): ConsentBox {
  return {
    id: freeId(content, 'consent'),
    purpose: 'contact',
    text: { fa: 'می‌پذیرم که با من تماس بگیرید.', en: 'I agree to be contacted.' },
    version: 1,
    required: false,
    exchange_for: '',
  };
}

const replaced = <T>(list: T[], at: number, item: T): T[] => list.map((one, index) => (index === at ? item : one));
const without = <T>(list: T[], at: number): T[] => list.filter((_, index) => index !== at);
const withItem = <T>(list: T[], at: number, item: T): T[] => [...list.slice(0, at), item, ...list.slice(at)];

export const withStep = (content: FormContent, at: number, step: FormContent['steps'][number]): FormContent => ({
  ...content,
  steps: replaced(content.steps, at, step),
});
export const withField = (content: FormContent, step: number, at: number, field: FormField): FormContent =>
  withStep(content, step, { ...content.steps[step], fields: replaced(content.steps[step]?.fields ?? [], at, field) });
export const withoutField = (content: FormContent, step: number, at: number): FormContent =>
  withStep(content, step, { ...content.steps[step], fields: without(content.steps[step]?.fields ?? [], at) });
export const withFieldAt = (content: FormContent, { step, at }: Place, field: FormField): FormContent => {
  const there = Math.min(step, content.steps.length - 1); // the step may have gone meanwhile
  return withStep(content, there, { ...content.steps[there], fields: withItem(content.steps[there]?.fields ?? [], at, field) });
};
export const withStepAt = (content: FormContent, at: number, step: FormContent['steps'][number]): FormContent => ({
  ...content,
  steps: withItem(content.steps, at, step),
});

/** Where a question stands: its step, and its place among the questions of that step. */
export interface Place {
  step: number;
  at: number;
}
export function placeOf(content: FormContent, id: string): Place | undefined {
  for (const [step, { fields }] of content.steps.entries()) {
    const at = fields.findIndex(field => field.id === id);
    if (at >= 0) return { step, at };
  }
  return undefined;
}

/** One place up (-1) or down (1). Beyond the edge of a step is the next step; beyond the ends of the form is nothing. */
export function placeBeside(content: FormContent, from: Place, by: 1 | -1): Place | undefined {
  const at = from.at + by;
  if (at >= 0 && at < (content.steps[from.step]?.fields.length ?? 0)) return { step: from.step, at };
  const next = content.steps[from.step + by];
  return next && { step: from.step + by, at: by > 0 ? 0 : next.fields.length };
}

/** The question stands at `to` afterwards, counted without itself. */
export function withFieldMoved(content: FormContent, id: string, to: Place): FormContent {
  const from = placeOf(content, id);
  const field = from && content.steps[from.step]?.fields[from.at];
  return from && field ? withFieldAt(withoutField(content, from.step, from.at), to, field) : content;
}

export const withoutStep = (content: FormContent, at: number): FormContent => ({ ...content, steps: without(content.steps, at) });
export const withConsents = (content: FormContent, consents: ConsentBox[]): FormContent => ({ ...content, consents });
export { replaced, withItem, without };
