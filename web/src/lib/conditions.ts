// A condition as one works on it: a tree of groups, tests and happenings, each found by its path. The server has the same tree
// (server/rules); the JSON pointer of a node here is the place where the server says what is wrong with it.

export type GroupKind = 'all' | 'any' | 'none';
export const groupKinds: readonly GroupKind[] = ['all', 'any', 'none'];
export const operators = [
  'equal',
  'not_equal',
  'any_of',
  'none_of',
  'all_of',
  'contains',
  'starts_with',
  'ends_with',
  'at_least',
  'at_most',
  'more_than',
  'less_than',
  'between',
  'within',
  'filled',
  'empty',
] as const;
export type Operator = (typeof operators)[number];

export const namedPeriods = ['today', 'yesterday', 'this_week', 'last_week', 'this_month', 'last_month', 'this_year', 'last_year'] as const;
export type NamedPeriod = (typeof namedPeriods)[number];
export type Period =
  | NamedPeriod
  | { last_days: number }
  | { next_days: number }
  | { on: string }
  | { before: string }
  | { after: string }
  | { between: [string, string] };
export type Value = string | number | boolean | string[] | [number, number] | Period;

export interface Group {
  group: GroupKind;
  of: Node[];
}
export interface Test {
  field: string;
  is: Operator;
  value?: Value;
}
export interface Times {
  at_least?: number;
  at_most?: number;
}
export interface Did {
  did: string;
  where?: Test[];
  times?: Times;
  within?: Period;
}
export type Node = Group | Test | Did;
/** The way from the root: the number of each child. */
export type Path = readonly number[];

export const isGroup = (node: Node): node is Group => 'group' in node;
export const isTest = (node: Node): node is Test => 'field' in node;
export const everyone: Group = { group: 'all', of: [] };

/** The tree of the address; nothing when the text is none. A lonely test stands in a group of its own. */
export function readCondition(text: string | undefined): Group | undefined {
  if (!text) return everyone;
  try {
    const node = nodeOf(JSON.parse(text));
    return !node || isGroup(node) ? node : { group: 'all', of: [node] };
  } catch {
    return undefined;
  }
}

function nodeOf(value: unknown): Node | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const object = value as Record<string, unknown>;
  const group = groupKinds.find(kind => kind in object);
  if (group) {
    const of = Array.isArray(object[group]) ? (object[group] as unknown[]).map(nodeOf) : [undefined];
    return of.every(node => node !== undefined) ? { group, of } : undefined;
  }
  if (typeof object.field === 'string' && operators.includes(object.is as Operator)) return object as unknown as Test;
  return typeof object.did === 'string' ? (object as unknown as Did) : undefined;
}

const jsonOf = (node: Node): unknown => (isGroup(node) ? { [node.group]: node.of.map(jsonOf) } : node);
/** The condition as the server reads it. */
export const conditionOf = jsonOf as (root: Group) => object;
/** For the address: nothing for everyone. */
export const writeCondition = (root: Group): string =>
  root.group === 'all' && root.of.length === 0 ? '' : JSON.stringify(conditionOf(root));

/** The condition of the address with one more that must hold as well. */
export function conditionWith(text: string | undefined, node: Node): string {
  const root = readCondition(text) ?? everyone;
  return writeCondition(root.group === 'all' ? { ...root, of: [...root.of, node] } : { group: 'all', of: [root, node] });
}

export function nodeAt(root: Node, path: Path): Node | undefined {
  return path.reduce<Node | undefined>((node, index) => (node && isGroup(node) ? node.of[index] : undefined), root);
}

/** The tree with the node at that place changed; nothing takes it away, several stand in its place. */
export function changed(root: Group, path: Path, change: (node: Node) => Node | Node[] | undefined): Group {
  const [index, ...rest] = path;
  if (index === undefined) {
    const next = change(root);
    return next && !Array.isArray(next) && isGroup(next) ? next : everyone;
  }
  return {
    ...root,
    of: root.of.flatMap((child, at) => {
      if (at !== index) return [child];
      if (rest.length > 0) return isGroup(child) ? [changed(child, rest, change)] : [child];
      return change(child) ?? [];
    }),
  };
}

/** Without groups that hold nothing: what is left of a group when its last condition goes. */
export function tidied(root: Group): Group {
  const of = root.of.map(node => (isGroup(node) ? tidied(node) : node)).filter(node => !isGroup(node) || node.of.length > 0);
  return of.length === 0 ? everyone : { ...root, of };
}

export function pointerOf(root: Group, path: Path): string {
  let pointer = '';
  let node: Node | undefined = root;
  for (const index of path) {
    if (!node || !isGroup(node)) break;
    pointer += `/${node.group}/${index}`;
    node = node.of[index];
  }
  return pointer;
}

/** Not so: the node in a group of which none may hold; said twice, the node itself. */
export const denied = (node: Node): Node =>
  isGroup(node) && node.group === 'none' && node.of.length === 1 && node.of[0] ? node.of[0] : { group: 'none', of: [node] };

export const needsValue = (is: Operator): boolean => is !== 'filled' && is !== 'empty';
const isGiven = (value: Value | undefined): boolean => value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0);
const isWholeTest = (test: Test): boolean => !needsValue(test.is) || isGiven(test.value);
/** Whether every place of the sentence is filled in. */
export const isWhole = (node: Node): boolean =>
  isGroup(node)
    ? node.of.every(child => !(isGroup(child) && child.of.length === 0) && isWhole(child))
    : isTest(node)
      ? isWholeTest(node)
      : (node.where ?? []).every(isWholeTest);

/** Whether a field of the leads themselves is asked for anywhere. */
export const asksFor = (node: Node, field: string): boolean =>
  isGroup(node) ? node.of.some(child => asksFor(child, field)) : isTest(node) && node.field === field;

/** How many groups stand one inside the other, and how many conditions there are: both have a limit. */
export const depthOf = (node: Node): number => 1 + (isGroup(node) ? Math.max(0, ...node.of.map(depthOf)) : 0);
export const countOf = (node: Node): number =>
  isGroup(node) ? node.of.reduce((sum, child) => sum + countOf(child), 0) : 1 + (isTest(node) ? 0 : (node.where ?? []).length);

/** The short words that an address may have instead of a condition: source=referral&from=2026-11-01. */
export function conditionsOfWords(words: Record<string, unknown>): Node[] {
  const word = (name: string): string => (typeof words[name] === 'string' ? (words[name] as string) : '');
  const nodes: Node[] = [];
  const choice = (name: string, field: string) => {
    if (word(name) === 'none') nodes.push({ field, is: 'empty' });
    else if (word(name)) nodes.push({ field, is: 'any_of', value: word(name).split(',') });
  };
  const kinds = ['open', 'accepted', 'won', 'lost', 'refused', 'junk', 'dead'];
  choice(
    'status',
    word('status')
      .split(',')
      .every(kind => kinds.includes(kind))
      ? 'status_kind'
      : 'status',
  );
  choice('owner', 'owner');
  choice('source', 'channel');
  choice('form', 'form');
  choice('purpose', 'purpose');
  choice('layer', 'layer');
  const [from, to] = [word('from'), word('to')];
  const before = (day: string, by: number) => new Date(Date.parse(`${day}T00:00:00Z`) + by * 86_400_000).toISOString().slice(0, 10);
  if (from || to)
    nodes.push({
      field: 'created_at',
      is: 'within',
      value: from && to ? { between: [from, to] } : from ? { after: before(from, -1) } : { before: before(to, 1) },
    });
  return nodes;
}
