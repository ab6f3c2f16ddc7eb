// By which field the list is grouped, and how it is laid out.
import {
  CalendarDays,
  CalendarRange,
  Check,
  Group as GroupIcon,
  ListChevronsDownUp,
  ListChevronsUpDown,
  SquareKanban,
  Table2,
} from 'lucide-react';
import { useCatalogue } from '../../../api/catalogue';
import { useReader } from '../../../app/session';
import { useText } from '../../../i18n/texts';
import { dateOf, groupOf, type ListSearch } from '../../../lib/list-search';
import { useNarrow } from '../../../lib/narrow';
import { User } from '../../../ui/bits';
import { Button, IconButton } from '../../../ui/button';
import { Menu, type MenuEntry } from '../../../ui/menu';
import { labelIn } from '../../card/values';

const ofFewValues = new Set(['choice', 'person', 'yes_no']);
const ofDays = new Set(['instant', 'date']);

/** The fields of these types, in the reader's words; what is kept from his role is not among them. */
function useFields(types: ReadonlySet<string>): { key: string; label: string }[] {
  const { manner } = useReader();
  const fields = useCatalogue().data?.fields ?? [];
  return fields.filter(field => types.has(field.type)).map(({ key, label }) => ({ key, label: labelIn(label, manner) || key }));
}

interface ArrangeProps {
  search: ListSearch;
  onGroup: (field: string) => void;
  onDate: (field: string) => void;
  onLayout: (layout: string) => void;
  folded: { any: boolean; all: (folded: boolean) => void };
}

const layouts = [
  { id: '', label: 'layout.table', icon: Table2 },
  { id: 'board', label: 'layout.board', icon: SquareKanban },
  { id: 'calendar', label: 'layout.calendar', icon: CalendarDays },
] as const;

export function Arrange({ search, onGroup, onDate, onLayout, folded }: ArrangeProps) {
  const t = useText();
  const narrow = useNarrow();
  const isBoard = search.layout === 'board';
  const isCalendar = search.layout === 'calendar';
  const fields = useFields(isCalendar ? ofDays : ofFewValues);
  const by = isCalendar ? dateOf(search) : groupOf(search);
  const chosen = fields.find(field => field.key === by);
  const entries: MenuEntry[] = fields.map(field => ({
    id: field.key,
    label: <User>{field.label}</User>,
    text: field.label,
    icon: field.key === by ? Check : undefined,
    act: () => (isCalendar ? onDate : onGroup)(field.key),
  }));
  const canFold = !!by && !isBoard && !isCalendar;
  if (canFold) entries.unshift({ id: '', label: t('groups.not'), text: t('groups.not'), act: () => onGroup('') });
  const folding = {
    label: t(folded.any ? 'groups.open_all' : 'groups.fold_all'),
    icon: folded.any ? ListChevronsUpDown : ListChevronsDownUp,
    act: () => folded.all(!folded.any),
  };
  const others = layouts
    .filter(({ id }) => id !== (isBoard || isCalendar ? search.layout : ''))
    .map(({ id, label, icon }) => ({ id: `layout ${id}`, label: t(label), icon, act: () => onLayout(id) }));
  const menu = t(isCalendar ? 'calendar.by' : 'groups.by');
  const name = chosen ? t(isCalendar ? 'calendar.by_field' : 'groups.by_field', { field: chosen.label }) : menu;
  const Icon = isCalendar ? CalendarRange : GroupIcon;
  // On a telephone all of it waits behind one button.
  if (narrow)
    return (
      <Menu label={t('groups.arrange')} entries={[...others, ...(canFold ? [{ id: 'folding', ...folding }] : []), ...entries]}>
        <IconButton label={t('groups.arrange')} icon={Icon} />
      </Menu>
    );
  return (
    <>
      {canFold && <IconButton label={folding.label} icon={folding.icon} onPress={folding.act} />}
      <Menu label={menu} entries={entries}>
        {chosen ? (
          <Button look="quiet" icon={Icon} aria-label={name}>
            <User>{chosen.label}</User>
          </Button>
        ) : (
          <IconButton label={name} icon={Icon} />
        )}
      </Menu>
      {others.map(({ id, label, icon, act }) => (
        <IconButton key={id} label={label} icon={icon} onPress={act} />
      ))}
    </>
  );
}
