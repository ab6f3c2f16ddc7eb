import { expect, it } from 'vitest';
import { isFiltered, readListSearch, withMember } from './list-search';

it('reads the address of a list, numbers as text, and drops what it does not know', () => {
  expect(readListSearch({ q: 912, status: '7', rows: '<b>', owner: '' })).toEqual({ q: '912', status: '7' });
});
it('changes one member and drops an empty one', () => {
  const search = { q: 'سارا', lead: '5' };
  expect(withMember(search, 'status', '7')).toEqual({ q: 'سارا', lead: '5', status: '7' });
  expect(withMember(search, 'q', '')).toEqual({ lead: '5' });
});
it('a peek and a sort are no filter', () => {
  expect(isFiltered({ sort: 'name', lead: '5' })).toBe(false);
  expect(isFiltered({ q: 'x' })).toBe(true);
});
