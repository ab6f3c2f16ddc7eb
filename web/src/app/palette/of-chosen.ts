// What the palette can do to the leads that are chosen in the list: whatever the bar below them can, its dialog filled in.
import { AlarmClock, Layers, ListChecks, RotateCcw, Tag, Trash2, UserRound, X } from 'lucide-react';
import { useCustomFields } from '../../api/leads';
import { draftOf, kindOptions, needsNoValue } from '../../features/leads/bulk/acts';
import { useValueOptions } from '../../features/leads/bulk/values';
import { type Translate, useText } from '../../i18n/texts';
import { type Language, number } from '../../lib/format';
import { keyName } from '../../lib/keys';
import type { Option } from '../../ui/fields';
import type { ChosenAtHand } from '../at-hand';
import { useReader } from '../session';
import type { Command, OtherLanguage } from './commands';

const icons: Record<string, Command['icon']> = {
  owner: UserRound,
  status: Layers,
  snooze: AlarmClock,
  wake: AlarmClock,
  junk: Trash2,
  restore: RotateCcw,
};
const ofBar = ['owner', 'status', 'set:purpose', 'snooze', 'junk', 'restore']; // in its order; the others follow

export function useChosenCommands(chosen: ChosenAtHand | undefined, other: OtherLanguage | undefined): Command[] {
  const t = useText();
  const { manner } = useReader();
  const fields = useCustomFields().data ?? [];
  const valuesOf = useValueOptions();
  if (!chosen) return [];

  const languages: { t: Translate; language: Language }[] = [{ t, language: manner.language }, ...(other ? [other] : [])];
  const kinds = languages.map(one => kindOptions(one.t, fields, one.language));
  const labelsOf = (lists: (Option[] | undefined)[], id: string) =>
    lists.flatMap(options => options?.find(option => option.id === id)?.label ?? []);

  const ofKind = ({ id: kind, label: name }: Option): { whole: Command; filled: Command[] } => {
    const isOwner = kind === 'owner';
    const names = [...labelsOf(kinds, kind), ...(isOwner ? languages.map(one => one.t('inbox.assign')) : [])];
    const icon = icons[kind] ?? Tag;
    const whole: Command = {
      id: `chosen ${kind}`,
      group: 'chosen',
      label: needsNoValue(kind) ? name : `${name}…`,
      words: names,
      icon,
      act: () => chosen.change(draftOf(kind)),
    };
    const values = languages.map(one => valuesOf(kind, one.t, one.language));
    const filled = (values[0] ?? [])
      .filter(value => value.id)
      .map((value): Command => {
        const called = labelsOf(values, value.id);
        return {
          id: `chosen ${kind} ${value.id}`,
          group: 'chosen',
          label: `${name}: ${value.label}`,
          // By the word first: who types only a name looks for a person among the leads.
          byFirstWord: isOwner,
          words: [...(isOwner ? [] : called), ...names.flatMap(word => called.map(one => `${word}: ${one}`))],
          icon,
          act: () => chosen.change(draftOf(kind, value.id)),
        };
      });
    return { whole, filled };
  };
  const all = (kinds[0] ?? []).map(ofKind);
  const inBar = ofBar.flatMap(kind => all.find(one => one.whole.id === `chosen ${kind}`)?.whole ?? []);
  const { everybody } = chosen;
  const ofChoice: Command[] = [
    ...(everybody === undefined
      ? []
      : [
          {
            id: 'chosen all',
            group: 'chosen',
            label: t('bulk.choose_all', { count: number(everybody, manner) }),
            words: other ? [other.t('bulk.choose_all', { count: everybody })] : [],
            icon: ListChecks,
            act: chosen.chooseAll,
          } satisfies Command,
        ]),
    {
      id: 'chosen let go',
      group: 'chosen',
      label: t('bulk.let_go'),
      words: other ? [other.t('bulk.let_go')] : [],
      icon: X,
      keys: keyName({ code: 'Escape' }),
      act: chosen.letGo,
    },
  ];
  const others = all.map(one => one.whole).filter(whole => !inBar.includes(whole));
  return [...inBar, ...ofChoice, ...others, ...all.flatMap(one => one.filled)];
}
