import { expect, it } from 'vitest';
import { isUntouched } from './leads';

const lead = { organisation: 'کلینیک مهر', budget: { amount: 5, currency: 'IRT' }, custom: { teeth: 3 } };

it('a change of another fact is no conflict, a change of the same one is', () => {
  expect(isUntouched(lead, { organisation: 'کلینیک مهر' })).toBe(true);
  expect(isUntouched(lead, { product: null })).toBe(true);
  expect(isUntouched(lead, { organisation: null })).toBe(false);
  expect(isUntouched(lead, { budget: { amount: 5, currency: 'IRR' } })).toBe(false);
  expect(isUntouched(lead, { custom: { teeth: 3 } })).toBe(true);
  expect(isUntouched(lead, { custom: { teeth: 2 } })).toBe(false);
});
