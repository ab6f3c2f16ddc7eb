// The filter as a sentence: «هر سرنخی که منبعش گوگل است و …». A group inside stands in a frame of its own, as deep as it goes.
import { Plus, Redo2, Undo2, X } from 'lucide-react';
import { type KeyboardEvent, useRef } from 'react';
import { useCatalogue } from '../../../api/catalogue';
import { ProblemError } from '../../../api/client';
import { useReader } from '../../../app/session';
import { useText } from '../../../i18n/texts';
import { labelOf } from '../../../lib/condition-words';
import { type GroupKind, groupKinds, isGroup, type Node, nodeAt, type Path, pointerOf } from '../../../lib/conditions';
import { Button, IconButton } from '../../../ui/button';
import { Choose } from './choose';
import { type Editor, EditorContext, useDraft, useEditor } from './editor';
import { ActsMenu, Phrase } from './phrase';
import { newTest, Picker, usualFields } from './picker';
import { Token } from './token';

/** How the conditions of a group join; `leads`: it stands before them and answers for the whole group. */
function KindToken({ path, kind, text, leads }: { path: Path; kind: GroupKind; text: string; leads?: boolean }) {
  const t = useText();
  const { change, root, faultOf } = useEditor();
  return (
    <Token
      kind="operator"
      name={t('rule.a_kind')}
      text={text}
      fault={leads ? faultOf(`/filter${pointerOf(root, path)}/${kind}`) : undefined}
    >
      {({ close }) => (
        <Choose
          label={t('rule.a_kind')}
          sections={[{ entries: groupKinds.map(one => ({ id: one, label: t(`rule.kind_${one}`) })) }]}
          chosen={[kind]}
          onChoose={([wish]) => {
            if (wish) change(path, node => (isGroup(node) ? { ...node, group: wish as GroupKind } : node));
            close();
          }}
        />
      )}
    </Token>
  );
}

function AddToken({ path, first }: { path: Path; first?: boolean }) {
  const t = useText();
  const { catalogue, add } = useEditor();
  return (
    <Token
      kind="quiet"
      name={t('rule.add')}
      text={
        <>
          <Plus size={14} aria-hidden /> {t(first ? 'rule.add_first' : 'rule.add_more')}
        </>
      }
    >
      {({ close }) => (
        <Picker
          fields={catalogue.fields}
          events={catalogue.events}
          withGroup
          onPick={node => {
            close();
            add(path, node);
          }}
        />
      )}
    </Token>
  );
}

function Children({ path, kind, of }: { path: Path; kind: GroupKind; of: Node[] }) {
  const t = useText();
  return of.map((child, index) => (
    // What a condition asks about is its name among its neighbours: another field is another phrase.
    <span key={`${index} ${isGroup(child) ? 'group' : 'field' in child ? child.field : child.did}`} className="link">
      {index > 0 && <KindToken path={path} kind={kind} text={t(kind === 'all' ? 'rule.and' : 'rule.or')} />}
      {isGroup(child) ? <Framed path={[...path, index]} /> : <Phrase path={[...path, index]} />}
    </span>
  ));
}

function Framed({ path }: { path: Path }) {
  const t = useText();
  const { root, remove } = useEditor();
  const node = nodeAt(root, path);
  if (!node || !isGroup(node)) return null;
  return (
    <span className="framed" role="group" aria-label={t(`rule.group_${node.group}`)}>
      <KindToken path={path} kind={node.group} text={t(`rule.group_${node.group}`)} leads />
      <span className="phrase-acts">
        <ActsMenu path={path} node={node} />
        <IconButton label={t('rule.remove_group')} icon={X} onPress={() => remove(path)} />
      </span>
      <Children path={path} kind={node.group} of={node.of} />
      <AddToken path={path} />
    </span>
  );
}

/** What is asked most stands ready while nothing is asked. */
function Usual() {
  const { manner } = useReader();
  const { catalogue, add } = useEditor();
  return usualFields.map(key => {
    const field = catalogue.fields.find(one => one.key === key);
    return (
      field && (
        <Button key={key} look="quiet" icon={Plus} onPress={() => add([], newTest(field))}>
          {labelOf(field.label, manner, key)}
        </Button>
      )
    );
  });
}

interface SentenceProps {
  filter: string;
  error: unknown;
  onSettle: (filter: string) => void;
}

