// The arithmetic of a plot of days: round numbers for its lines, and as many names of days as have room.

/** The least round number that is not below, and even, so that its half is a number too: 2, 4, 6, 8, 10, 12, 20, 30 … 100, 120, 150, 200, 250 … */
export function roundUp(most: number): number {
  if (most <= 2) return 2;
  const power = 10 ** Math.floor(Math.log10(most));
  const step = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].find(one => one * power >= most && (one * power) % 2 === 0) ?? 10;
  return step * power;
}

/** Which of the days are named: the last one, and back from it by equal steps. */
export function namedDays(count: number, width: number, widthOfName: number): number[] {
  const step = Math.max(1, Math.ceil((count * widthOfName) / Math.max(width, 1)));
  const named: number[] = [];
  for (let at = count - 1; at >= 0; at -= step) named.unshift(at);
  return named;
}
