// One condition as words: a test of a field, or something that happened.
import { Ellipsis, X } from 'lucide-react';
import type { KeyboardEvent, ReactNode } from 'react';
import type { CatalogueField } from '../../../api/catalogue';
import { useReader } from '../../../app/session';
import { useText } from '../../../i18n/texts';
import { fieldWords, happening, isNever, operatorName, periodWords, piecesOf, timesWords, valueWords } from '../../../lib/condition-words';
import {
  type Did,
  denied,
  isGroup,
  isTest,
  type Node,
  needsValue,
  nodeAt,
  type Operator,
  type Path,
  pointerOf,
  type Test,
} from '../../../lib/conditions';
import { IconButton } from '../../../ui/button';
import { Menu, type MenuEntry } from '../../../ui/menu';
import { Choose } from './choose';
import { useEditor } from './editor';
import { newTest, Picker } from './picker';
import { Token } from './token';
import { PeriodValue, TimesValue, ValueWindow } from './values';

/** Values that read the same way: what was written for one operator is kept for the other. */
function withOperator(test: Test, is: Operator): Test {
  if (!needsValue(is)) return { field: test.field, is };
  const pair = Array.isArray(test.value) && typeof test.value[0] === 'number';
  if (is === 'between') return { field: test.field, is };
  if (test.is === 'between' && pair) return { field: test.field, is, value: (test.value as [number, number])[0] };
  return { ...test, is };
}

interface TestWordsProps {
  test: Test;
  field: CatalogueField | undefined;
  pointer: string;
  alone?: boolean; // inside a happening
  onChange: (test: Test) => void;
  picker: (close: () => void) => ReactNode;
}

export function TestWords({ test, field, pointer, alone = false, onChange, picker }: TestWordsProps) {
  const t = useText();
  const { manner } = useReader();
  const { faultAt, isNew } = useEditor();
  if (!field)
    return (
      <Token kind="field" name={t('rule.a_field')} text={test.field} fault={faultAt(`${pointer}/field`) ?? t('rule.gone')}>
        {({ close }) => picker(close)}
      </Token>
    );
  const given = test.value !== undefined && !(Array.isArray(test.value) && test.value.length === 0);
  return piecesOf(t, field, test).map((piece, index) => {
    switch (piece.kind) {
      case 'field':
        return (
          <Token
            key="field"
            kind="field"
            name={t('rule.a_field')}
            text={fieldWords(t, manner, field, test.is, alone)}
            fault={faultAt(`${pointer}/field`)}
          >
            {({ close }) => picker(close)}
          </Token>
        );
      case 'operator':
        return (
          <Token key="operator" kind="operator" name={t('rule.an_operator')} text={piece.text} fault={faultAt(`${pointer}/is`)}>
            {({ close }) => (
              <Choose
                label={t('rule.an_operator')}
                sections={[{ entries: (field.operators as Operator[]).map(is => ({ id: is, label: operatorName(t, field.type, is) })) }]}
                chosen={[test.is]}
                onChoose={([is]) => {
                  if (is) onChange(withOperator(test, is as Operator));
                  close();
                }}
              />
            )}
          </Token>
        );
      case 'value':
        return (
          <Token
            key={`value ${test.field} ${test.is === 'between'}`}
            kind={given ? 'value' : 'missing'}
            name={t('rule.a_value')}
            text={given ? valueWords(t, manner, field, test) : t('rule.what')}
            opensAtOnce={!given && isNew(pointer)}
            fault={faultAt(`${pointer}/value`)}
          >
            {inside => <ValueWindow {...inside} field={field} test={test} onChange={value => onChange({ ...test, value })} />}
          </Token>
        );
      default:
        return <span key={index}>{piece.text}</span>;
    }
  });
}

interface DidWordsProps {
  did: Did;
  pointer: string;
  onChange: (did: Did) => void;
  picker: (close: () => void) => ReactNode;
}

