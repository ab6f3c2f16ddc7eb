// How well what somebody types fits the words of a command: in either language, in either script of digits, on the wrong layout.
import { asciiDigits } from './format';
import { onOtherLayout } from './persian-layout';

/** Two texts that a person would call the same have the same folded form. */
export const fold = (text: string): string =>
  asciiDigits(text)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[يى]/g, 'ی')
    .replace(/ك/g, 'ک')
    .replace(/[أإآٱ]/g, 'ا')
    .replace(/ة/g, 'ه')
    .replace(/ؤ/g, 'و')
    .replace(/ئ/g, 'ی')
    .replace(/[\u064b-\u065f\u0670\u0640\u200c\u200d]/g, '')
    .replace(/\s+/g, ' ')
    .trim();

/** What may have been meant, what was typed first. */
export function readings(typed: string): string[] {
  const other = onOtherLayout(typed.trim());
  return [typed, ...(other === undefined ? [] : [other])].map(fold).filter(Boolean);
}

/** By the beginnings of words only: a piece inside a word is found by accident more often than on purpose. */
function rankOf(wanted: string, text: string): number {
  const close = (words: string) => words.replaceAll(' ', ''); // «سرنخ ها» is «سرنخها»
  if (close(text).startsWith(close(wanted))) return 2;
  const words = text.split(/[\s:،,«»“”-]+/);
  return wanted.split(' ').every(part => words.some(word => word.startsWith(part))) ? 1 : 0;
}

/** 0 when it does not fit; what was typed as it stands counts more than what may have been meant. */
export function rank(typed: readonly string[], texts: readonly string[]): number {
  let best = 0;
  typed.forEach((wanted, index) => {
    for (const text of texts) best = Math.max(best, rankOf(wanted, fold(text)) - (index > 0 ? 0.5 : 0));
  });
  return best;
}

/** Whether it begins as one of the texts begins. */
export const begins = (typed: readonly string[], texts: readonly string[]): boolean =>
  typed.some(wanted => texts.some(text => fold(text).startsWith(wanted.split(' ')[0] ?? '')));
