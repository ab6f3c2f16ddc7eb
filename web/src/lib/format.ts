// Dates, numbers, money and phones as people write them. Intl supplies the parts; their order is ours, because its Persian
// patterns read wrong («۱۴۰۵ آبان ۳۰, شنبه»).

export type Language = 'fa' | 'en';
export interface Manner {
  language: Language;
  calendar: 'jalali' | 'gregorian';
  digits: 'persian' | 'latin';
  timeZone: string;
}

export function localeOf(manner: Pick<Manner, 'language' | 'calendar' | 'digits'>): string {
  const calendar = manner.calendar === 'jalali' ? 'persian' : 'gregory';
  const digits = manner.digits === 'persian' ? 'arabext' : 'latn';
  // English as Canada writes it: year, month, day, as everywhere in the desk.
  return `${manner.language === 'fa' ? 'fa-IR' : 'en-CA'}-u-ca-${calendar}-nu-${digits}`;
}

// What Intl makes costs far more than what it then writes: each is made once.
const made = new Map<string, unknown>();
function once<T>(kind: string, manner: Pick<Manner, 'language' | 'calendar' | 'digits'>, make: (locale: string) => T): T {
  const key = `${kind}|${manner.language}|${manner.calendar}|${manner.digits}`;
  const found = made.get(key) as T | undefined;
  if (found) return found;
  const fresh = make(localeOf(manner));
  made.set(key, fresh);
  return fresh;
}

const shapes = {
  longDate: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  shortDate: { day: '2-digit', month: '2-digit', year: 'numeric' },
  shortDay: { day: 'numeric', month: 'short' },
  dayName: { day: 'numeric', month: 'long', year: 'numeric' },
  monthName: { month: 'long', year: 'numeric' },
  weekdayName: { weekday: 'long' },
  clockTime: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
} satisfies Record<string, Intl.DateTimeFormatOptions>;
function parts(at: Date, manner: Manner, shape: keyof typeof shapes): Record<string, string> {
  const { timeZone } = manner;
  const formatter = once(`${shape}|${timeZone}`, manner, locale => new Intl.DateTimeFormat(locale, { timeZone, ...shapes[shape] }));
  return Object.fromEntries(formatter.formatToParts(at).map(part => [part.type, part.value]));
}

const persianDigits = '۰۱۲۳۴۵۶۷۸۹';
export function digits(text: string, manner: Pick<Manner, 'digits'>): string {
  return manner.digits === 'persian' ? text.replace(/\d/g, digit => persianDigits[Number(digit)] ?? digit) : text;
}
export function asciiDigits(text: string): string {
  return text.replace(/[۰-۹]/g, c => String(c.charCodeAt(0) - 0x6f0)).replace(/[٠-٩]/g, c => String(c.charCodeAt(0) - 0x660));
}

/** Words of the user's own inside a sentence of ours that no element can part: they keep their direction, and so do the groups of a number. */
export const apart = (words: string): string => `\u2068${words}\u2069`;

export function number(value: number, manner: Manner): string {
  return once('number', manner, locale => new Intl.NumberFormat(locale)).format(value);
}

export function percent(share: number, manner: Manner): string {
  return once('percent', manner, locale => new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 })).format(share);
}

