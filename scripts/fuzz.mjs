#!/usr/bin/env node
// Runs every fuzz target of a build over its seeds and what earlier runs found, two at a time.
//
//   fuzz.mjs BUILD-FOLDER SECONDS
import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const [folder, seconds] = process.argv.slice(2);
const cache = process.env.PRAXINO_CACHE ?? join(process.env.HOME, '.cache/praxino');
const targets = readFileSync(join(folder, 'fuzzers.txt'), 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => line.split('\t'));
if (!targets.length) throw new Error(`${folder} has no fuzz targets`);

/** @returns {Promise<boolean>} whether nothing was found */
function fuzz([program, seeds]) {
  const name = basename(program);
  const corpus = join(cache, 'fuzz', name);
  mkdirSync(corpus, { recursive: true });
  const options = [
    `-max_total_time=${seconds}`,
    '-timeout=10',
    '-rss_limit_mb=2048',
    '-print_final_stats=1',
    `-artifact_prefix=${folder}/${name}-`,
  ];
  return new Promise((done) => {
    execFile(program, [...options, corpus, seeds], { maxBuffer: 1 << 28 }, (error, _, words) => {
      const runs = /stat::number_of_executed_units:\s*(\d+)/.exec(words)?.[1] ?? '0';
      const covered = [...words.matchAll(/ cov: (\d+)/g)].at(-1)?.[1] ?? '0';
      console.log(`${error ? 'FAILED' : 'passed'} ${name}: ${runs} runs, ${covered} edges`);
      if (error) console.error(words.split('\n').slice(-60).join('\n'));
      // A target that ran nothing has shown nothing.
      done(!error && Number(runs) > 0);
    });
  });
}

let passed = 0;
const waiting = [...targets];
const work = async () => {
  for (let target = waiting.shift(); target; target = waiting.shift()) {
    const clean = await fuzz(target);
    if (clean) passed += 1;
  }
};
await Promise.all([work(), work()]);
console.log(`fuzz targets: ${passed} of ${targets.length} clean`);
process.exitCode = passed === targets.length ? 0 : 1;
