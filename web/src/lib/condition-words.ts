// How a condition is said. A pattern of the catalogue of texts has the places {field} and {value}; what stands in brackets is the
// part that one presses to change how they are compared: «{field} {value} [است]», "{field} [is] {value}".
import type { CatalogueEvent, CatalogueField } from '../api/catalogue';
import type { TextKey, Translate } from '../i18n/texts';
import type { Did, NamedPeriod, Operator, Period, Test, Times, Value } from './conditions';
import { dayName, localeOf, type Manner, number, unitName } from './format';

export const labelOf = (label: { fa?: string; en?: string }, manner: Pick<Manner, 'language'>, otherwise = ''): string =>
  label[manner.language] || label.fa || label.en || otherwise;

/** «منبع» → «منبعش»; what ends in something else than a Persian letter gets a word of its own. */
export function possessive(label: string): string {
  if (/[اآ]ه$/.test(label)) return `${label}ش`;
  if (/[هی]$|هٔ$/.test(label)) return `${label}‌اش`;
  if (/[او]$/.test(label)) return `${label}یش`;
  return /[\u0621-\u064a\u067e\u0686\u0698\u06a9\u06af]$/.test(label) ? `${label}ش` : `${label} آن`;
}
/** "Contact grade" → "contact grade", but "SMS consent" stays. */
export const lowered = (label: string): string => (/^[A-Z](?![A-Z])/.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label);

/** The field as it stands in a sentence about a lead; inside a happening it stands alone. */
export function fieldWords(t: Translate, manner: Manner, field: CatalogueField, is: Operator, alone: boolean): string {
  const label = labelOf(field.label, manner, field.key);
  const bare = is === 'filled' || is === 'empty' || field.type === 'multi_choice';
  const named = manner.language === 'en' ? lowered(label) : bare || alone ? label : possessive(label);
  return alone ? named : t('rule.their', { field: named });
}

type Pattern = Operator | 'none_of_several' | 'has' | 'has_not' | 'has_all';
function patternOf(type: CatalogueField['type'], is: Operator, several: boolean): Pattern {
  if (type === 'multi_choice') return is === 'any_of' ? 'has' : is === 'none_of' ? 'has_not' : is === 'all_of' ? 'has_all' : is;
  return is === 'none_of' && several ? 'none_of_several' : is;
}

export type Piece = { kind: 'field' | 'value' | 'word' | 'operator'; text: string };
/** The pattern as its pieces, in the order in which they are read. */
export function piecesOf(t: Translate, field: CatalogueField, test: Test): Piece[] {
  const several = Array.isArray(test.value) && test.value.length > 1;
  const text = t(`rule.is_${patternOf(field.type, test.is, several)}` as TextKey, { field: '⟨field⟩', value: '⟨value⟩' });
  return text
    .split(/(⟨field⟩|⟨value⟩|\[[^\]]*\])/)
    .filter(part => part.trim())
    .map(part => {
      if (part === '⟨field⟩') return { kind: 'field', text: '' };
      if (part === '⟨value⟩') return { kind: 'value', text: '' };
      return part.startsWith('[') ? { kind: 'operator', text: part.slice(1, -1) } : { kind: 'word', text: part.trim() };
    });
}
/** The operator alone, for a list to choose from: «… است», "contains …". */
export const operatorName = (t: Translate, type: CatalogueField['type'], is: Operator): string =>
  t(`rule.is_${patternOf(type, is, false)}` as TextKey, { field: '', value: '…' })
    .replace(/[[\]]/g, '')
    .trim();

export function periodWords(t: Translate, manner: Manner, period: Period): string {
  if (typeof period === 'string') return t(`rule.period_${period as NamedPeriod}`);
  if ('last_days' in period) return t('rule.period_last_days', { days: period.last_days });
  if ('next_days' in period) return t('rule.period_next_days', { days: period.next_days });
  if ('between' in period)
    return t('rule.period_between', { from: dayName(period.between[0], manner), to: dayName(period.between[1], manner) });
  if ('on' in period) return t('rule.period_on', { day: dayName(period.on, manner) });
  return 'before' in period
    ? t('rule.period_before', { day: dayName(period.before, manner) })
    : t('rule.period_after', { day: dayName(period.after, manner) });
}

export const isNever = (times: Times | undefined): boolean => times?.at_most === 0;
export function timesWords(t: Translate, times: Times): string {
  const { at_least: least = 0, at_most: most } = times;
  if (most === 0) return t('rule.never');
  if (most === undefined) return t('rule.times_at_least', { count: Math.max(least, 1) });
  if (least === most) return t('rule.times_exactly', { count: most });
  return least === 0 ? t('rule.times_at_most', { count: most }) : t('rule.times_between', { from: least, to: most });
}
/** English says «never» itself; Persian has a verb for it. */
export const happening = (event: CatalogueEvent, did: Did, manner: Manner): string =>
  labelOf(isNever(did.times) && manner.language === 'fa' ? event.never : event.happened, manner, event.key);

const longestList = 3;
export function valueWords(t: Translate, manner: Manner, field: CatalogueField, test: Test): string {
  const value = test.value as Value;
  switch (field.type) {
    case 'number':
    case 'money': {
      const both = (Array.isArray(value) ? value : [value]) as number[];
      const said = both.map(one => number(one, manner)).join(t('rule.number_to'));
      return field.unit ? `${said} ${unitName(field.unit, manner)}` : said;
    }
    case 'date':
    case 'instant':
      return periodWords(t, manner, value as Period);
    case 'choice':
    case 'multi_choice':
    case 'person': {
      const keys = (Array.isArray(value) ? value : []) as string[];
      const names = keys.map(key => {
        const choice = field.choices.find(one => one.key === key);
        return choice ? labelOf(choice.label, manner, key) : key;
      });
      const shown = names.length > longestList + 1 ? names.slice(0, longestList) : names;
      if (shown.length < names.length) shown.push(t('rule.more_choices', { count: names.length - shown.length }));
      const each = test.is === 'all_of' || test.is === 'none_of';
      return new Intl.ListFormat(localeOf(manner), { type: each ? 'conjunction' : 'disjunction' }).format(shown);
    }
    case 'yes_no':
      return t(value ? 'rule.yes' : 'rule.no');
    default:
      return manner.language === 'fa' ? `«${String(value)}»` : `“${String(value)}”`;
  }
}

/** Two texts that look alike compare alike: case, ye and kaf, half-spaces and the marks above letters do not count. */
const folded = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[يى]/g, 'ی')
    .replace(/ك/g, 'ک')
    .replace(/[أإآ]/g, 'ا')
    .replace(/[\u200c\u0640\u064b-\u0655\s]/g, '')
    .replace(/[ۀة]/g, 'ه');
export const contains = (text: string, typed: string): boolean => folded(text).includes(folded(typed));