export function Sentence({ filter, error, onSettle }: SentenceProps) {
  const t = useText();
  const catalogue = useCatalogue().data;
  const draft = useDraft(filter, onSettle);
  const box = useRef<HTMLDivElement>(null);
  const fresh = useRef('');
  if (!catalogue) return null;
  const { root, whole } = draft;
  const faults = error instanceof ProblemError ? error.faults.filter(fault => fault.pointer.startsWith('/filter')) : [];
  /** When the word that had the focus is gone, one stands at the end of the sentence, not at the top of the page. */
  const holdFocus = () =>
    requestAnimationFrame(() => {
      if (document.activeElement !== document.body) return;
      (box.current?.querySelector<HTMLElement>('.add button') ?? box.current?.querySelector('button'))?.focus();
    });
  const editor: Editor = {
    catalogue,
    root,
    change: draft.change,
    remove: path => {
      draft.remove(path);
      holdFocus();
    },
    add: (path, node) => {
      const group = nodeAt(root, path);
      const index = group && isGroup(group) ? group.of.length : 0;
      fresh.current = `/filter${pointerOf(root, path)}/${group && isGroup(group) ? group.group : 'all'}/${index}`;
      draft.change(path, old => (isGroup(old) ? { ...old, of: [...old.of, node] } : old));
    },
    faultAt: pointer => (whole ? faults.find(fault => `${fault.pointer}/`.startsWith(`${pointer}/`))?.detail : undefined),
    faultOf: pointer => (whole ? faults.find(fault => fault.pointer === pointer)?.detail : undefined),
    isNew: pointer => fresh.current === pointer,
  };
  /** Along the words with the arrows, back and forth through the steps with Ctrl+Z. What happens in a window is its own. */
  const onKeyDown = (event: KeyboardEvent) => {
    if (!box.current?.contains(event.target as Element)) return;
    if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') {
      const words = [...box.current.querySelectorAll<HTMLElement>('button')];
      const onwards = (event.key === 'ArrowRight') === (getComputedStyle(box.current).direction === 'ltr');
      words[words.indexOf(event.target as HTMLElement) + (onwards ? 1 : -1)]?.focus();
      return event.preventDefault();
    }
    const step = event.code === 'KeyZ' && (event.ctrlKey || event.metaKey) && (event.shiftKey ? draft.redo : draft.undo);
    if (!step) return;
    event.preventDefault();
    event.stopPropagation();
    step();
    holdFocus();
  };
  const empty = root.of.length === 0;
  const said = whole ? faults : [];
  return (
    <EditorContext value={editor}>
      <div className="sentence-box" role="group" aria-label={t('leads.filters')} ref={box} onKeyDown={onKeyDown}>
        <div className="sentence">
          {empty ? (
            <>
              <b>{t('rule.all_leads')}</b>
              <AddToken path={[]} first />
              <span className="usual">
                <Usual />
              </span>
            </>
          ) : (
            <>
              <b>{t('rule.every_lead')}</b>
              {root.group === 'none' && <KindToken path={[]} kind="none" text={t('rule.group_none')} leads />}
              <Children path={[]} kind={root.group} of={root.of} />
              <span className="add">
                <AddToken path={[]} />
              </span>
            </>
          )}
          <span className="sentence-acts">
            {draft.undo && (
              <IconButton label={t('action.undo')} icon={Undo2} mirrored shortcut={{ code: 'KeyZ', control: true }} onPress={draft.undo} />
            )}
            {draft.redo && (
              <IconButton
                label={t('action.redo')}
                icon={Redo2}
                mirrored
                shortcut={{ code: 'KeyZ', control: true, shift: true }}
                onPress={draft.redo}
              />
            )}
            {!empty && (
              <Button look="quiet" onPress={draft.clear}>
                {t('leads.clear')}
              </Button>
            )}
          </span>
        </div>
        {draft.broken && (
          <div className="notice danger" role="alert">
            {t('rule.broken')}
            <div className="row">
              <Button onPress={() => onSettle('')}>{t('leads.clear')}</Button>
            </div>
          </div>
        )}
        {!whole && (
          <p className="muted small" role="status">
            {t('rule.unfinished')}
          </p>
        )}
        {said.length > 0 && (
          <ul className="faults error" role="alert">
            {said.map(fault => (
              <li key={fault.pointer}>{fault.detail}</li>
            ))}
          </ul>
        )}
      </div>
    </EditorContext>
  );
}
