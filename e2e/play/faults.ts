/** The faults of tests/faults.json in a real browser. */
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { faultFolder, faultRows, streamOf, untilOf } from '../../tests/faults.ts';
import { nothing, type Told } from './bad.ts';
import { stream } from './streams.ts';
import type { Play } from './suite.ts';

interface Met {
  readonly passed?: number;
  readonly error?: Told;
  readonly told?: number;
  readonly seen: number;
  /** Seconds that the picture stood still, and that the player says it waited. */
  readonly stood: number;
  readonly stalled: number;
  readonly warnings: readonly string[];
  readonly rests: number;
}

/** Players at once: more would only wait for each other. */
const together = 10;

export function describeFaults(play: Play, open: () => Promise<void>, whole: boolean): void {
  describe('faults', () => {
    const tried = faultRows.flatMap((row, i) => (row.more && !whole ? [] : [{ ...row, i }]));
    // What the other players beside it may take, and a slow start.
    const slack = 6;
    const start = 10;
    const met: Met[] = [];
    let left: Record<string, number> | undefined;
    before(async () => {
      for (let i = 0; i < tried.length; i += together) {
        await open();
        const seen = await play.browser().evaluate<{ met: Met[]; left: Record<string, number> }>(
          '/pages/faults.js',
          tried.slice(i, i + together).map((row) => {
            const film = stream(streamOf(row));
            const until = untilOf(row);
            return {
              url: play.url(`/${faultFolder(row.i)}/${film.url}`),
              fps: film.fps,
              until,
              limit: start + slack + (row.within ?? until + row.late!),
              loadOptions: { maxBitrate: 600_000, ...(row.bufferGoal && { bufferGoal: row.bufferGoal }) },
            };
          }),
        );
        met.push(...seen.met);
        if (!left || Object.values(seen.left).some((count) => count > 0)) left = seen.left;
      }
    });

    tried.forEach((row, i) => {
      it(`${row.error ? 'tells of' : 'plays through'}: ${row.name}`, (test) => {
        const one = met[i]!;
        // Elsewhere so many pictures at once do not come in time, fault or none: the element's own word counts.
        const still = whole ? Math.max(one.stood, one.stalled) : one.stalled;
        test.diagnostic(
          one.error ? `told after ${one.told?.toFixed(1)} s` : `stood still for ${still.toFixed(1)} s`,
        );
        assert.equal(one.error?.code, row.error, JSON.stringify(one));
        if (row.error) {
          assert.ok(one.error?.fatal && one.told! <= row.within!, JSON.stringify(one));
        } else {
          const most = untilOf(row) + row.late! + slack;
          assert.ok(one.passed !== undefined && one.passed <= most, JSON.stringify(one));
          assert.ok(still <= row.late!, JSON.stringify(one));
        }
        if (row.name === 'cut in mid-segment') assert.equal(one.rests, 1, 'by one Range request');
      });
    });

    it('leave nothing behind', () => assert.deepEqual(left, nothing));
  });
}
