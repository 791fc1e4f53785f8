// Programs that make streams, run one after another; their words are shown only when they fail.
import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);

async function run(program, args, cwd) {
  try {
    await execute(program, args, { cwd, maxBuffer: 1 << 26 });
  } catch (error) {
    throw new Error(`${program} ${args.join(' ')}\n${error.stderr || error.message}`, { cause: error });
  }
}

export const ffmpeg = (cwd, ...args) =>
  run('ffmpeg', ['-hide_banner', '-loglevel', 'error', '-nostdin', '-y', ...args.flat()], cwd);

const system = { linux: 'linux', darwin: 'osx' }[platform()];
const packagerPath = join(
  dirname(createRequire(import.meta.url).resolve('shaka-packager/package.json')),
  `bin/packager-${system}-${arch()}`,
);

/** Streams are records of the packager's own words, options are its flags: `true` is a flag without a value. */
export const packager = (cwd, streams, options) =>
  run(
    packagerPath,
    [
      '--quiet',
      ...streams.map((stream) =>
        Object.entries(stream)
          .map((pair) => pair.join('='))
          .join(','),
      ),
      ...Object.entries(options).map(([name, value]) =>
        value === true ? `--${name}` : `--${name}=${value}`,
      ),
    ],
    cwd,
  );
