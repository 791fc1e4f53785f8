#!/usr/bin/env node
// clang-tidy over every source of a build's compile_commands.json, two at a time. A file whose text, and the text of
// all that it includes from here, was clean before is not looked at again.
//
//   tidy.mjs BUILD-FOLDER [FILE…]
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const [folder, ...only] = process.argv.slice(2);
const cache = join(process.env.PRAXINO_CACHE ?? join(process.env.HOME, '.cache/praxino'), 'tidy');
mkdirSync(cache, { recursive: true });

const texts = new Map();
const textOf = (path) => {
  if (!texts.has(path)) texts.set(path, existsSync(path) ? readFileSync(path, 'utf8') : '');
  return texts.get(path);
};

/** The file and everything of ours that it includes, however far off. */
function closureOf(path) {
  const seen = new Set([path]);
  for (const file of seen) {
    for (const [, name] of textOf(file).matchAll(/^\s*#\s*include\s*"([^"]+)"/gm)) {
      const found = [join(root, name), join(dirname(file), name)].find(existsSync);
      if (found) seen.add(found);
    }
  }
  return [...seen].sort();
}

const rules = textOf(join(root, '.clang-tidy'));
function fingerprint(path, command) {
  const hash = createHash('sha256').update(rules).update(command.replaceAll(root, ''));
  for (const file of closureOf(path)) hash.update(relative(root, file)).update('\0').update(textOf(file));
  return hash.digest('hex');
}

const commands = JSON.parse(readFileSync(join(folder, 'compile_commands.json'), 'utf8'));
const sources = new Map();
for (const { directory, file, command } of commands) {
  const path = resolve(directory, file);
  // Tests are left out: they are half of the time, and faults in them show when they run.
  const ours = path.startsWith(`${root}/`) && !path.endsWith('_test.cpp');
  if (only.length && !only.some((each) => path === resolve(each))) continue;
  if (ours && !sources.has(path)) sources.set(path, join(cache, fingerprint(path, command)));
}

function tidy(path) {
  const options = ['-p', folder, '--quiet', '--extra-arg=-Wno-unknown-warning-option'];
  return new Promise((done) => {
    execFile('clang-tidy-19', [...options, path], { maxBuffer: 1 << 26 }, (error, words) => {
      if (error) console.log(words.replaceAll(`${root}/`, '').trim() || error.message);
      done(!error);
    });
  });
}

const waiting = [...sources].filter(([, stamp]) => !existsSync(stamp));
const looked = waiting.length;
let faulty = 0;
const work = async () => {
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const [path, stamp] = next;
    if (await tidy(path)) writeFileSync(stamp, '');
    else faulty += 1;
  }
};
await Promise.all([work(), work()]);
console.log(`clang-tidy: ${sources.size} files, ${looked} looked at, ${faulty} with faults`);
process.exitCode = faulty || !sources.size ? 1 : 0;
