// By which field the list is grouped, and how it is laid out.
import { Check, Group as GroupIcon, ListChevronsDownUp, ListChevronsUpDown, SquareKanban, Table2 } from 'lucide-react';
import { useCatalogue } from '../../../api/catalogue';
import { useReader } from '../../../app/session';
import { useText } from '../../../i18n/texts';
import { groupOf, type ListSearch } from '../../../lib/list-search';
import { useNarrow } from '../../../lib/narrow';
import { User } from '../../../ui/bits';
import { Button, IconButton } from '../../../ui/button';
import { Menu, type MenuEntry } from '../../../ui/menu';
import { labelIn } from '../../card/values';

const types = new Set(['choice', 'person', 'yes_no']);

/** The fields that have few values, in the reader's words; what is kept from his role is not among them. */
export function useGroupFields(): { key: string; label: string }[] {
  const { manner } = useReader();
  const fields = useCatalogue().data?.fields ?? [];
  return fields.filter(field => types.has(field.type)).map(({ key, label }) => ({ key, label: labelIn(label, manner) || key }));
}

interface ArrangeProps {
  search: ListSearch;
  onGroup: (field: string) => void;
  onLayout: (layout: string) => void;
  folded: { any: boolean; all: (folded: boolean) => void };
}

export function Arrange({ search, onGroup, onLayout, folded }: ArrangeProps) {
  const t = useText();
  const narrow = useNarrow();
  const fields = useGroupFields();
  const group = groupOf(search);
  const isBoard = search.layout === 'board';
  const chosen = fields.find(field => field.key === group);
  const entries: MenuEntry[] = fields.map(field => ({
    id: field.key,
    label: <User>{field.label}</User>,
    text: field.label,
    icon: field.key === group ? Check : undefined,
    act: () => onGroup(field.key),
  }));
  if (group && !isBoard) entries.unshift({ id: '', label: t('groups.not'), text: t('groups.not'), act: () => onGroup('') });
  const folding = {
    label: t(folded.any ? 'groups.open_all' : 'groups.fold_all'),
    icon: folded.any ? ListChevronsUpDown : ListChevronsDownUp,
    act: () => folded.all(!folded.any),
  };
  const layout = {
    label: t(isBoard ? 'layout.table' : 'layout.board'),
    icon: isBoard ? Table2 : SquareKanban,
    act: () => onLayout(isBoard ? '' : 'board'),
  };
  const canFold = !!group && !isBoard;
  const name = chosen ? t('groups.by_field', { field: chosen.label }) : t('groups.by');
  // On a telephone all of it waits behind one button.
  if (narrow)
    return (
      <Menu
        label={t('groups.arrange')}
        entries={[{ id: 'layout', ...layout }, ...(canFold ? [{ id: 'folding', ...folding }] : []), ...entries]}
      >
        <IconButton label={t('groups.arrange')} icon={GroupIcon} />
      </Menu>
    );
  return (
    <>
      {canFold && <IconButton label={folding.label} icon={folding.icon} onPress={folding.act} />}
      <Menu label={t('groups.by')} entries={entries}>
        {chosen ? (
          <Button look="quiet" icon={GroupIcon} aria-label={name}>
            <User>{chosen.label}</User>
          </Button>
        ) : (
          <IconButton label={name} icon={GroupIcon} />
        )}
      </Menu>
      <IconButton label={layout.label} icon={layout.icon} onPress={layout.act} />
    </>
  );
}
