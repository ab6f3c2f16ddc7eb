/** The same members as the change has, as they were: what undoes it. */
export function asBefore<T extends object>(before: T, change: Partial<T>): Partial<T> {
  return Object.fromEntries(Object.keys(change).map(name => [name, before[name as keyof T]])) as Partial<T>;
}
