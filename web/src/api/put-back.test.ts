import { expect, it, vi } from 'vitest';
import { ProblemError } from './client';
import { isUntouched, putBack, putBackUnlessChanged } from './put-back';

const lead = { organisation: 'کلینیک مهر', budget: { amount: 5, currency: 'IRT' }, custom: { teeth: 3 } };

it('a change of another fact is no conflict, a change of the same one is', () => {
  expect(isUntouched(lead, { organisation: 'کلینیک مهر' })).toBe(true);
  expect(isUntouched(lead, { product: null })).toBe(true);
  expect(isUntouched(lead, { organisation: null })).toBe(false);
  expect(isUntouched(lead, { budget: { amount: 5, currency: 'IRR' } })).toBe(false);
  expect(isUntouched(lead, { custom: { teeth: 3 } })).toBe(true);
  expect(isUntouched(lead, { custom: { teeth: 2 } })).toBe(false);
});

const link = (version: number, name: string) => ({ version, name, clicks: version });
const stale = new ProblemError(412, { detail: 'در این میان کس دیگری این را تغییر داده است.' });
/** A server with one thing, which takes a name for the version that stands. */
function kept(now: ReturnType<typeof link>) {
  const put = vi.fn(async (version: number) => {
    if (version !== now.version) throw stale;
  });
  return { after: link(2, 'ب'), wish: { name: 'ب' }, read: async () => now, put };
}

it('a change is taken back by the version that it made', async () => {
  const act = kept(link(2, 'ب'));
  await putBack(act);
  expect(act.put.mock.calls).toEqual([[2]]);
});
it('what came after and was taken back itself is no conflict, though it made versions', async () => {
  const act = kept(link(4, 'ب'));
  await putBack(act);
  expect(act.put.mock.calls).toEqual([[2], [4]]);
});
it('what somebody else has written since stands, and that is said', async () => {
  const act = kept(link(3, 'پ'));
  await expect(putBack(act)).rejects.toBe(stale);
  expect(act.put).toHaveBeenCalledOnce();
});
it('where there are no versions it is looked at before', async () => {
  const put = vi.fn().mockResolvedValue(undefined);
  const after = { name: 'ب', position: 1 };
  const act = (now: typeof after | undefined) =>
    putBackUnlessChanged({ after, wish: { name: 'ب' }, read: async () => now, put, conflict: 'کس دیگری' });
  await act({ name: 'ب', position: 2 });
  expect(put).toHaveBeenCalledOnce();
  await expect(act({ name: 'پ', position: 1 })).rejects.toThrow('کس دیگری');
  await expect(act(undefined)).rejects.toThrow('کس دیگری');
  expect(put).toHaveBeenCalledOnce();
});
