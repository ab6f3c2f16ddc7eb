// What every part of the sentence can do: look words up, change a node, know what the server said about its place.
import { createContext, useContext, useRef, useState } from 'react';
import type { Catalogue } from '../../../api/catalogue';
import {
  changed,
  everyone,
  type Group,
  isWhole,
  type Node,
  type Path,
  readCondition,
  tidied,
  writeCondition,
} from '../../../lib/conditions';

export interface Editor {
  catalogue: Catalogue;
  root: Group;
  change: (path: Path, change: (node: Node) => Node | Node[] | undefined) => void;
  remove: (path: Path) => void;
  add: (path: Path, node: Node) => void;
  /** What the server said about this place, or about a place inside it. */
  faultAt: (pointer: string) => string | undefined;
  /** What the server said about this place alone. */
  faultOf: (pointer: string) => string | undefined;
  /** Whether the node at that pointer was made just now: its value is asked for at once. */
  isNew: (pointer: string) => boolean;
}
export const EditorContext = createContext<Editor | undefined>(undefined);
export function useEditor(): Editor {
  const editor = useContext(EditorContext);
  if (!editor) throw new Error('a part of a sentence stands outside of one');
  return editor;
}

const stepsKept = 100;

/**
 * The tree as it is being written. As soon as every place of it is filled in it goes into the address, and the list follows; an
 * address that changed otherwise (a link, the way back) is taken over.
 */
export function useDraft(filter: string, settle: (filter: string) => void) {
  const [draft, setDraft] = useState(() => readCondition(filter));
  const [past, setPast] = useState<Group[]>([]);
  const [future, setFuture] = useState<Group[]>([]);
  // What we said last, and what the address said last: it takes a moment until it says the same.
  const settled = useRef(filter);
  const seen = useRef(filter);
  if (seen.current !== filter) {
    seen.current = filter;
    if (settled.current !== filter) {
      settled.current = filter;
      setDraft(readCondition(filter));
    }
  }
  const root = draft ?? everyone;
  const show = (next: Group) => {
    setDraft(next);
    const text = writeCondition(next);
    if (!isWhole(next) || text === settled.current) return;
    settled.current = text;
    settle(text);
  };
  const replace = (next: Group) => {
    if (JSON.stringify(next) === JSON.stringify(root)) return;
    setPast([...past.slice(1 - stepsKept), root]);
    setFuture([]);
    show(next);
  };
  const step = (from: Group[], setFrom: (list: Group[]) => void, to: Group[], setTo: (list: Group[]) => void) => {
    const next = from.at(-1);
    if (!next) return;
    setFrom(from.slice(0, -1));
    setTo([...to, root]);
    show(next);
  };
  return {
    root,
    broken: draft === undefined,
    whole: isWhole(root),
    change: (path: Path, change: (node: Node) => Node | Node[] | undefined) => replace(changed(root, path, change)),
    remove: (path: Path) => replace(tidied(changed(root, path, () => undefined))),
    clear: () => replace(everyone),
    undo: past.length > 0 ? () => step(past, setPast, future, setFuture) : undefined,
    redo: future.length > 0 ? () => step(future, setFuture, past, setPast) : undefined,
  };
}
