import { DateFormatter } from '@internationalized/date';
import { describe, expect, it } from 'vitest';
import './persian-dates';

const at = new Date('2026-11-21T12:00:00Z');
const inPersian = (options: Intl.DateTimeFormatOptions) =>
  new DateFormatter('fa-IR-u-ca-persian', { timeZone: 'UTC', ...options }).format(at);

describe('what React Aria says of dates', () => {
  it('is ordered as Persian is written', () => {
    expect(inPersian({ month: 'long', year: 'numeric' })).toBe('آبان ۱۴۰۵');
    expect(inPersian({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })).toBe('شنبه ۳۰ آبان ۱۴۰۵');
  });
  it('is left alone where no month is spelt out, and in English', () => {
    expect(inPersian({ weekday: 'narrow' })).toBe('ش');
    expect(new DateFormatter('en-CA', { timeZone: 'UTC', month: 'long', year: 'numeric' }).format(at)).toBe('November 2026');
  });
});
