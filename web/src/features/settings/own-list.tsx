// A list that the workspace names itself: each item called in both languages, in an order, and archived when it is offered no more.
import { Plus } from 'lucide-react';
import { type FormEvent, type ReactNode, useState } from 'react';
import { type LocalText, ProblemError } from '../../api/client';
import { putBackUnlessChanged, sameMembers } from '../../api/put-back';
import { useReader } from '../../app/session';
import { useText } from '../../i18n/texts';
import { apart } from '../../lib/format';
import { languageNames } from '../../lib/languages';
import { Panel } from '../../ui/bits';
import { Button } from '../../ui/button';
import { TextField } from '../../ui/fields';
import { toFirstField } from '../../ui/keyboard-back';
import { OrderButtons } from '../../ui/order-buttons';
import { Refusal } from '../../ui/refusal';
import { swapPositions } from '../../ui/swap';
import { tell, tellFailure } from '../../ui/toast';
import { labelIn } from '../card/values';
import { LabelCells } from './label-cells';

export interface OwnItem {
  key: string;
  label: LocalText;
  archived: boolean;
  position: number;
}
export type Wish = Partial<Pick<OwnItem, 'label' | 'archived' | 'position'>>;

interface NewItemProps {
  add: string;
  onAdd: (label: LocalText) => Promise<unknown>;
  /** What is asked beside the name. */
  children?: ReactNode;
}

export function NewItem({ add, onAdd, children }: NewItemProps) {
  const [fa, setFa] = useState('');
  const [en, setEn] = useState('');
  const [problem, setProblem] = useState<ProblemError>();
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    try {
      await onAdd({ fa, en });
      setFa('');
      setEn('');
      setProblem(undefined);
      toFirstField(form);
    } catch (error) {
      if (error instanceof ProblemError) setProblem(error);
      else tellFailure(error);
    }
  };
  return (
    <form className="stack" onSubmit={event => void submit(event)} noValidate>
      <div className="grid-2">
        <TextField label={languageNames.fa} value={fa} onChange={setFa} error={problem?.at('/label') ?? problem?.at('/label/fa')} />
        <TextField label={languageNames.en} value={en} onChange={setEn} error={problem?.at('/label/en')} />
        {children}
      </div>
      <Refusal problem={problem} fields={['/label', '/label/fa', '/label/en']} />
      <Button icon={Plus} type="submit" isDisabled={!fa.trim() && !en.trim()}>
        {add}
      </Button>
    </form>
  );
}

interface OwnListProps<T extends OwnItem> {
  title: string;
  about: string;
  add: string;
  changed: (name: string) => string;
  items: readonly T[];
  read: () => Promise<T[]>;
  onAdd: (label: LocalText) => Promise<T>;
  put: (item: T, wish: Wish) => Promise<T>;
  readOnly?: boolean;
}

export function OwnList<T extends OwnItem>({ title, about, add, changed, items, read, onAdd, put, readOnly = false }: OwnListProps<T>) {
  const t = useText();
  const { manner } = useReader();
  const say = (item: T, back: () => Promise<unknown>) => void tell(changed(apart(labelIn(item.label, manner))), back);
  const back = (after: T, wish: Wish, before: Wish) =>
    putBackUnlessChanged({
      after,
      wish,
      read: async () => (await read()).find(one => one.key === after.key),
      put: () => put(after, before),
      conflict: t('undo.conflict'),
    });
  const change = async (item: T, wish: Wish) => {
    const after = await put(item, wish);
    say(item, () => back(after, wish, sameMembers<OwnItem>(item, wish)));
  };
  // What leads may have by now is not deleted: it is put away.
  const make = async (label: LocalText) => {
    const made = await onAdd(label);
    tell(t('own_list.added', { name: apart(labelIn(made.label, manner)) }), () => back(made, { archived: false }, { archived: true }));
  };
  const move = async (item: T, at: number, by: 1 | -1) => say(item, await swapPositions(items, at, by, put));
  return (
    <Panel title={title}>
      <p className="muted small">{about}</p>
      <table className="table stacked">
        <thead>
          <tr>
            <th>{languageNames.fa}</th>
            <th>{languageNames.en}</th>
            {!readOnly && <th aria-label={t('action.more')} />}
          </tr>
        </thead>
        <tbody>
          {items.map((item, index) => (
            <tr key={item.key} data-archived={item.archived}>
              <LabelCells label={item.label} readOnly={readOnly} onSave={label => change(item, { label })} />
              {!readOnly && (
                <td className="row-acts">
                  <OrderButtons
                    what={apart(labelIn(item.label, manner))}
                    first={index === 0}
                    last={index === items.length - 1}
                    onMove={by => void move(item, index, by).catch(tellFailure)}
                  />
                  <Button look="quiet" onPress={() => void change(item, { archived: !item.archived }).catch(tellFailure)}>
                    {item.archived ? t('action.restore') : t('action.archive')}
                  </Button>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {!readOnly && (
        <div style={{ marginBlockStart: '1rem' }}>
          <NewItem add={add} onAdd={make} />
        </div>
      )}
    </Panel>
  );
}
