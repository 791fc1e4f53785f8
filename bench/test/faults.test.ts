import assert from 'node:assert/strict';
import { test } from 'node:test';
import { goalsOf, makeCases, median, ratioOf, verdictOf, type Case } from '../src/faults/judge.ts';
import { Progress } from '../../e2e/play/pages/progress.js';
import { json, outcomeText } from '../src/faults/report.ts';
import type { Met } from '../src/faults/spec.ts';
import { CONTESTANTS, makeCells, type Cell } from '../src/faults/tasks.ts';

const MET: Met = { passed: true, stood: 0, leftOut: 0, film: 7.1, began: 0, decided: [] };

/** One fault of the HLS stream: seconds of standing still for ours and each peer, Infinity where it does not pass. */
function cellsOf(ours: number, peers: Record<string, number>, more: Partial<Cell> = {}): Cell[] {
  return Object.entries({ Praxino: ours, ...peers }).map(([name, stood]) => ({
    ...makeCells(() => true)[0]!,
    fault: 'a fault',
    judged: true,
    contestant: CONTESTANTS.find((one) => one.name === name && one.protocol === 'HLS')!,
    met: [{ ...MET, passed: stood < Infinity, stood: Math.min(stood, 1e9) }],
    ...more,
  }));
}

const caseOf = (ours: number, peers: Record<string, number>): Case => makeCases(cellsOf(ours, peers))[0]!;

test('pictures that come in time are no standing still', () => {
  const progress = new Progress(1 / 30);
  for (let at = 0; at < 60; at += 1) progress.see(10 + at / 30, at / 30);
  assert.equal(progress.stood, 0);
  assert.equal(progress.leftOut, 0);
  assert.ok(Math.abs(progress.film - 59 / 30) < 1e-9);
});

test('a wait, a jump, and a wait for a jump', () => {
  const step = 0.04;
  const progress = new Progress(step);
  progress.see(0, 0);
  // The first one stood: that is the start.
  progress.see(1, 0.04);
  progress.see(4.04, 0.08);
  assert.ok(Math.abs(progress.stood - 3) < 1e-9);
  assert.equal(progress.leftOut, 0);
  progress.see(4.08, 2.12);
  assert.ok(Math.abs(progress.leftOut - 2) < 1e-9);
  progress.see(5.12, 4.16);
  assert.ok(Math.abs(progress.stood - 4) < 1e-9);
  assert.ok(Math.abs(progress.leftOut - 4) < 1e-9);
});

test('pictures that were passed already are no progress', () => {
  const progress = new Progress(0.04);
  [0, 0.04, 0.08].forEach((film, at) => progress.see(at * 0.04, film));
  progress.see(1, 0);
  progress.see(1.04, 0.04);
  progress.see(2.08, 0.12);
  assert.ok(Math.abs(progress.stood - 1.96) < 1e-9);
});

test('of an even number of runs the later one of the middle counts, and one in two that fails is a failure', () => {
  assert.equal(median([1, 3]), 3);
  assert.equal(median([Infinity, 1]), Infinity);
  assert.equal(median([5, 1, 2]), 2);
  assert.equal(median([]), undefined);
});

test('each verdict', () => {
  assert.equal(verdictOf(caseOf(0, { Shaka: 0 })), 'met');
  assert.equal(verdictOf(caseOf(0.09, { Shaka: 0 })), 'met', 'within three pictures');
  assert.equal(verdictOf(caseOf(0.3, { Shaka: 0 })), 'later');
  assert.equal(verdictOf(caseOf(10.9, { Shaka: 10, 'hls.js': 20 })), 'met', 'within 10 % of the best');
  assert.equal(verdictOf(caseOf(11.1, { Shaka: 10, 'hls.js': 20 })), 'later');
  assert.equal(verdictOf(caseOf(9, { Shaka: Infinity })), 'ours alone');
  assert.equal(verdictOf(caseOf(Infinity, { Shaka: 9 })), 'not recovered');
  assert.equal(verdictOf(caseOf(Infinity, { Shaka: Infinity })), 'nobody');
  assert.equal(verdictOf(caseOf(1, {})), 'not judged');
});

test('a ratio of next to nothing to nothing is one', () => {
  assert.equal(ratioOf(caseOf(0.05, { Shaka: 0 })), 1);
  assert.equal(ratioOf(caseOf(2, { Shaka: 1 })), 2);
  assert.equal(ratioOf(caseOf(2, { Shaka: Infinity })), undefined);
});

test('a fault is overcome by ours alone only where no peer does it with any protocol', () => {
  const dash = (peer: number) =>
    cellsOf(1, { Shaka: peer }).map((cell) => ({
      ...cell,
      contestant: { ...cell.contestant, protocol: 'DASH' as const },
    }));
  const hls = cellsOf(1, { Shaka: Infinity });
  assert.deepEqual(goalsOf(makeCases([...hls, ...dash(Infinity)])).alone, ['a fault']);
  assert.deepEqual(goalsOf(makeCases([...hls, ...dash(2)])), {
    byAny: 1,
    byOurs: 1,
    inTime: 1,
    alone: [],
  });
});

test('what nobody gets over is null', () => {
  const [row] = json([caseOf(Infinity, { Shaka: 2 })]);
  assert.deepEqual(row, {
    bench: 'faults',
    case: 'a fault, HLS',
    ours: null,
    best_peer: 2,
    peer: 'Shaka',
    ratio: null,
    unit: 's of standing still',
  });
});

test('where an error is right, the telling counts', () => {
  const told = { at: 1.5, what: 'gone' };
  const [one] = makeCases(cellsOf(0, { Shaka: 0 }, { tells: true, met: [{ ...MET, passed: false, told }] }));
  assert.equal(one!.ours!.took, 1.5);
  assert.equal(outcomeText(one!.ours), '1.5 s');
});

test('outcomes in words', () => {
  const text = (met: Partial<Met>) =>
    outcomeText(makeCases(cellsOf(0, {}, { met: [{ ...MET, ...met }] }))[0]!.ours);
  assert.equal(text({ stood: 0.31, leftOut: 2.04 }), '0.3 s, 2.0 s left out');
  assert.equal(text({ passed: false }), 'never');
  assert.equal(text({ passed: false, told: { at: 4, what: 'gone' } }), 'error after 4.0 s');
});

test('a row of playlists is for those who read playlists, one of several places for those who read an MPD', () => {
  const who = (fault: string) =>
    makeCells((label) => label.startsWith(fault)).map(({ contestant }) => contestant.protocol);
  assert.deepEqual(new Set(who('a garbage playlist')), new Set(['HLS']));
  assert.deepEqual(new Set(who('one of two places dead')), new Set(['DASH']));
  assert.deepEqual(new Set(who('404')), new Set(['HLS', 'DASH']));
});
