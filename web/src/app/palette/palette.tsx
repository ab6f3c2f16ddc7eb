// Ctrl+K: go anywhere, find a lead, act on the chosen ones or on the one at hand. Commands answer at once, leads a moment later; what is chosen stays chosen
// when more comes.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Search, UserRound } from 'lucide-react';
import { type RefObject, useEffect, useLayoutEffect, useMemo, useState } from 'react';
import { Dialog, Modal, ModalOverlay } from 'react-aria-components';
import { api, body, type LeadRow } from '../../api/client';
import { useText } from '../../i18n/texts';
import { apart, calledBy, digits, phone } from '../../lib/format';
import { begins, rank, readings } from '../../lib/match';
import { Ltr, User } from '../../ui/bits';
import { Kbd } from '../../ui/button';
import { useCombobox } from '../../ui/combobox';
import { type AtHand, type ChosenAtHand, chosenAtHand, leadAtHand } from '../at-hand';
import { useReader } from '../session';
import { type Command, type Group, useCommands } from './commands';
import { keepRecent, recent } from './recent';

const most = 6;

/** The commands that fit, the best of each group first; with nothing typed what was used lately, and what is near. */
function fitting(commands: Command[], typed: string): Command[] {
  const wanted = readings(typed);
  if (wanted.length === 0) {
    const lately = recent().flatMap(id => commands.find(command => command.id === id) ?? []);
    const near = commands.filter(command => !lately.includes(command));
    const some = (group: Group, count: number) => near.filter(command => command.group === group).slice(0, count);
    return [...some('chosen', 8), ...lately, ...some('lead', 4), ...some('go', 6), ...some('do', 4)];
  }
  const ranked = commands
    .map(command => {
      const texts = [command.label, ...command.words].filter(Boolean);
      return { command, rank: command.byFirstWord && !begins(wanted, texts) ? 0 : rank(wanted, texts) };
    })
    .filter(one => one.rank > 0)
    .sort((a, b) => b.rank - a.rank)
    .map(one => one.command);
  return (['chosen', 'go', 'do', 'lead'] as const).flatMap(group => ranked.filter(command => command.group === group).slice(0, most));
}

/** Leads by what was typed, and by what the same keys mean on the other layout; asked with each letter, and given up when one goes on. */
function useFound(typed: string): LeadRow[] {
  const [settled, setSettled] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setSettled(typed.trim()), 20);
    return () => clearTimeout(timer);
  }, [typed]);
  const wanted = readings(settled).filter(words => words.length >= 2);
  const { data } = useQuery({
    queryKey: ['palette', ...wanted],
    enabled: wanted.length > 0,
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => {
      const answers = await Promise.all(
        wanted.map(q => body(api.POST('/api/v1/leads/search', { body: { q, limit: most, sort: '-last_activity_at' }, signal }))),
      );
      const found = new Map(answers.flatMap(answer => answer.data).map(row => [row.id, row]));
      return [...found.values()].slice(0, most);
    },
  });
  return typed.trim() && wanted.length > 0 && data ? data : [];
}

interface Item {
  id: string;
  group: 'lately' | Group | 'found';
  act: () => void;
  command?: Command;
  row?: LeadRow;
}

function useItems(typed: string, atHand: AtHand | undefined, chosen: ChosenAtHand | undefined): Item[] {
  const navigate = useNavigate();
  const commands = useCommands(atHand, chosen);
  const found = useFound(typed);
  const { manner } = useReader();
  const key = commands.map(command => command.id + command.words.join()).join();
  const shown = useMemo(() => fitting(commands, typed), [key, typed, manner]);
  const lately = new Set(typed.trim() ? [] : recent());
  const itemOf = (command: Command): Item => ({
    id: command.id,
    group: lately.has(command.id) ? 'lately' : command.group,
    act: command.act,
    command,
  });
  const leads = found.map(
    (row): Item => ({
      id: `found ${row.id}`,
      group: 'found',
      act: () => void navigate({ to: '/leads/$leadId', params: { leadId: row.id } }),
      row,
    }),
  );
  const items = shown.map(itemOf);
  return typed.trim() ? [...items.filter(item => item.group !== 'lead'), ...leads, ...items.filter(item => item.group === 'lead')] : items;
}