const unit: Record<string, { fa: string; en: string }> = {
  IRR: { fa: 'ریال', en: 'IRR' },
  IRT: { fa: 'تومان', en: 'toman' },
  USD: { fa: 'دلار', en: 'USD' },
  EUR: { fa: 'یورو', en: 'EUR' },
};
export const unitName = (currency: string, manner: Pick<Manner, 'language'>): string => unit[currency]?.[manner.language] ?? currency;
export function money(amount: number, currency: string, manner: Manner): string {
  return `${number(amount, manner)}\u00a0${unitName(currency, manner)}`; // an amount and its unit stay on one line
}
/** The same amount in the other of rial and toman; nothing for other money. */
export function otherMoney(amount: number, currency: string, manner: Manner): string | undefined {
  if (currency === 'IRT') return money(amount * 10, 'IRR', manner);
  return currency === 'IRR' && amount > 0 && amount % 10 === 0 ? money(amount / 10, 'IRT', manner) : undefined;
}
/** A whole amount as people type it: any digits, grouped by three in any way; "1.5" is none. */
export function amountOf(typed: string): number | undefined {
  const plain = asciiDigits(typed)
    .trim()
    .replace(/[\s,،٬.'’](?=\d{3}(?!\d))/g, '');
  return /^\d{1,15}$/.test(plain) ? Number(plain) : undefined;
}

/** شنبه ۳۰ آبان ۱۴۰۵ — Saturday, 21 November 2026 */
export function longDate(at: Date, manner: Manner): string {
  const p = parts(at, manner, 'longDate');
  return manner.language === 'fa' ? `${p.weekday} ${p.day} ${p.month} ${p.year}` : `${p.weekday}, ${p.day} ${p.month} ${p.year}`;
}
/** ۱۴۰۵/۰۸/۳۰ — 2026-11-21; a Jalali year is recognised by itself in either language */
export function shortDate(at: Date, manner: Manner): string {
  const p = parts(at, manner, 'shortDate');
  return manner.calendar === 'jalali' ? `${p.year}/${p.month}/${p.day}` : `${p.year}-${p.month}-${p.day}`;
}
/** A day as the server writes it stands in no zone: its noon, to be written in that of noon. */
export const noonOf = (day: string): Date => new Date(`${day}T12:00:00Z`);
const asDay = (manner: Manner): Manner => ({ ...manner, timeZone: 'UTC' });
const partsOfDay = (day: string, manner: Manner, shape: keyof typeof shapes) => parts(noonOf(day), asDay(manner), shape);
/** The long date of such a day. */
export const longDay = (day: string, manner: Manner): string => longDate(noonOf(day), asDay(manner));
/** ۳۰ آبان — 21 Nov; of a day as the server writes it */
export function shortDay(day: string, manner: Manner): string {
  const p = partsOfDay(day, manner, 'shortDay');
  return `${p.day} ${p.month}`;
}
/** ۳۰ آبان ۱۴۰۵ — 21 November 2026, of a day as the server writes it */
export function dayName(day: string, manner: Manner): string {
  const p = partsOfDay(day, manner, 'dayName');
  return `${p.day} ${p.month} ${p.year}`;
}
/** آذر ۱۴۰۵ — December 2026: the month in which the day lies */
export function monthName(day: string, manner: Manner): string {
  const p = partsOfDay(day, manner, 'monthName');
  return `${p.month} ${p.year}`;
}
export function weekdayName(day: string, manner: Manner): string {
  return partsOfDay(day, manner, 'weekdayName').weekday ?? '';
}
export function clockTime(at: Date, manner: Manner): string {
  const p = parts(at, manner, 'clockTime');
  return `${p.hour}:${p.minute}`;
}
export function moment(at: Date, manner: Manner): string {
  return `${longDate(at, manner)}${manner.language === 'fa' ? '،' : ','} ${clockTime(at, manner)}`;
}

const steps: [number, Intl.RelativeTimeFormatUnit][] = [
  [60, 'second'],
  [60, 'minute'],
  [24, 'hour'],
  [30, 'day'],
  [12, 'month'],
  [Number.POSITIVE_INFINITY, 'year'],
];
/** «۳ روز پیش», "3 days ago": one unit, rounded towards now. */
export function relative(at: Date, now: Date, manner: Manner): string {
  const formatter = once('relative', manner, locale => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }));
  let value = (at.getTime() - now.getTime()) / 1000;
  if (Math.abs(value) < 45) return formatter.format(0, 'second');
  for (const [size, name] of steps) {
    if (Math.abs(value) < size) return formatter.format(Math.trunc(value), name);
    value /= size;
  }
  return '';
}

// A country's calling code has one digit, two, or else three.
const callingCode = /^\+(?:[17]|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3})/;
/** A foreign number of which nobody told how its country writes it: the code, then groups from the end. */
const inGroups = (e164: string): string => e164.replace(callingCode, code => `${code} `).replace(/(?<=\d)(?=(?:\d{3})*\d{4}$)/g, ' ');

/**
 * An Iranian number as one says it; others in international form, in the groups of `display`, which the server knows for every
 * country. Behind a switchboard with its extension: `dialled` is "+982188887777;ext=12" then.
 */
export function phone(dialled: string, manner: Manner, display?: string): string {
  const [e164 = '', extension] = dialled.split(';ext=');
  if (!extension) return ofOneNumber(e164, manner, display ?? inGroups(e164));
  const number = ofOneNumber(e164, manner, display?.replace(/ (?:داخلی|ext\.) .*$/, '') ?? inGroups(e164));
  if (manner.language !== 'fa') return `${number} ext. ${digits(extension, manner)}`;
  // The number from left to right, and the whole from right to left, whatever it stands in.
  return `\u2067\u2066${number}\u2069 داخلی ${digits(extension, manner)}\u2069`;
}

function ofOneNumber(e164: string, manner: Manner, display: string): string {
  const mobile = /^\+98(9\d{2})(\d{3})(\d{4})$/.exec(e164);
  if (mobile && manner.language === 'fa') return digits(`0${mobile[1]} ${mobile[2]} ${mobile[3]}`, manner);
  if (mobile) return digits(`+98 ${mobile[1]} ${mobile[2]} ${mobile[3]}`, manner);
  const landline = /^\+98(\d{2})(\d{4})(\d{4})$/.exec(e164);
  if (landline) return digits(`${manner.language === 'fa' ? '0' : '+98 '}${landline[1]} ${landline[2]} ${landline[3]}`, manner);
  return digits(asciiDigits(display), manner);
}

/** A person without a name is called by his number; then it is written like one. */
export function calledBy(name: string, manner: Manner, display?: string): string {
  return /^\+\d{7,15}(?:;ext=\d+)?$/.test(name) ? phone(name, manner, display) : name;
}

interface Reached {
  display_name: string;
  phone?: string;
  phone_display?: string;
  email?: string;
}
/** How to reach somebody, for the line below his name: nothing that stands there already as his name. */
export function reachedBy({ display_name, phone: number, phone_display, email }: Reached, manner: Manner): string | undefined {
  if (number && number !== display_name) return phone(number, manner, phone_display);
  return email === display_name ? undefined : email;
}

/** A key for grouping by day in the reader's zone. */
export function dayKey(at: Date, manner: Manner): string {
  return shortDate(at, { ...manner, calendar: 'gregorian', digits: 'latin' });
}
