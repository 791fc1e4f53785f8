import { UNSHAPED, type Shape } from '../origin/link.ts';

export const SHAPES: readonly Shape[] = [
  UNSHAPED,
  { name: '5 Mbit/s + 40 ms', bitsPerSecond: 5_000_000, roundTripMs: 40 },
  { name: '1.5 Mbit/s + 100 ms', bitsPerSecond: 1_500_000, roundTripMs: 100 },
];
