// Lists to choose from: found by typing when they are long.
import { Check, Search } from 'lucide-react';
import type { ReactNode } from 'react';
import {
  Autocomplete,
  Header,
  Input,
  type Key,
  ListBox,
  ListBoxItem,
  ListBoxSection,
  SearchField,
  type Selection,
} from 'react-aria-components';
import { useText } from '../../../i18n/texts';
import { contains } from '../../../lib/condition-words';

export interface Entry {
  id: string;
  label: string;
}
export interface Section {
  title?: string;
  entries: Entry[];
}

interface ChooseProps {
  label: string;
  sections: Section[];
  chosen?: string[];
  many?: boolean;
  unsearched?: boolean; // a list that one reads, however long
  onChoose: (ids: string[]) => void;
}

const searchedFrom = 9;

export function Choose({ label, sections, chosen = [], many, unsearched, onChoose }: ChooseProps) {
  const t = useText();
  const shown = sections.filter(section => section.entries.length > 0);
  const searched = !unsearched && shown.reduce((sum, section) => sum + section.entries.length, 0) >= searchedFrom;
  const item = ({ id, label: text }: Entry) => (
    <ListBoxItem key={id} id={id} className="option" textValue={text || id}>
      {({ isSelected }) => (
        <>
          <bdi>{text || id}</bdi>
          {isSelected && <Check size={15} aria-hidden />}
        </>
      )}
    </ListBoxItem>
  );
  const take = (selection: Selection) => {
    if (selection !== 'all') onChoose([...selection].map((key: Key) => String(key)));
  };
  const list: ReactNode = (
    <ListBox
      className="listbox"
      aria-label={label}
      selectionMode={many ? 'multiple' : 'single'}
      selectedKeys={chosen}
      onSelectionChange={take}
      escapeKeyBehavior="none"
      autoFocus={searched ? undefined : chosen.length > 0 ? true : 'first'}
      renderEmptyState={() => <p className="muted small nothing">{t('leads.none_found')}</p>}
    >
      {shown.length === 1 && !shown[0]?.title
        ? shown[0]?.entries.map(item)
        : shown.map(section => (
            <ListBoxSection key={section.title ?? ''} {...(section.title ? {} : { 'aria-label': label })}>
              {section.title && <Header className="list-head">{section.title}</Header>}
              {section.entries.map(item)}
            </ListBoxSection>
          ))}
    </ListBox>
  );
  if (!searched) return list;
  return (
    <Autocomplete filter={contains}>
      <SearchField className="list-search" aria-label={label} autoFocus>
        <Search size={15} aria-hidden />
        <Input placeholder={t('rule.find')} />
      </SearchField>
      {list}
    </Autocomplete>
  );
}
