import { expect, test } from 'vitest';
import type { CatalogueEvent, CatalogueField } from '../api/catalogue';
import en from '../i18n/en.json';
import fa from '../i18n/fa.json';
import { translator } from '../i18n/texts';
import {
  contains,
  fieldWords,
  happening,
  operatorName,
  periodWords,
  piecesOf,
  possessive,
  timesWords,
  valueWords,
} from './condition-words';
import type { Test } from './conditions';
import type { Manner } from './format';

const persian: Manner = { language: 'fa', calendar: 'jalali', digits: 'persian', timeZone: 'Asia/Tehran' };
const english: Manner = { language: 'en', calendar: 'gregorian', digits: 'latin', timeZone: 'UTC' };
const say = (manner: Manner) => translator(manner.language, manner.language === 'fa' ? fa : en);

const field = (type: CatalogueField['type'], persianLabel: string, englishLabel: string): CatalogueField => ({
  key: 'x',
  type,
  label: { fa: persianLabel, en: englishLabel },
  group: 'work',
  operators: [],
  unit: type === 'money' ? 'IRR' : '',
  choices: [
    { key: 'a', label: { fa: 'گوگل', en: 'Google' } },
    { key: 'b', label: { fa: 'بینگ', en: 'Bing' } },
    { key: 'c', label: { fa: 'ایمیل', en: 'E-mail' } },
    { key: 'd', label: { fa: 'پیامک', en: 'SMS' } },
    { key: 'e', label: { fa: 'بنر', en: 'Banner' } },
  ],
});
function sentence(manner: Manner, of: CatalogueField, test: Test, alone = false): string {
  const t = say(manner);
  return piecesOf(t, of, test)
    .map(piece =>
      piece.kind === 'field'
        ? fieldWords(t, manner, of, test.is, alone)
        : piece.kind === 'value'
          ? valueWords(t, manner, of, test)
          : piece.text,
    )
    .join(' ');
}

test('a label is said of somebody as Persian says it', () => {
  expect(['منبع', 'بودجه', 'راه', 'شمار برخوردها', 'رادیو', 'خستگی', 'مرحلهٔ خرید', 'CRM', 'کد (قدیم)'].map(possessive)).toEqual([
    'منبعش',
    'بودجه‌اش',
    'راهش',
    'شمار برخوردهایش',
    'رادیویش',
    'خستگی‌اش',
    'مرحلهٔ خریدش',
    'CRM آن',
    'کد (قدیم) آن',
  ]);
});
test('a test reads as a sentence in both languages', () => {
  const source = field('choice', 'منبع', 'Source');
  for (const [of, one, inPersian, inEnglish] of [
    [source, { field: 'x', is: 'any_of', value: ['a'] }, 'منبعش گوگل است', 'whose source is Google'],
    [source, { field: 'x', is: 'any_of', value: ['a', 'b'] }, 'منبعش گوگل یا بینگ است', 'whose source is Google or Bing'],
    [
      source,
      { field: 'x', is: 'none_of', value: ['a', 'b'] },
      'منبعش هیچ‌یک از گوگل و بینگ نیست',
      'whose source is none of Google and Bing',
    ],
    [field('person', 'مسئول', 'Owner'), { field: 'x', is: 'empty' }, 'مسئول ندارد', 'whose owner is missing'],
    [
      field('multi_choice', 'رضایت', 'Consent'),
      { field: 'x', is: 'any_of', value: ['c'] },
      'رضایت ایمیل را دارد',
      'whose consent includes E-mail',
    ],
    [field('text', 'شهر', 'City'), { field: 'x', is: 'contains', value: 'کرج' }, 'در شهرش «کرج» هست', 'whose city contains “کرج”'],
    [
      field('money', 'بودجه', 'Budget'),
      { field: 'x', is: 'between', value: [1000, 5000] },
      'بودجه‌اش میان ۱٬۰۰۰ تا ۵٬۰۰۰ ریال است',
      'whose budget is between 1,000 and 5,000 IRR',
    ],
    [
      field('instant', 'زمان آمدن', 'Day of arrival'),
      { field: 'x', is: 'within', value: { last_days: 7 } },
      'زمان آمدنش در ۷ روز گذشته است',
      'whose day of arrival is in the last 7 days',
    ],
    [field('yes_no', 'عضویت', 'VIP'), { field: 'x', is: 'equal', value: false }, 'عضویتش خیر است', 'whose VIP is no'],
  ] as [CatalogueField, Test, string, string][]) {
    expect(sentence(persian, of, one)).toBe(inPersian);
    expect(sentence(english, of, one)).toBe(inEnglish);
  }
  expect(sentence(persian, field('choice', 'فرم', 'Form'), { field: 'x', is: 'any_of', value: ['a'] }, true)).toBe('فرم گوگل است');
});
test('a long list of choices is cut short and counted', () => {
  const words = valueWords(say(english), english, field('choice', 'ک', 'C'), {
    field: 'x',
    is: 'any_of',
    value: ['a', 'b', 'c', 'd', 'e'],
  });
  expect(words).toBe('Google, Bing, E-mail or 2 more');
});
test('days and times as one says them, in the calendar of the reader', () => {
  expect(periodWords(say(persian), persian, { before: '2026-11-21' })).toBe('پیش از ۳۰ آبان ۱۴۰۵');
  expect(periodWords(say(english), english, { between: ['2026-11-01', '2026-11-21'] })).toBe(
    'between 1 November 2026 and 21 November 2026',
  );
  expect(timesWords(say(persian), { at_least: 2 })).toBe('دست‌کم ۲ بار');
  expect(timesWords(say(english), { at_least: 1 })).toBe('at least 1 time');
  expect(timesWords(say(english), { at_least: 2, at_most: 2 })).toBe('exactly 2 times');
  expect(timesWords(say(persian), { at_most: 0 })).toBe('هرگز');
});
test('what never happened has the verb for it', () => {
  const event = {
    key: 'f',
    label: {},
    happened: { fa: 'فرم فرستاده است', en: 'submitted a form' },
    never: { fa: 'فرم نفرستاده است', en: 'submitted no form' },
    fields: [],
  };
  const never = { did: 'f', times: { at_most: 0 } };
  expect(happening(event as unknown as CatalogueEvent, never, persian)).toBe('فرم نفرستاده است');
  expect(happening(event as unknown as CatalogueEvent, never, english)).toBe('submitted a form');
});
test('operators have names to choose from', () => {
  expect(operatorName(say(persian), 'choice', 'none_of')).toBe('… نیست');
  expect(operatorName(say(english), 'multi_choice', 'all_of')).toBe('includes all of …');
});
test('a field is found however its letters are typed', () => {
  expect(contains('مرحلهٔ خرید', 'مرحله خريد')).toBe(true);
  expect(contains('شبکهٔ اجتماعی', 'شبكه‌اجتماعي')).toBe(true);
  expect(contains('Contact grade', 'GRADE')).toBe(true);
  expect(contains('City', 'town')).toBe(false);
});
