// Taking a change back: what it wrote is put back as it was, unless somebody has changed the same since; then his stands, and that is said.
import { ProblemError } from './client';

/** Whether something still says what is given; what is not there is null. */
export function isUntouched(now: object, given: object): boolean {
  const present = now as Record<string, unknown>;
  return Object.entries(given).every(([name, value]) =>
    name === 'custom'
      ? isUntouched((present.custom ?? {}) as object, value as object)
      : JSON.stringify(present[name] ?? null) === JSON.stringify(value ?? null),
  );
}

/** The same members as the change has, out of that. */
export function sameMembers<T extends object>(of: T, change: object): Partial<T> {
  return Object.fromEntries(Object.keys(change).map(name => [name, of[name as keyof T]])) as Partial<T>;
}

interface Versioned<T> {
  after: T; // as the change left it
  wish: object; // what the change wrote
  read: () => Promise<T | undefined>;
  put: (version: number) => Promise<unknown>;
}
/** Taking back what came after it makes new versions too: what counts then is whether it still says what the change wrote. */
export async function putBack<T extends { version: number }>({ after, wish, read, put }: Versioned<T>): Promise<unknown> {
  try {
    return await put(after.version);
  } catch (error) {
    if (!(error instanceof ProblemError) || error.status !== 412) throw error;
    const now = await read();
    if (!now || !isUntouched(now, sameMembers(after, wish))) throw error;
    return await put(now.version);
  }
}

interface Unversioned<T> {
  after: T;
  wish: object;
  read: () => Promise<T | undefined>;
  put: () => Promise<unknown>;
  conflict: string; // the sentence for it
}
/** For what has no versions: it is looked at before. */
export async function putBackUnlessChanged<T extends object>({ after, wish, read, put, conflict }: Unversioned<T>): Promise<unknown> {
  const now = await read();
  if (!now || !isUntouched(now, sameMembers(after, wish))) throw new Error(conflict);
  return await put();
}
