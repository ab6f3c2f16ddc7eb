import { expect, test } from 'vitest';
import {
  changed,
  conditionOf,
  conditionsOfWords,
  countOf,
  denied,
  depthOf,
  everyone,
  type Group,
  isWhole,
  nodeAt,
  pointerOf,
  readCondition,
  tidied,
  writeCondition,
} from './conditions';

const text =
  '{"all":[{"field":"channel","is":"any_of","value":["referral"]},{"none":[{"did":"form_submitted","times":{"at_least":2},"where":[{"field":"form","is":"any_of","value":["7"]}]}]}]}';
const tree = readCondition(text) as Group;

test('the address holds the whole tree, and nothing for everyone', () => {
  expect(writeCondition(tree)).toBe(text);
  expect(readCondition(undefined)).toEqual(everyone);
  expect(writeCondition(everyone)).toBe('');
  expect(readCondition('{"field":"phone","is":"filled"}')).toEqual({ group: 'all', of: [{ field: 'phone', is: 'filled' }] });
});
test('what is no condition is not taken for everyone', () => {
  for (const broken of ['{', '7', '{"all":7}', '{"all":[{"field":"phone","is":"like"}]}', '{"some":[]}', '{"any":[null]}'])
    expect(readCondition(broken), broken).toBeUndefined();
});
test('a node is found where the server says that it is', () => {
  expect(pointerOf(tree, [1, 0])).toBe('/all/1/none/0');
  expect(nodeAt(tree, [1, 0])).toMatchObject({ did: 'form_submitted' });
  expect(nodeAt(tree, [0, 3])).toBeUndefined();
});
test('a node is changed, taken away, or followed by another; what stands beside it stays', () => {
  const more = changed(tree, [0], node => [node, { field: 'phone', is: 'filled' }]);
  expect(more.of).toHaveLength(3);
  expect(more.of[2]).toBe(tree.of[1]);
  expect(tidied(changed(tree, [1, 0], () => undefined)).of).toEqual([tree.of[0]]);
  expect(tidied({ group: 'none', of: [] })).toEqual(everyone);
});
test('denied twice is the node itself', () => {
  const node = { field: 'phone', is: 'filled' } as const;
  expect(denied(node)).toEqual({ group: 'none', of: [node] });
  expect(denied(denied(node))).toBe(node);
});
test('an unfinished sentence is not asked', () => {
  expect(isWhole(tree)).toBe(true);
  expect(isWhole({ group: 'all', of: [{ field: 'channel', is: 'any_of', value: [] }] })).toBe(false);
  expect(isWhole({ group: 'all', of: [{ group: 'any', of: [] }] })).toBe(false);
  expect(isWhole(everyone)).toBe(true);
  expect(isWhole({ field: 'owner', is: 'empty' })).toBe(true);
  expect(isWhole({ did: 'form_submitted', where: [{ field: 'form', is: 'any_of' }] })).toBe(false);
  expect(isWhole({ field: 'vip', is: 'equal', value: false })).toBe(true);
});
test('depth and number of conditions as the server counts them', () => {
  expect(depthOf(tree)).toBe(3);
  expect(countOf(tree)).toBe(3);
});
test('short words of an address say the same as a condition', () => {
  const root: Group = { group: 'all', of: conditionsOfWords({ owner: 'none', source: 'referral', status: 'open', from: '2026-11-01' }) };
  expect(conditionOf(root)).toEqual({
    all: [
      { field: 'status_kind', is: 'any_of', value: ['open'] },
      { field: 'owner', is: 'empty' },
      { field: 'channel', is: 'any_of', value: ['referral'] },
      { field: 'created_at', is: 'within', value: { after: '2026-10-31' } },
    ],
  });
  expect(conditionsOfWords({ source: 'none' })).toEqual([{ field: 'channel', is: 'empty' }]);
});
