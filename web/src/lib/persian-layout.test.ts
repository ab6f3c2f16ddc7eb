import { expect, test } from 'vitest';
import { onOtherLayout } from './persian-layout';

test.each([
  ['sghl', 'سلام'],
  ['wkn,r', 'صندوق'],
  ['svkoBih', 'سرنخ‌ها'], // the half-space by Shift and B
  ['mClhk Hrhdd', 'پژمان آقایی'],
  ["']", 'گچ'],
])('%s was meant as %s', (typed, meant) => {
  expect(onOtherLayout(typed)).toBe(meant);
  expect(onOtherLayout(meant)).toBe(typed);
});

test('English words typed on the Persian layout', () => {
  expect(onOtherLayout('هدذخط')).toBe('inbox');
  expect(onOtherLayout('مثشیس')).toBe('leads');
});

test('numbers and what is of both scripts are left alone', () => {
  for (const text of ['', '0912 345', '۰۹۱۲ ۳۴۵', '+98 (21)', 'Acme تهران']) expect(onOtherLayout(text)).toBeUndefined();
});
