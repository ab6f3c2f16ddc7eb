import { expect, it } from 'vitest';
import { ProblemError, tag } from './client';

it('a problem names the field it concerns and keeps the server’s words', () => {
  const problem = new ProblemError(422, {
    code: 'invalid',
    detail: 'ناقص',
    errors: [{ pointer: '/phones/0', code: 'phone_invalid', detail: 'این شماره درست نیست.' }],
  });
  expect(problem.at('/phones/0')).toBe('این شماره درست نیست.');
  expect(problem.at('/emails/0')).toBeUndefined();
  expect(problem.message).toBe('ناقص');
});
it('a change names the version it was made on', () => {
  expect(tag(17)).toEqual({ 'If-Match': '"v17"' });
});
