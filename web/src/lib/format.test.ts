import { describe, expect, it } from 'vitest';
import {
  amountOf,
  asciiDigits,
  calledBy,
  clockTime,
  dayKey,
  longDate,
  type Manner,
  money,
  otherMoney,
  phone,
  reachedBy,
  relative,
  shortDate,
} from './format';

const fa: Manner = { language: 'fa', calendar: 'jalali', digits: 'persian', timeZone: 'Asia/Tehran' };
const en: Manner = { language: 'en', calendar: 'gregorian', digits: 'latin', timeZone: 'Asia/Tehran' };
const at = new Date('2026-11-21T05:30:00Z');

describe('dates', () => {
  it('read as people write them', () => {
    expect(longDate(at, fa)).toBe('شنبه ۳۰ آبان ۱۴۰۵');
    expect(longDate(at, en)).toBe('Saturday, 21 November 2026');
    expect(shortDate(at, fa)).toBe('۱۴۰۵/۰۸/۳۰');
    expect(shortDate(at, en)).toBe('2026-11-21');
    expect(shortDate(at, { ...en, calendar: 'jalali' })).toBe('1405/08/30');
    expect(clockTime(at, fa)).toBe('۰۹:۰۰');
  });
  it('fall on the leap day of 1403 and the day after it', () => {
    expect(shortDate(new Date('2025-03-20T12:00:00Z'), fa)).toBe('۱۴۰۳/۱۲/۳۰');
    expect(shortDate(new Date('2025-03-21T12:00:00Z'), fa)).toBe('۱۴۰۴/۰۱/۰۱');
  });
  it('belong to the day of the zone, not of UTC', () => {
    expect(dayKey(new Date('2026-11-20T20:31:00Z'), fa)).toBe('2026-11-21');
    expect(dayKey(new Date('2026-11-20T20:29:00Z'), fa)).toBe('2026-11-20');
  });
  it('are told from now in one unit, rounded towards now', () => {
    const before = (ms: number) => relative(new Date(at.getTime() - ms), at, en);
    expect(before(10_000)).toBe('now');
    expect(before(59 * 60_000)).toBe('59 minutes ago');
    expect(before(47 * 3_600_000)).toBe('yesterday');
    expect(relative(new Date(at.getTime() - 3 * 86_400_000), at, fa)).toBe('۳ روز پیش');
  });
});

describe('numbers', () => {
  it('of Iran are said as one says them', () => {
    expect(phone('+989121234567', fa)).toBe('۰۹۱۲ ۱۲۳ ۴۵۶۷');
    expect(phone('+989121234567', en)).toBe('+98 912 123 4567');
    expect(phone('+982188776655', fa)).toBe('۰۲۱ ۸۸۷۷ ۶۶۵۵');
    expect(phone('+442071838750', en)).toBe('+44 207 183 8750');
    expect(phone('+97142345678', fa)).toBe('+۹۷۱ ۴ ۲۳۴ ۵۶۷۸');
    expect(phone('+982188776655;ext=12', fa)).toBe('\u2067\u2066۰۲۱ ۸۸۷۷ ۶۶۵۵\u2069 داخلی ۱۲\u2069');
    expect(phone('+982188776655;ext=12', en)).toBe('+98 21 8877 6655 ext. 12');
    expect(phone('+97142345678;ext=12', fa, '+۹۷۱ ۴ ۲۳۴ ۵۶۷۸ داخلی ۱۲')).toBe('\u2067\u2066+۹۷۱ ۴ ۲۳۴ ۵۶۷۸\u2069 داخلی ۱۲\u2069');
    expect(phone('+12025550123', fa)).toBe('+۱ ۲۰۲ ۵۵۵ ۰۱۲۳');
  });
  it('of other countries stand in the groups that the server says, in the digits of the reader', () => {
    expect(phone('+97142345678', fa, '+۹۷۱ ۴ ۲۳۴ ۵۶۷۸')).toBe('+۹۷۱ ۴ ۲۳۴ ۵۶۷۸');
    expect(phone('+97142345678', { ...fa, digits: 'latin' }, '+۹۷۱ ۴ ۲۳۴ ۵۶۷۸')).toBe('+971 4 234 5678');
  });
  it('are the name of who has none', () => {
    expect(calledBy('+989121234567', fa)).toBe('۰۹۱۲ ۱۲۳ ۴۵۶۷');
    expect(calledBy('+97142345678', en, '+971 4 234 5678')).toBe('+971 4 234 5678');
    expect(calledBy('سارا ۹۸', fa)).toBe('سارا ۹۸');
  });
  it('do not stand twice: as the name, and below it', () => {
    const e164 = '+989121234567';
    expect(reachedBy({ display_name: 'سارا', phone: e164, email: 'sara@example.com' }, fa)).toBe('۰۹۱۲ ۱۲۳ ۴۵۶۷');
    expect(reachedBy({ display_name: e164, phone: e164, email: 'sara@example.com' }, fa)).toBe('sara@example.com');
    expect(reachedBy({ display_name: e164, phone: e164 }, fa)).toBeUndefined();
    expect(reachedBy({ display_name: 'sara@example.com', email: 'sara@example.com' }, fa)).toBeUndefined();
  });
  it('of money carry their unit', () => {
    expect(money(1_234_000, 'IRR', fa)).toBe('۱٬۲۳۴٬۰۰۰\u00a0ریال');
    expect(money(1234, 'USD', en)).toBe('1,234\u00a0USD');
    expect(otherMoney(1_800_000_000, 'IRR', fa)).toBe('۱۸۰٬۰۰۰٬۰۰۰\u00a0تومان');
    expect(otherMoney(165_000_000, 'IRT', fa)).toBe('۱٬۶۵۰٬۰۰۰٬۰۰۰\u00a0ریال');
    expect(otherMoney(100, 'EUR', fa)).toBeUndefined();
  });
  it('of money are read as people type them, and a fraction is not taken for ten times as much', () => {
    expect(amountOf('۱٬۸۰۰٬۰۰۰')).toBe(1_800_000);
    expect(amountOf(' 1.500.000 ')).toBe(1_500_000);
    expect(amountOf('12 000')).toBe(12_000);
    expect(amountOf('1.5')).toBeUndefined();
    expect(amountOf('زیاد')).toBeUndefined();
  });
  it('are read whatever the keyboard', () => {
    expect(asciiDigits('۰۱۲٣٤٥6')).toBe('0123456');
  });
});
