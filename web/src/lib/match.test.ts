import { expect, test } from 'vitest';
import { rank, readings } from './match';

const inbox = ['صندوق', 'Inbox'];
const leads = ['سرنخ‌ها', 'Leads'];
const fits = (typed: string, texts: string[]) => rank(readings(typed), texts) > 0;

test('a command is found in Persian, in English, and by the keys of either on the other layout', () => {
  for (const typed of ['صندوق', 'صن', 'inbox', 'INB', 'wkn,r', 'هدذخط']) expect(fits(typed, inbox), typed).toBe(true);
  for (const typed of ['سرنخ ها', 'سرنخها', 'svkoih', 'مثشیس']) expect(fits(typed, leads), typed).toBe(true);
  expect(fits('leads', inbox)).toBe(false);
});

test('letters and digits that people call the same are the same', () => {
  expect(fits('كارهاي ناكام', ['کارهای ناکام'])).toBe(true);
  expect(fits('آمار', ['امار'])).toBe(true);
  expect(fits('فرم ۱۲', ['فرم 12'])).toBe(true);
});

test('the beginning counts more than a word inside, and what was typed more than what may have been meant', () => {
  const of = (typed: string, text: string) => rank(readings(typed), [text]);
  expect(of('status', 'Status: New')).toBeGreaterThan(of('status', 'Change the status'));
  expect(of('ew', 'Status: New')).toBe(0);
  expect(of('صندوق', 'صندوق')).toBeGreaterThan(of('wkn,r', 'صندوق'));
});

test('every word must fit', () => {
  expect(fits('status accepted', ['Status: Accepted'])).toBe(true);
  expect(fits('status banana', ['Status: Accepted'])).toBe(false);
});
