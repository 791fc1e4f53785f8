import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Flow, Link } from '../src/origin/link.ts';

const RATE = 5_000_000;

/** Pumps every 5 ms until all is delivered; answers when each flow's last byte left. */
function run(link: Link, flows: readonly Flow[], start: number): number[] {
  const ended = flows.map(() => start);
  for (let now = start; link.busy && now < start + 60_000; now += 5) {
    link.pump(now);
    flows.forEach((flow, at) => {
      if (flow.queue.length > 0) ended[at] = now + 5;
    });
  }
  return ended;
}

test('a body takes its size divided by the rate', () => {
  const link = new Link(RATE);
  let got = 0;
  const flow = new Flow((bytes) => (got += bytes.length));
  link.enqueue(flow, Buffer.alloc(625_000), () => {}, 1000);
  const [end] = run(link, [flow], 1000);
  assert.equal(got, 625_000);
  assert.ok(Math.abs(end! - 2000) <= 10, `ended at ${end}`);
});

test('two bodies share the rate, so a small one is not held behind a large one', () => {
  const link = new Link(RATE);
  const large = new Flow(() => {});
  const small = new Flow(() => {});
  link.enqueue(large, Buffer.alloc(625_000), () => {}, 0);
  link.enqueue(small, Buffer.alloc(62_500), () => {}, 0);
  const [largeEnd, smallEnd] = run(link, [large, small], 0);
  assert.ok(Math.abs(smallEnd! - 200) <= 15, `small ended at ${smallEnd}`);
  assert.ok(Math.abs(largeEnd! - 1100) <= 15, `large ended at ${largeEnd}`);
});

test('an idle link saves up no more than one quantum', () => {
  const link = new Link(RATE);
  let got = 0;
  const flow = new Flow((bytes) => (got += bytes.length));
  link.enqueue(flow, Buffer.alloc(100_000), () => {}, 60_000);
  link.pump(60_000);
  assert.ok(got <= 5000, `${got} bytes at once`);
});

test('a dropped flow leaves the rate to the others', () => {
  const link = new Link(RATE);
  const gone = new Flow(() => assert.fail('delivered to a dropped flow'));
  const kept = new Flow(() => {});
  link.enqueue(gone, Buffer.alloc(625_000), () => {}, 0);
  link.enqueue(kept, Buffer.alloc(62_500), () => {}, 0);
  link.drop(gone);
  const [end] = run(link, [kept], 0);
  assert.ok(end! <= 110, `ended at ${end}`);
});

test('the writer is told once, when its last byte has left', () => {
  const link = new Link(RATE);
  let told = 0;
  const flow = new Flow(() => {});
  link.enqueue(flow, Buffer.alloc(3000), () => told++, 0);
  run(link, [flow], 0);
  assert.equal(told, 1);
});

test('a writer may go on from within being told', () => {
  const link = new Link(RATE);
  let got = 0;
  const flow = new Flow((bytes) => (got += bytes.length));
  link.enqueue(flow, Buffer.alloc(3000), () => link.enqueue(flow, Buffer.alloc(4000), () => {}, 5), 0);
  run(link, [flow], 0);
  assert.equal(got, 7000);
});
