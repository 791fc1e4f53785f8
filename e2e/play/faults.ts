/** The faults of tests/faults.json in a real browser. */
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { faultFolder, faultRows, streamOf, untilOf } from '../../tests/faults.ts';
import { alone } from '../driver/alone.ts';
import { nothing, type Told } from './bad.ts';
import { stream } from './streams.ts';
import type { Play } from './suite.ts';

interface Met {
  /** Seconds until the first picture, and from there until the film had passed. */
  readonly started?: number;
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

/**
 * Faults at once: many players wait for each other on a slow machine, and those that were late are tried again among
 * fewer. Beside them one plays without a fault: by so much as it is late, the machine is.
 */
export const together = [10, 4, 1, 1];

export function describeFaults(play: Play, open: () => Promise<void>, whole: boolean): void {
  describe('faults', () => {
    const tried = faultRows.flatMap((row, i) => (row.more && !whole ? [] : [{ ...row, i }]));
    type Row = (typeof tried)[number];
    type Pair = { readonly one: Met; readonly control: Met };
    const met = new Map<Row, Pair>();
    // What the other players beside it may take, and a slow start.
    const slack = 6;
    const start = 10;
    // Elsewhere so many pictures at once do not come in time, fault or none: the element's own word counts.
    const still = ({ stood, stalled }: Met) => (whole ? Math.max(stood, stalled) : stalled);

    const judge = (row: Row, pair: Pair | undefined) => {
      assert.ok(pair, 'nothing was met');
      const { one, control } = pair;
      const told = JSON.stringify({ one, control });
      assert.equal(one.error?.code, row.error, told);
      if (row.error) {
        assert.ok(one.error?.fatal && one.told! <= row.within! + (control.started ?? 0), told);
      } else {
        assert.ok(
          one.passed !== undefined && one.passed <= untilOf(row) + row.late! + still(control) + slack,
          told,
        );
        assert.ok(still(one) <= row.late! + still(control), told);
      }
      if (row.name === 'cut in mid-segment') assert.equal(one.rests, 1, 'by one Range request');
    };
    const describePair = ({ one, control }: Pair) => {
      const stood = (of: Met) => `${still(of).toFixed(1)} s`;
      return one.error
        ? `told after ${one.told?.toFixed(1)} s`
        : `stood still for ${stood(one)}, without a fault ${stood(control)}`;
    };
    const isFine = (row: Row) => {
      try {
        judge(row, met.get(row));
        return true;
      } catch {
        return false;
      }
    };

    const left: Record<string, number>[] = [];
    const meet = async (rows: readonly Row[], round: number) => {
      await open();
      const spec = (folder: string, of: string) => ({
        url: play.url(`/${folder}/${stream(of).url}`),
        fps: stream(of).fps,
      });
      const seen = await play.browser().evaluate<{ met: Met[]; control: Met; left: Record<string, number> }>(
        '/pages/faults.js',
        rows.map((row) => {
          const until = untilOf(row);
          return {
            ...spec(faultFolder(row.i, `-${round}`), streamOf(row)),
            until,
            limit: start + slack + (row.within ?? until + row.late!),
            loadOptions: { maxBitrate: 600_000, ...(row.bufferGoal && { bufferGoal: row.bufferGoal }) },
          };
        }),
        { ...spec('streams', 'hls-fmp4'), loadOptions: { maxBitrate: 600_000 } },
      );
      rows.forEach((row, i) => met.set(row, { one: seen.met[i]!, control: seen.control }));
      left.push(seen.left);
    };
    before(async () => {
      let rows: readonly Row[] = tried;
      for (const [round, most] of together.entries()) {
        const meetAll = async () => {
          for (let i = 0; i < rows.length; i += most)
            // A browser that died is started again with the next page.
            await meet(rows.slice(i, i + most), round).catch((error: unknown) =>
              console.log(`nothing met: ${String(error)}`),
            );
        };
        await (round === 0 ? meetAll() : alone(meetAll));
        rows = rows.filter((row) => !isFine(row));
        if (rows.length === 0) break;
        console.log(`late, of at most ${most} at once: ${rows.map((row) => row.name).join('; ')}`);
      }
    });

    for (const row of tried) {
      it(`${row.error ? 'tells of' : 'plays through'}: ${row.name}`, (test) => {
        const pair = met.get(row);
        if (pair) test.diagnostic(describePair(pair));
        judge(row, pair);
      });
    }

    it('leave nothing behind', () => left.forEach((each) => assert.deepEqual(each, nothing)));
  });
}
