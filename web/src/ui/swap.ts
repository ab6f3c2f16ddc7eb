/** Changes the places of a thing in a list and of its neighbour; gives back what undoes it. Nothing at the ends. */
export async function swapPositions<T extends { position: number }>(
  list: readonly T[],
  at: number,
  by: 1 | -1,
  change: (one: T, wish: { position: number }) => Promise<unknown>,
): Promise<() => Promise<void>> {
  const one = list[at];
  const other = list[at + by];
  if (!one || !other) return async () => {};
  const places = async (first: number, second: number) => {
    await change(one, { position: first });
    await change(other, { position: second });
  };
  await places(other.position, one.position);
  return () => places(one.position, other.position);
}