export function DidWords({ did, pointer, onChange, picker }: DidWordsProps) {
  const t = useText();
  const { manner } = useReader();
  const { catalogue, faultAt } = useEditor();
  const event = catalogue.events.find(one => one.key === did.did);
  const where = did.where ?? [];
  const setWhere = (next: Test[]) => {
    const { where: _, ...rest } = did;
    onChange(next.length > 0 ? { ...rest, where: next } : rest);
  };
  const setWithin = (within: Did['within'] | undefined) => {
    const { within: _, ...rest } = did;
    onChange(within ? { ...rest, within } : rest);
  };
  const what = (
    <Token
      key="event"
      kind="field"
      name={t('rule.an_event')}
      text={event ? happening(event, did, manner) : did.did}
      fault={faultAt(`${pointer}/did`) ?? (event ? undefined : t('rule.gone'))}
    >
      {({ close }) => picker(close)}
    </Token>
  );
  const often = did.times && (did.times.at_most !== undefined || (did.times.at_least ?? 1) > 1);
  const times = (
    <Token
      key="times"
      kind={often ? 'value' : 'quiet'}
      name={t('rule.a_count')}
      text={often && did.times ? timesWords(t, did.times) : t('rule.add_count')}
      fault={faultAt(`${pointer}/times`)}
    >
      {inside => (
        <TimesValue
          {...inside}
          value={did.times}
          onChange={next => {
            const { times: _, ...rest } = did;
            onChange(next.at_least === undefined && next.at_most === undefined ? rest : { ...rest, times: next });
          }}
        />
      )}
    </Token>
  );
  const within = (
    <Token
      key="within"
      kind={did.within ? 'value' : 'quiet'}
      name={t('rule.a_period')}
      text={did.within ? periodWords(t, manner, did.within) : t('rule.add_period')}
      fault={faultAt(`${pointer}/within`)}
    >
      {inside => <PeriodValue {...inside} value={did.within} onChange={setWithin} onAnyTime={() => setWithin(undefined)} />}
    </Token>
  );
  const places: Record<string, ReactNode> = { '⟨event⟩': what, '⟨times⟩': often && times, '⟨within⟩': did.within && within };
  const order = t(isNever(did.times) ? 'rule.did_never' : 'rule.did', { event: '⟨event⟩', times: '⟨times⟩', within: '⟨within⟩' })
    .split(/(⟨\w+⟩)/)
    .filter(part => part.trim());
  const own = event?.fields ?? [];
  return (
    <>
      {order.map(part => (part in places ? places[part] : <span key={part}>{part.trim()}</span>))}
      {where.map((test, index) => {
        const field = own.find(one => one.key === test.field);
        return (
          <span key={index} className="where">
            <span>{t(index === 0 ? 'rule.where' : 'rule.and')}</span>
            <TestWords
              alone
              test={test}
              field={field}
              pointer={`${pointer}/where/${index}`}
              onChange={next => setWhere(where.map((old, at) => (at === index ? next : old)))}
              picker={close => (
                <Picker
                  fields={own}
                  events={[]}
                  chosen={`field ${test.field}`}
                  onPick={node => {
                    if (isTest(node)) setWhere(where.map((old, at) => (at === index ? node : old)));
                    close();
                  }}
                />
              )}
            />
            <IconButton label={t('action.remove')} icon={X} onPress={() => setWhere(where.filter((_, at) => at !== index))} />
          </span>
        );
      })}
      {!often && times}
      {!did.within && within}
      {own.length > 0 && (
        <Token kind="quiet" name={t('rule.a_field')} text={t('rule.add_detail')}>
          {({ close }) => (
            <Picker
              fields={own}
              events={[]}
              onPick={node => {
                if (isTest(node)) setWhere([...where, node]);
                close();
              }}
            />
          )}
        </Token>
      )}
    </>
  );
}

/** A condition with what can be done to it: denied, put in brackets, doubled, moved out, taken away. */
export function Phrase({ path }: { path: Path }) {
  const t = useText();
  const { root, catalogue, change, remove } = useEditor();
  const node = nodeAt(root, path);
  if (!node || isGroup(node)) return null;
  const pointer = `/filter${pointerOf(root, path)}`;
  const put = (next: Node) => change(path, () => next);
  const picker = (close: () => void) => (
    <Picker
      fields={catalogue.fields}
      events={catalogue.events}
      chosen={isTest(node) ? `field ${node.field}` : `event ${node.did}`}
      onPick={next => {
        put(next);
        close();
      }}
    />
  );
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (!['Delete', 'Backspace'].includes(event.key) || !event.currentTarget.contains(event.target as Element)) return;
    event.preventDefault();
    event.stopPropagation();
    remove(path);
  };
  return (
    <span className="phrase" role="group" onKeyDown={onKeyDown}>
      {isTest(node) ? (
        <TestWords
          test={node}
          field={catalogue.fields.find(one => one.key === node.field)}
          pointer={pointer}
          onChange={put}
          picker={picker}
        />
      ) : (
        <DidWords did={node} pointer={pointer} onChange={put} picker={picker} />
      )}
      <span className="phrase-acts">
        <ActsMenu path={path} node={node} />
        <IconButton label={t('rule.remove')} icon={X} onPress={() => remove(path)} />
      </span>
    </span>
  );
}

export function ActsMenu({ path, node }: { path: Path; node: Node }) {
  const t = useText();
  const { change, remove, catalogue } = useEditor();
  const here = path.slice(0, -1);
  const index = path.at(-1) ?? 0;
  const entries: MenuEntry[] = [
    { id: 'not', label: t('rule.deny'), act: () => change(path, denied) },
    {
      id: 'wrap',
      label: t('rule.wrap'),
      act: () => {
        const field = catalogue.fields[0];
        change(path, old => ({ group: 'any', of: field ? [old, isGroup(old) ? newTest(field) : structuredClone(old)] : [old] }));
      },
    },
    { id: 'double', label: t('rule.double'), act: () => change(path, old => [old, structuredClone(old)]) },
  ];
  if (here.length > 0)
    entries.push({
      id: 'out',
      label: t('rule.move_out'),
      act: () =>
        change(here, parent =>
          isGroup(parent)
            ? [...(parent.of.length > 1 ? [{ ...parent, of: parent.of.filter((_, at) => at !== index) }] : []), node]
            : parent,
        ),
    });
  if (isGroup(node)) entries.push({ id: 'open', label: t('rule.unwrap'), act: () => change(path, old => (isGroup(old) ? old.of : old)) });
  entries.push({ id: 'remove', label: t('rule.remove'), danger: true, act: () => remove(path) });
  return (
    <Menu label={t('action.more')} entries={entries}>
      <IconButton label={t('action.more')} icon={Ellipsis} />
    </Menu>
  );
}
