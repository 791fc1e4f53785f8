/** Child processes in groups of their own, so that a browser's whole family ends with it. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

const living = new Set<number>();

function signalGroup(leader: number, signal: NodeJS.Signals): boolean {
  try {
    process.kill(-leader, signal);
    return true;
  } catch {
    return false; // nobody left in the group
  }
}

// A test run that dies must not leave browsers behind.
process.on('exit', () => living.forEach((leader) => signalGroup(leader, 'SIGKILL')));

export interface Family {
  readonly leader: ChildProcess;
  /** Resolves when every process of the group has gone. */
  end(): Promise<void>;
}

export function startFamily(
  command: string,
  args: readonly string[],
  options: { env?: NodeJS.ProcessEnv; stdio?: ('ignore' | 'pipe')[] } = {},
): Family {
  const leader = spawn(command, args, {
    detached: true,
    env: options.env ?? process.env,
    stdio: options.stdio ?? ['ignore', 'ignore', 'ignore'],
  });
  const group = leader.pid;
  if (group === undefined) throw new Error(`cannot start ${command}`);
  living.add(group);
  const gone = leader.exitCode !== null ? Promise.resolve() : once(leader, 'exit').then(() => undefined);
  return {
    leader,
    end: async () => {
      signalGroup(group, 'SIGTERM');
      const patience = setTimeout(() => signalGroup(group, 'SIGKILL'), 2000);
      await gone;
      clearTimeout(patience);
      signalGroup(group, 'SIGKILL');
      living.delete(group);
    },
  };
}
