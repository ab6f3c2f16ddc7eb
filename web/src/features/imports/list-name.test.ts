import { expect, test } from 'vitest';
import { listName } from './list-name';

test('a list is called by its name, without the kind of its file', () => {
  expect(listName('دفتر قدیم ۱۴۰۵.csv')).toBe('دفتر قدیم ۱۴۰۵');
  expect(listName('Leads 1.2.TXT')).toBe('Leads 1.2');
  expect(listName('.csv')).toBe('.csv'); // nothing would be left
  expect(listName('csv')).toBe('csv');
});
