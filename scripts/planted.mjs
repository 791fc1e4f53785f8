#!/usr/bin/env node
// Whether fuzzing finds what there is to find: plants the bugs of fuzz/planted.mjs, one after the other, into a copy
// of the sources, and runs each one's target from its seeds until it is found.
//
//   planted.mjs FOLDER-OF-THE-COPY SECONDS [TARGET…]
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { planted } from '../fuzz/planted.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const [folder, seconds, ...only] = process.argv.slice(2);
const copy = resolve(folder);
const found = join(copy, 'found/');

/** Leaves a file alone that is the same already, so that only what changed is compiled again. */
function write(path, text) {
  const file = join(copy, path);
  if (existsSync(file) && readFileSync(file).equals(Buffer.from(text))) return;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

function run(program, ...options) {
  // In the compiler's cache the copy's files are the repository's.
  const env = { ...process.env, CCACHE_BASEDIR: copy };
  return spawnSync(program, options, { cwd: copy, env, encoding: 'utf8', maxBuffer: 1 << 28 });
}

/** @returns {{ failure?: string, took?: number }} why it was not found, or the seconds that it took */
function find({ target, file, was, is }) {
  const text = readFileSync(join(root, file), 'utf8');
  const [before, after, ...more] = text.split(was);
  if (after === undefined || more.length)
    return { failure: `${file} does not say, once:\n${was}\nThe bug has to be planted elsewhere.` };
  write(file, before + is + after);
  const built = run('cmake', '--build', '--preset', 'fuzz', '--target', `fuzz_${target}`);
  write(file, text);
  if (built.status !== 0) return { failure: built.stdout + built.stderr };

  rmSync(found, { recursive: true, force: true });
  mkdirSync(found);
  const limits = ['-seed=1', `-max_total_time=${seconds}`, '-timeout=10', '-rss_limit_mb=2048'];
  const places = [`-artifact_prefix=${found}`, found, join(root, 'fuzz/seeds', target)];
  const began = performance.now();
  const { status, stderr } = run(`build/fuzz/fuzz/fuzz_${target}`, ...limits, ...places);
  if (status === 0) return { failure: `not found in ${seconds} s` };
  // libFuzzer says so when the seeds have been run.
  if (!/\sINITED\s/.test(stderr)) return { failure: `a seed shows it, no search is needed:\n${stderr}` };
  return { took: (performance.now() - began) / 1000 };
}

const sources = ['core', 'cmake', 'fuzz', 'CMakeLists.txt', 'CMakePresets.json', ':!fuzz/seeds'];
const list = execFileSync('git', ['ls-files', '-co', '--exclude-standard', ...sources], {
  cwd: root,
  encoding: 'utf8',
});
for (const path of list.trim().split('\n')) write(path, readFileSync(join(root, path)));
const configured = run('cmake', '--preset', 'fuzz');
if (configured.status !== 0) throw new Error(configured.stderr);

const fuzzers = readFileSync(join(copy, 'build/fuzz/fuzzers.txt'), 'utf8');
const targets = new Set([...fuzzers.matchAll(/fuzz_(\w+)\t/g)].map(([, name]) => name));
for (const { target } of planted) targets.add(target);
const chosen = [...targets].filter((target) => !only.length || only.includes(target));
let passed = 0;
for (const target of chosen) {
  const bug = planted.find((one) => one.target === target);
  const { failure, took } = bug ? find(bug) : { failure: 'no bug is planted for it' };
  console.log(
    failure ? `FAILED ${target}: ${bug?.bug ?? ''}` : `found ${target}: ${bug.bug}, ${took.toFixed(1)} s`,
  );
  if (failure) console.error(failure);
  else passed += 1;
}
console.log(`planted bugs: ${passed} of ${chosen.length} found`);
process.exitCode = passed && passed === chosen.length ? 0 : 1;
