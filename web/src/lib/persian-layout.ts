// What somebody meant who typed on the wrong layout: the standard Persian keyboard (ISIRI 9147) and the Latin one, key by key.

const plain: [latin: string, persian: string][] = [
  ['1234567890', '۱۲۳۴۵۶۷۸۹۰'],
  ['qwertyuiop[]', 'ضصثقفغعهخحجچ'],
  ["asdfghjkl;'", 'شسیبلاتنمکگ'],
  ['zxcvbnm,', 'ظطزرذدپو'],
];
// With Shift; what has no other meaning on the Latin side.
const shifted: [latin: string, persian: string][] = [['ASDFGHJCBNM', 'ؤئيإأآةژ\u200c\u0654ء']];

const toPersian = new Map<string, string>();
const toLatin = new Map<string, string>();
for (const [latin, persian] of plain)
  [...persian].forEach((letter, index) => {
    const key = latin[index] ?? '';
    toPersian.set(key, letter);
    toPersian.set(key.toUpperCase(), letter);
    toLatin.set(letter, key);
  });
for (const [latin, persian] of shifted)
  [...persian].forEach((letter, index) => {
    const key = latin[index] ?? '';
    toPersian.set(key, letter);
    toLatin.set(letter, key);
  });

const isPersian = /[\u0600-\u06ef\u06fa-\u06ff\u200c]/; // no digits: a number is what it is
const isLatin = /[A-Za-z]/;
const isKey = (letter: string): boolean => toPersian.has(letter) && !/\d/.test(letter);

/** The same keys on the other layout; nothing for what is of both, or only numbers. */
export function onOtherLayout(text: string): string | undefined {
  const persian = isPersian.test(text);
  if (persian && isLatin.test(text)) return undefined;
  const letters = [...text];
  if (!persian && !letters.some(isKey)) return undefined;
  const table = persian ? toLatin : toPersian;
  return letters.map(letter => table.get(letter) ?? letter).join('');
}
