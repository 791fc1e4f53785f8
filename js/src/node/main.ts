import { replayCommand } from './replay.js';

const usage = `praxino replay [--quiet] LOG
  Tells what happened in a session and why, and runs a full log again.
  Exit code: 0 the same effects (or a log that can only be told), 1 the first difference, 2 no log.
`;

// Somebody who reads only the beginning (head, less) is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 2));

const [command, ...words] = process.argv.slice(2);
if (command === 'replay') {
  process.exitCode = await replayCommand(words);
} else {
  const asked = command === undefined || command === 'help' || command === '--help';
  (asked ? process.stdout : process.stderr).write(usage);
  process.exitCode = asked ? 0 : 2;
}
