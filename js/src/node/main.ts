import { inspectCommand } from './inspect.js';
import { replayCommand } from './replay.js';
import { validateCommand } from './validate.js';

const usage = `praxino inspect FILE|URL|-
  Tells what a manifest (HLS or DASH) says: tracks, renditions, segments. - is what comes in.
  Exit code: 0, or 2 where it cannot be read.
praxino validate FILE|URL|-… [--json] [--severity error|warning|note]
  Holds manifests against their standard; --severity leaves out what weighs less.
  Exit code: 0 no errors, 1 errors, 2 where one cannot be read.
praxino replay [--quiet] LOG
  Tells what happened in a session and why, and runs a full log again.
  Exit code: 0 the same effects (or a log that can only be told), 1 the first difference, 2 no log.
`;

// Somebody who reads only the beginning (head, less) is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 2));

const commands = new Map([
  ['inspect', inspectCommand],
  ['validate', validateCommand],
  ['replay', replayCommand],
]);
const [name, ...words] = process.argv.slice(2);
const command = commands.get(name ?? '');
if (command) {
  process.exitCode = await command(words);
} else {
  const asked = name === undefined || name === 'help' || name === '--help';
  (asked ? process.stdout : process.stderr).write(usage);
  process.exitCode = asked ? 0 : 2;
}
