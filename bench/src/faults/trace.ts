import type { Asked } from './server.ts';
import type { Met } from './spec.ts';

/** What happened in one run, in seconds since the player was constructed. */
export function trace(label: string, met: Met, asked: readonly Asked[]): string {
  const requests = asked.map(({ at, path, range, status }): readonly [number, string] => {
    const name = path.split('/').slice(3).join('/');
    return [(at - met.began) / 1000, `asks ${name}${range ? `, ${range}` : ''}: ${status || 'no end'}`];
  });
  const told = met.told ? [[met.told.at, `tells: ${met.told.what}`] as const] : [];
  const lines = [...requests, ...met.decided, ...told].toSorted(([a], [b]) => a - b);
  const end = met.passed ? 'passed' : `stopped at ${met.film.toFixed(2)} s of film`;
  return [
    `${label}: ${end}, stood ${met.stood.toFixed(2)} s, ${met.leftOut.toFixed(2)} s left out`,
    ...lines.map(([at, what]) => `${at.toFixed(3).padStart(8)}  ${what}`),
    '',
  ].join('\n');
}
