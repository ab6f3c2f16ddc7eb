// What a condition compares with: a text, a number, choices, days, how often. Each kind of field has its own way to be asked.
import { ChevronLeft } from 'lucide-react';
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import type { CatalogueField } from '../../../api/catalogue';
import { useReader } from '../../../app/session';
import { useText } from '../../../i18n/texts';
import { labelOf, timesWords } from '../../../lib/condition-words';
import { asksFor, namedPeriods, type Period, type Test, type Times, type Value } from '../../../lib/conditions';
import { dayOf, plusDays } from '../../../lib/days';
import { asciiDigits, digits, unitName } from '../../../lib/format';
import { Button } from '../../../ui/button';
import { DateField } from '../../../ui/date-field';
import { TextField } from '../../../ui/fields';
import { SuggestedField } from '../../../ui/suggested-field';
import { Choose } from './choose';
import { useEditor } from './editor';
import type { Inside } from './token';

/** A number as people type it: any digits, grouped in any way. */
export function numberOf(typed: string): number | undefined {
  const plain = asciiDigits(typed)
    .trim()
    .replace(/[\s,٬’']/g, '')
    .replace('٫', '.');
  return /^-?\d{1,15}(\.\d{1,6})?$/.test(plain) ? Number(plain) : undefined;
}

interface ValueProps<T> extends Inside {
  value: T | undefined;
  onChange: (value: T) => void;
}

/** Fields that are typed into: taken by Enter, by the button, or when the window is left; Escape takes nothing. */
function Typed({ take, close, onLeave, children }: Inside & { take: (() => void) | undefined; children: ReactNode }) {
  const t = useText();
  const form = useRef<HTMLFormElement>(null);
  // A frame later: the press on the list that stood here still gives the keyboard to the window. What stands in the field is written over.
  useEffect(() => {
    const frame = requestAnimationFrame(() => {
      const first = form.current?.querySelector<HTMLElement>('input:not([type=hidden]), [role=spinbutton]');
      first?.focus();
      if (first instanceof HTMLInputElement) first.select();
    });
    return () => cancelAnimationFrame(frame);
  }, []);
  onLeave(take);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (take) close();
  };
  return (
    <form
      ref={form}
      className="token-form"
      onSubmit={submit}
      onKeyDown={event => {
        if (event.key === 'Escape') onLeave(undefined);
      }}
    >
      {children}
      <Button look="primary" type="submit" isDisabled={!take}>
        {t('rule.take')}
      </Button>
    </form>
  );
}

function TextValue({ field, value, onChange, ...inside }: ValueProps<string> & { field: CatalogueField }) {
  const { manner } = useReader();
  const [typed, setTyped] = useState(value ?? '');
  const text = typed.trim();
  return (
    <Typed {...inside} take={text && text !== value ? () => onChange(text) : undefined}>
      <TextField
        label={labelOf(field.label, manner, field.key)}
        labelHidden
        leftToRight={['email', 'phone', 'link'].includes(field.type)}
        value={typed}
        onChange={setTyped}
        autoFocus
      />
    </Typed>
  );
}

/** A text of which there are values to choose from, as many leads of each as the list has. */
function SuggestedValue({ field, value, onChange, close, onLeave }: ValueProps<string> & { field: CatalogueField }) {
  const { manner } = useReader();
  const { root } = useEditor();
  const [typed, setTyped] = useState(value ?? '');
  const text = typed.trim();
  const take = (known: string) => {
    onLeave(undefined);
    onChange(known);
    close();
  };
  return (
    <Typed close={close} onLeave={onLeave} take={text && text !== value ? () => onChange(text) : undefined}>
      <div className="field suggested">
        <SuggestedField
          aria-label={labelOf(field.label, manner, field.key)}
          field={field.key}
          layer={asksFor(root, 'layer') ? 'both' : 'lead'}
          dir={typed ? 'auto' : undefined}
          value={typed}
          onChange={setTyped}
          onTake={take}
        />
      </div>
    </Typed>
  );
}

function NumberValue({ field, test, value, onChange, ...inside }: ValueProps<Value> & { field: CatalogueField; test: Test }) {
  const t = useText();
  const { manner } = useReader();
  const both = test.is === 'between';
  const given = (Array.isArray(value) ? value : [value]) as (number | undefined)[];
  const [typed, setTyped] = useState([0, 1].map(index => (given[index] === undefined ? '' : digits(String(given[index]), manner))));
  const numbers = typed.slice(0, both ? 2 : 1).map(numberOf);
  const [first, second] = numbers;
  const reversed = both && first !== undefined && second !== undefined && first > second;
  const next: Value | undefined =
    first === undefined || reversed ? undefined : both ? (second === undefined ? undefined : [first, second]) : first;
  const unit = field.unit ? ` (${unitName(field.unit, manner)})` : '';
  return (
    <Typed {...inside} take={next === undefined ? undefined : () => onChange(next)}>
      {numbers.map((one, index) => (
        <TextField
          key={index}
          label={(both ? t(index === 0 ? 'rule.from' : 'rule.to') : labelOf(field.label, manner, field.key)) + unit}
          value={typed[index] ?? ''}
          onChange={text => setTyped(typed.map((old, at) => (at === index ? text : old)))}
          error={typed[index] && one === undefined ? t('rule.no_number') : reversed && index === 1 ? t('rule.reversed') : undefined}
          autoFocus={index === 0}
        />
      ))}
    </Typed>
  );
}

function ChoicesValue({ field, value, onChange }: ValueProps<string[]> & { field: CatalogueField }) {
  const t = useText();
  const { manner } = useReader();
  const label = labelOf(field.label, manner, field.key);
  // A choice that is no more can be taken out of the condition, not put into it.
  const gone = (value ?? []).filter(key => !field.choices.some(one => one.key === key));
  const entriesOf = (archived: boolean) =>
    field.choices.filter(one => one.archived === archived).map(one => ({ id: one.key, label: labelOf(one.label, manner, one.key) }));
  const sections = [
    { entries: [...entriesOf(false), ...gone.map(key => ({ id: key, label: key }))] },
    { title: t('rule.archived'), entries: entriesOf(true) },
  ];
  return <Choose label={label} sections={sections} chosen={value ?? []} many onChoose={onChange} />;
}

const kindsWithDays = ['last_days', 'next_days'] as const;
const kindsWithDates = ['on', 'before', 'after', 'between'] as const;
type PeriodKind = (typeof namedPeriods)[number] | (typeof kindsWithDays)[number] | (typeof kindsWithDates)[number];
const kindOf = (period: Period | undefined): PeriodKind | undefined =>
  typeof period === 'object' ? (Object.keys(period)[0] as PeriodKind) : period;

/** Days as people say them; they stay as they were said, so that «this month» is next month's too. */
export function PeriodValue({ value, onChange, onAnyTime, close, onLeave }: ValueProps<Period> & { onAnyTime?: (() => void) | undefined }) {
  const t = useText();
  const { manner } = useReader();
  const today = dayOf(new Date(), manner.timeZone);
  const [kind, setKind] = useState(kindOf(value));
  const [days, setDays] = useState(() => {
    const given = typeof value === 'object' && ('last_days' in value ? value.last_days : 'next_days' in value ? value.next_days : 0);
    return digits(String(given || 7), manner);
  });
  const [dates, setDates] = useState<[string, string]>(() => {
    if (typeof value !== 'object') return [plusDays(today, -6), today];
    if ('between' in value) return value.between;
    const day = 'on' in value ? value.on : 'before' in value ? value.before : 'after' in value ? value.after : today;
    return [day, day];
  });
  const choose = ([wish]: string[]) => {
    if (!wish) return;
    onLeave(undefined);
    if (wish === 'any') onAnyTime?.();
    const named = namedPeriods.find(one => one === wish);
    if (named) onChange(named);
    if (named || wish === 'any') return close();
    setKind(wish as PeriodKind);
  };
  const other = () => {
    onLeave(undefined);
    setKind(undefined);
  };
  const count = numberOf(days);
  const whole = count !== undefined && Number.isInteger(count) && count >= 1 && count <= 36_500;
  const reversed = kind === 'between' && dates[0] > dates[1];
  const period = ((): Period | undefined => {
    switch (kind) {
      case 'last_days':
        return whole ? { last_days: count } : undefined;
      case 'next_days':
        return whole ? { next_days: count } : undefined;
      case 'between':
        return dates[0] && dates[1] && !reversed ? { between: dates } : undefined;
      case 'on':
        return dates[0] ? { on: dates[0] } : undefined;
      case 'before':
        return dates[0] ? { before: dates[0] } : undefined;
      case 'after':
        return dates[0] ? { after: dates[0] } : undefined;
      default:
        return undefined;
    }
  })();
  const typed = kindsWithDays.some(one => one === kind) || kindsWithDates.some(one => one === kind);
  if (!typed)
    return (
      <Choose
        label={t('rule.a_period')}
        unsearched
        sections={[
          {
            entries: [
              ...(onAnyTime ? [{ id: 'any', label: t('rule.any_time') }] : []),
              ...namedPeriods.map(one => ({ id: one, label: t(`rule.period_${one}`) })),
              ...kindsWithDays.map(one => ({ id: one, label: t(`rule.choose_${one}`) })),
              ...kindsWithDates.map(one => ({ id: one, label: t(`rule.choose_${one}`) })),
            ],
          },
        ]}
        chosen={kind ? [kind] : []}
        onChoose={choose}
      />
    );
  return (
    <>
      <Typed key={kind} close={close} onLeave={onLeave} take={period && (() => onChange(period))}>
        <b>{t(`rule.choose_${kind as (typeof kindsWithDays)[number]}`)}</b>
        {kindsWithDays.some(one => one === kind) ? (
          <TextField label={t('rule.days')} value={days} onChange={setDays} error={whole ? undefined : t('rule.no_number')} autoFocus />
        ) : (
          <>
            <DateField
              label={t(kind === 'between' ? 'rule.from' : 'rule.day')}
              value={dates[0]}
              onChange={day => setDates([day, dates[1]])}
            />
            {kind === 'between' && <DateField label={t('rule.to')} value={dates[1]} onChange={day => setDates([dates[0], day])} />}
            {reversed && (
              <p className="error" role="alert">
                {t('rule.reversed')}
              </p>
            )}
          </>
        )}
      </Typed>
      <Button look="quiet" icon={ChevronLeft} onPress={other}>
        {t('rule.other_period')}
      </Button>
    </>
  );
}

const timesKinds = ['at_least', 'at_most', 'exactly', 'between'] as const;
type TimesKind = 'once' | 'never' | (typeof timesKinds)[number];
function timesKindOf({ at_least: least = 0, at_most: most }: Times): TimesKind {
  if (most === 0) return 'never';
  if (most === undefined) return least <= 1 ? 'once' : 'at_least';
  return least === most ? 'exactly' : least === 0 ? 'at_most' : 'between';
}
/** How often something happened. */
export function TimesValue({ value, onChange, close, onLeave }: ValueProps<Times>) {
  const t = useText();
  const { manner } = useReader();
  const [kind, setKind] = useState(timesKindOf(value ?? {}));
  const [typed, setTyped] = useState([
    digits(String(Math.max(2, value?.at_least ?? value?.at_most ?? 2)), manner),
    digits(String(value?.at_most || 5), manner),
  ]);
  const [first, second] = typed.map(numberOf);
  const fits = (count: number | undefined): count is number =>
    count !== undefined && Number.isInteger(count) && count >= 1 && count <= 1_000_000;
  const choose = ([wish]: string[]) => {
    if (!wish) return;
    onLeave(undefined);
    if (wish === 'once') onChange({});
    if (wish === 'never') onChange({ at_most: 0 });
    if (wish === 'once' || wish === 'never') return close();
    setKind(wish as TimesKind);
  };
  const reversed = kind === 'between' && fits(first) && fits(second) && first > second;
  const times = ((): Times | undefined => {
    if (!fits(first) || reversed) return undefined;
    if (kind === 'at_least') return { at_least: first };
    if (kind === 'at_most') return { at_most: first };
    if (kind === 'exactly') return { at_least: first, at_most: first };
    return fits(second) ? { at_least: first, at_most: second } : undefined;
  })();
  return (
    <>
      <Choose
        label={t('rule.a_count')}
        sections={[
          {
            entries: [
              { id: 'once', label: timesWords(t, { at_least: 1 }) },
              { id: 'never', label: t('rule.never') },
              ...timesKinds.map(one => ({ id: one, label: t(`rule.choose_times_${one}`) })),
            ],
          },
        ]}
        chosen={[kind]}
        onChoose={choose}
      />
      {kind !== 'once' && kind !== 'never' && (
        <Typed close={close} onLeave={onLeave} take={times && (() => onChange(times))}>
          {(kind === 'between' ? [0, 1] : [0]).map(index => (
            <TextField
              key={index}
              label={kind === 'between' ? t(index === 0 ? 'rule.from' : 'rule.to') : t('rule.times')}
              value={typed[index] ?? ''}
              onChange={text => setTyped(typed.map((old, at) => (at === index ? text : old)))}
              error={!fits(index === 0 ? first : second) ? t('rule.no_number') : reversed && index === 1 ? t('rule.reversed') : undefined}
              autoFocus={index === 0}
            />
          ))}
        </Typed>
      )}
    </>
  );
}

/** The window of a value, by the kind of its field. */
export function ValueWindow({
  field,
  test,
  onChange,
  ...inside
}: Inside & { field: CatalogueField; test: Test; onChange: (value: Value) => void }) {
  const t = useText();
  const props = { ...inside, onChange };
  switch (field.type) {
    case 'number':
    case 'money':
      return <NumberValue {...props} field={field} test={test} value={test.value} />;
    case 'date':
    case 'instant':
      return <PeriodValue {...props} value={test.value as Period | undefined} />;
    case 'choice':
    case 'multi_choice':
    case 'person':
      return <ChoicesValue {...props} field={field} value={test.value as string[] | undefined} />;
    case 'yes_no':
      return (
        <Choose
          label={t('rule.a_value')}
          sections={[
            {
              entries: [
                { id: 'yes', label: t('rule.yes') },
                { id: 'no', label: t('rule.no') },
              ],
            },
          ]}
          chosen={test.value === undefined ? [] : [test.value ? 'yes' : 'no']}
          onChoose={([wish]) => {
            onChange(wish === 'yes');
            inside.close();
          }}
        />
      );
    default:
      if (field.suggests) return <SuggestedValue {...props} field={field} value={test.value as string | undefined} />;
      return <TextValue {...props} field={field} value={test.value as string | undefined} />;
  }
}
