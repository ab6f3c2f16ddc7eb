// A date in the reader's own calendar. Its segments always stand year, month, day from left to right, as Persian readers write it.
import { type CalendarDate, type DateValue, parseDate, today } from '@internationalized/date';
import { CalendarDays, ChevronLeft, ChevronRight } from 'lucide-react';
import {
  Button,
  Calendar,
  CalendarCell,
  CalendarGrid,
  CalendarGridBody,
  CalendarGridHeader,
  CalendarHeaderCell,
  DateInput,
  DatePicker,
  DateSegment,
  Dialog,
  Group,
  Heading,
  Label,
  Popover,
} from 'react-aria-components';
import { useReader } from '../app/session';
import '../lib/persian-dates';

interface DateFieldProps {
  label: string;
  value: string; // "2026-11-21", "" for none
  onChange: (value: string) => void;
  labelHidden?: boolean;
}

function read(value: string): CalendarDate | null {
  try {
    return value ? parseDate(value.slice(0, 10)) : null;
  } catch {
    return null;
  }
}

interface MonthCalendarProps {
  value?: string;
  onChange?: (value: string) => void;
  autoFocus?: boolean;
}
/** A month of days: inside a field of dates, or alone with a value of its own. */
export function MonthCalendar({ value, onChange, autoFocus }: MonthCalendarProps) {
  const { manner } = useReader();
  const own = onChange && {
    value: read(value ?? ''),
    onChange: (date: DateValue) => onChange(date.toString()),
    ...(!value && { defaultFocusedValue: today(manner.timeZone) }),
  };
  return (
    <Calendar firstDayOfWeek="sat" {...own} {...(autoFocus && { autoFocus })}>
      <header className="calendar-head">
        <Button slot="previous" className="button icon quiet">
          <ChevronLeft size={17} className="mirrored" aria-hidden />
        </Button>
        <Heading />
        <Button slot="next" className="button icon quiet">
          <ChevronRight size={17} className="mirrored" aria-hidden />
        </Button>
      </header>
      <CalendarGrid weekdayStyle="narrow">
        <CalendarGridHeader>{day => <CalendarHeaderCell>{day}</CalendarHeaderCell>}</CalendarGridHeader>
        <CalendarGridBody>{date => <CalendarCell className="calendar-cell" date={date} />}</CalendarGridBody>
      </CalendarGrid>
    </Calendar>
  );
}

export function DateField({ label, value, onChange, labelHidden }: DateFieldProps) {
  const { manner } = useReader();
  return (
    <DatePicker
      className="field"
      value={read(value)}
      placeholderValue={today(manner.timeZone)}
      onChange={date => onChange(date ? date.toString() : '')}
      aria-label={labelHidden ? label : undefined}
      firstDayOfWeek="sat"
    >
      {!labelHidden && <Label>{label}</Label>}
      <Group className="date-group">
        <DateInput className="date-input">{segment => <DateSegment className="date-segment" segment={segment} />}</DateInput>
        <Button className="button icon quiet" aria-label={label}>
          <CalendarDays size={17} aria-hidden />
        </Button>
      </Group>
      <Popover className="popover">
        <Dialog className="calendar-dialog" aria-label={label}>
          <MonthCalendar />
        </Dialog>
      </Popover>
    </DatePicker>
  );
}