function Shown({ item }: { item: Item }) {
  const { manner } = useReader();
  const { command, row } = item;
  const Icon = command?.icon ?? UserRound;
  return (
    <>
      <Icon size={16} aria-hidden />
      <span className="palette-label">
        <User>{row ? calledBy(row.display_name, manner, row.phone_display) : command?.label}</User>
      </span>
      {row && (
        <span className="muted small">
          <Ltr>{row.phone ? phone(row.phone, manner, row.phone_display) : row.email}</Ltr>
        </span>
      )}
      {command?.keys && <Kbd>{command.keys}</Kbd>}
    </>
  );
}

interface PaletteProps {
  typed: RefObject<string>; // while it was on its way
  onClose: () => void;
}

function Finder({ typed: already, onClose }: PaletteProps) {
  const t = useText();
  const { manner } = useReader();
  const [atHand] = useState(leadAtHand);
  const [chosen] = useState(chosenAtHand);
  const [typed, setTyped] = useState('');
  useLayoutEffect(() => setTyped(already.current), [already]); // up to the moment at which the field takes the keyboard
  const [picked, setPicked] = useState<string>();
  const items = useItems(typed, atHand, chosen);
  const at = Math.max(
    0,
    items.findIndex(item => item.id === picked),
  );
  const run = (item: Item) => {
    // What was done to some leads is not done to the next ones by habit.
    if (item.command && item.command.group !== 'lead' && item.command.group !== 'chosen') keepRecent(item.id);
    onClose();
    // The palette has gone and the keyboard is back where it was.
    requestAnimationFrame(() => requestAnimationFrame(item.act));
  };
  const box = useCombobox({ label: t('palette.title'), items, at, mark: index => setPicked(items[index]?.id), take: run });
  const titles: Record<Item['group'], string> = {
    chosen: chosen ? digits(t('palette.chosen', { count: chosen.count }), manner) : '',
    lately: t('palette.lately'),
    go: t('palette.go'),
    do: t('palette.do'),
    found: t('place.leads'),
    lead: atHand ? t('palette.lead', { name: apart(calledBy(atHand.name, manner)) }) : '',
  };
  const groups = items.reduce<{ group: Item['group']; items: { item: Item; index: number }[] }[]>((all, item, index) => {
    const last = all.at(-1);
    if (last?.group === item.group) last.items.push({ item, index });
    else all.push({ group: item.group, items: [{ item, index }] });
    return all;
  }, []);

  return (
    <>
      <div className="palette-search">
        <Search size={18} aria-hidden />
        <input
          {...box.field}
          // biome-ignore lint/a11y/noAutofocus: it was asked for by a key, and typing goes on
          autoFocus
          dir={typed ? 'auto' : undefined}
          placeholder={t('palette.about')}
          value={typed}
          onChange={event => {
            setTyped(event.target.value);
            setPicked(undefined);
          }}
          onKeyDown={box.onKeyDown}
        />
      </div>
      {items.length > 0 ? (
        <div {...box.list} className="palette-list">
          {groups.map(({ group, items: those }) => (
            <div key={`${group} ${those[0]?.index}`} role="group" aria-label={titles[group]}>
              <div className="list-head" aria-hidden>
                {titles[group]}
              </div>
              {those.map(({ item, index }) => (
                <div key={item.id} {...box.option(item, index)}>
                  <Shown item={item} />
                </div>
              ))}
            </div>
          ))}
        </div>
      ) : (
        <p className="palette-none muted">{t('palette.none')}</p>
      )}
      <p className="visually-hidden" role="status">
        {digits(t('suggest.count', { count: items.length }), manner)}
      </p>
    </>
  );
}

export default function Palette({ typed, onClose }: PaletteProps) {
  const t = useText();
  return (
    <ModalOverlay className="overlay palette-overlay" isOpen onOpenChange={open => !open && onClose()} isDismissable>
      <Modal className="modal palette">
        <Dialog className="dialog" aria-label={t('palette.title')}>
          <Finder typed={typed} onClose={onClose} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
