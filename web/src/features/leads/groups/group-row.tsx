// The head of a group in the list: what the leads below it have in common, and how many they are.
import { ChevronDown, ChevronLeft, ChevronRight } from 'lucide-react';
import { useReader } from '../../../app/session';
import { useText } from '../../../i18n/texts';
import { number } from '../../../lib/format';
import { Badge, User } from '../../../ui/bits';
import type { Group } from './lines';
import './groups.css';

export function GroupName({ group }: { group: Group }) {
  return group.colour ? <Badge colour={group.colour}>{group.label}</Badge> : <User>{group.label}</User>;
}

interface LineProps {
  start: number;
  index: number;
  columns: number;
}

export function GroupRow({ group, open, current, start, index, columns }: LineProps & { group: Group; open: boolean; current: boolean }) {
  const { manner } = useReader();
  const Folded = manner.language === 'fa' ? ChevronLeft : ChevronRight;
  const Arrow = open ? ChevronDown : Folded;
  return (
    <div
      id={`row-${group.id}`}
      role="row"
      tabIndex={-1}
      aria-level={1}
      aria-expanded={open}
      aria-rowindex={index + 2}
      aria-selected={current}
      className="grid-row group-row"
      data-group={group.id}
      style={{ transform: `translateY(${start}px)` }}
    >
      <div role="gridcell" tabIndex={-1} aria-colspan={columns}>
        <Arrow size={16} aria-hidden /> <GroupName group={group} /> <span className="count">{number(group.count, manner)}</span>
      </div>
    </div>
  );
}

/** Where the next leads of a group will stand. */
export function RestRow({ start, index, columns }: LineProps) {
  const t = useText();
  return (
    <div role="row" aria-level={2} aria-rowindex={index + 2} className="grid-row rest-row" style={{ transform: `translateY(${start}px)` }}>
      <div role="gridcell" tabIndex={-1} aria-colspan={columns} className="muted small">
        {t('word.loading')}
      </div>
    </div>
  );
}
