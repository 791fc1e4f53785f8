import type { Row } from './process.ts';

/** Times are sums in one parser and fractions in another. */
const TOLERANCE = 0.0015;

const sorted = (rows: readonly Row[]): Row[] =>
  rows.toSorted(([a, left], [b, right]) => (a < b ? -1 : a > b ? 1 : Number(left) - Number(right)));

/** Why two contestants did not read the same; nothing where they did. The order of Representations is free. */
export function difference(one: readonly Row[], other: readonly Row[]): string | undefined {
  if (one.length !== other.length) return `${one.length} rows, not ${other.length}`;
  const others = sorted(other);
  for (const [at, row] of sorted(one).entries()) {
    const expected = others[at]!;
    const same =
      row.length === expected.length && row.every((value, place) => isSame(value, expected[place]!));
    if (!same) return `${row.join(' ')}, not ${expected.join(' ')}`;
  }
  return undefined;
}

function isSame(one: number | string, other: number | string): boolean {
  if (typeof one === 'string' || typeof other === 'string') return one === other;
  return Math.abs(one - other) <= TOLERANCE;
}
