/**
 * Prints how many files of tests may run at once: two where this machine has two cores of its own, for most of the time
 * films play; one where others take of them, for what is late is tried again, and takes longer than it saves.
 */
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';

const seconds = 2;
const mostStolen = 0.05;

/** proc(5), /proc/stat: user, nice, system, idle, iowait, irq, softirq, and what the host gave to others. */
const times = () => readFileSync('/proc/stat', 'utf8').split(/\s+/, 9).slice(1).map(Number);

async function stolen() {
  const before = times();
  const spin = `const end = performance.now() + ${1000 * seconds}; while (performance.now() < end);`;
  const busy = [spin, spin].map((code) => new Worker(code, { eval: true }));
  await Promise.all(busy.map((worker) => new Promise((ended) => worker.once('exit', ended))));
  const passed = times().map((time, i) => time - before[i]);
  return passed.at(-1) / passed.reduce((sum, time) => sum + time, 0);
}

console.log(availableParallelism() < 2 || (await stolen()) > mostStolen ? 1 : 2);
