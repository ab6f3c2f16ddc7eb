import { expect, it } from 'vitest';
import { isFiltered, readListSearch, readSearch, withMember, writeSearch } from './list-search';

it('reads the address of a list and drops what it does not know', () => {
  expect(readListSearch(readSearch('?q=0912&status=7&rows=%3Cb%3E&owner='))).toEqual({
    q: '0912',
    filter: '{"all":[{"field":"status","is":"any_of","value":["7"]}]}',
  });
});
it('a filter in the address stands as it is, whatever else is there', () => {
  expect(readListSearch({ filter: '{"all":[]}', owner: 'me' })).toEqual({ filter: '{"all":[]}' });
});
it('keeps every digit of an id, which is longer than a number can hold', () => {
  const search = readListSearch(readSearch('?lead=913501422401369786&q=%D8%B3'));
  expect(search).toEqual({ lead: '913501422401369786', q: 'س' });
  expect(readListSearch(readSearch(writeSearch({ ...search })))).toEqual(search);
  expect(writeSearch({})).toBe('');
});
it('changes one member and drops an empty one', () => {
  const search = { q: 'سارا', lead: '5' };
  expect(withMember(search, 'sort', 'name')).toEqual({ q: 'سارا', lead: '5', sort: 'name' });
  expect(withMember(search, 'q', '')).toEqual({ lead: '5' });
});
it('a peek and a sort are no filter', () => {
  expect(isFiltered({ sort: 'name', lead: '5' })).toBe(false);
  expect(isFiltered({ q: 'x' })).toBe(true);
});
