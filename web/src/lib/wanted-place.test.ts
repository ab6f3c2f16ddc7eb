import { expect, test } from 'vitest';
import { doorFrom, placeBehind, wanting } from './wanted-place';

test('the door knows where somebody wanted to go, but for the desk itself', () => {
  expect(wanting('/')).toEqual({});
  expect(doorFrom('/inbox')).toBe('/login');
  expect(doorFrom('/leads?q=سارا&view=3')).toBe(`/login?to=${new URLSearchParams({ a: '/leads?q=سارا&view=3' }).toString().slice(2)}`);
});

test('behind the door is a place of our own, and no other', () => {
  expect(placeBehind('/leads/123?lead=4#x')).toBe('/leads/123?lead=4#x');
  for (const foreign of [
    undefined,
    '',
    '//evil.example/x',
    '/\\evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    '/login?to=/login',
  ])
    expect(placeBehind(foreign)).toBe('/inbox');
});
