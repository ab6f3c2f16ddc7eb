/** Changes the places of a thing in a list and of its neighbour; nothing at the ends. */
export async function swapPositions<T extends { position: number }>(
  list: readonly T[],
  at: number,
  by: 1 | -1,
  change: (one: T, wish: { position: number }) => Promise<unknown>,
): Promise<void> {
  const one = list[at];
  const other = list[at + by];
  if (!one || !other) return;
  await change(one, { position: other.position });
  await change(other, { position: one.position });
}
