// React Aria names days and months by Intl, whose Persian order nobody writes («۱۴۰۵ آبان ۳۰, شنبه», «۱۴۰۵ آبان»). Wherever it spells a
// month out, in the head of a calendar and in what is read aloud of its days, the parts stand as people write them.
import { DateFormatter } from '@internationalized/date';

const asIntl = DateFormatter.prototype.format;

DateFormatter.prototype.format = function (at: Date): string {
  const { locale, month, hour } = this.resolvedOptions();
  if (!locale.startsWith('fa') || month !== 'long' || hour) return asIntl.call(this, at);
  const parts = Object.fromEntries(this.formatToParts(at).map(part => [part.type, part.value]));
  return [parts.weekday, parts.day, parts.month, parts.year].filter(Boolean).join(' ');
};
