import { expect, test } from 'vitest';
import type { View } from '../api/views';
import { contentOf, differs, searchOf } from './views';

const view = {
  id: '7',
  version: 1,
  name: 'x',
  sort: 'name',
  columns: ['name', 'custom:city'],
  group: 'custom.size',
  layout: 'board',
  filter: { all: [{ did: 'form_submitted', times: { at_least: 2 }, within: 'today' }] },
} as unknown as View;

test('the address of a view says all that the view says', () => {
  const search = searchOf(view);
  expect(search).toEqual({
    filter: JSON.stringify(view.filter),
    sort: 'name',
    columns: 'name,custom:city',
    group: 'custom.size',
    layout: 'board',
    view: '7',
  });
  expect(contentOf(search)).toEqual({
    filter: view.filter,
    sort: 'name',
    columns: ['name', 'custom:city'],
    group: 'custom.size',
    layout: 'board',
    date: '',
  });
  expect(differs(search, view)).toBe(false);
});
test('a view of everyone in the usual order has a short address', () => {
  const all = { ...view, filter: undefined, sort: '-created_at', columns: [], group: '', layout: 'table' } as unknown as View;
  expect(searchOf(all)).toEqual({ view: '7' });
  expect(differs({ view: '7', q: 'sara', lead: '5' }, all)).toBe(false);
});
test('a board that names no field is one by status', () => {
  const board = { ...view, filter: undefined, sort: '-created_at', columns: [], group: '', layout: 'board' } as unknown as View;
  expect(differs({ view: '7', layout: 'board', group: 'status' }, board)).toBe(false);
  expect(differs({ view: '7', layout: 'board', group: 'owner' }, board)).toBe(true);
  expect(differs({ view: '7', group: 'status' }, board)).toBe(true);
});
test('a view keeps the date of its calendar, and not the month that somebody looks at', () => {
  const calendar = {
    ...view,
    filter: undefined,
    sort: '-created_at',
    columns: [],
    layout: 'calendar',
    date: 'snoozed_until',
  } as unknown as View;
  const search = { group: 'custom.size', layout: 'calendar', date: 'snoozed_until', view: '7' };
  expect(searchOf(calendar)).toEqual(search);
  expect(contentOf(search)).toMatchObject({ group: 'custom.size', layout: 'calendar', date: 'snoozed_until' });
  expect(differs({ ...search, month: '1405-10' }, calendar)).toBe(false);
  expect(differs({ ...search, date: 'created_at' }, calendar)).toBe(true);
  expect(differs({ view: '7', layout: 'calendar' }, { ...calendar, date: '' })).toBe(false);
  expect(differs({ view: '7', layout: 'calendar', date: 'created_at' }, { ...calendar, date: '' })).toBe(false);
});
test('the order of members is no difference; another value, order or column is', () => {
  const search = searchOf(view);
  const turned = '{"all":[{"within":"today","times":{"at_least":2},"did":"form_submitted"}]}';
  expect(differs({ ...search, filter: turned }, view)).toBe(false);
  expect(differs({ ...search, filter: turned.replace('2', '3') }, view)).toBe(true);
  expect(differs({ ...search, sort: '-name' }, view)).toBe(true);
  expect(differs({ ...search, columns: 'name' }, view)).toBe(true);
  expect(differs({ ...search, group: 'owner' }, view)).toBe(true);
  expect(differs({ ...search, layout: '' }, view)).toBe(true);
  expect(differs({ view: '7' }, view)).toBe(true);
});
