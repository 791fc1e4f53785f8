/** What benchmarks share that have contestants in processes of their own, and a table of what each took. */
import { fork, type ChildProcess } from 'node:child_process';
import { parseArgs } from 'node:util';
import { stopForHelp, wholeNumber } from './options.ts';

export interface ContestOptions {
  readonly runs: number;
  readonly asked: (name: string) => boolean;
  readonly markdown: boolean;
  readonly json: boolean;
}

export function readContest(bench: string): ContestOptions {
  const { values } = parseArgs({
    options: {
      runs: { type: 'string', default: '15' },
      only: { type: 'string', default: '' },
      json: { type: 'boolean', default: false },
      markdown: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  stopForHelp(
    values.help,
    `npm run bench:${bench} -- [options]
  --runs N       passes for each figure (15)
  --only A,B     cases whose name contains A or B
  --json         one array of {bench, case, ours, best_peer, peer, ratio, unit}
  --markdown     the table of the README
`,
  );
  const parts = values.only.split(',');
  return {
    runs: wholeNumber('runs', values.runs),
    asked: (name) => parts.some((part) => name.includes(part)),
    markdown: values.markdown,
    json: values.json,
  };
}

/** A contestant's, that answers what it is asked, one question at a time. */
export class Process<Name extends string, Ask, Answer> {
  readonly name: Name;
  readonly #child: ChildProcess;
  #failed: (error: Error) => void = () => {};

  /** `module`: a path; it is given the name. `flags`: of Node, beside this process' own. */
  constructor(module: string, name: Name, flags: readonly string[] = []) {
    this.name = name;
    this.#child = fork(module, [name], { execArgv: [...process.execArgv, ...flags] });
    this.#child.on('exit', () => this.#failed(new Error(`${name}: no answer`)));
  }

  ask(ask: Ask): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#failed = reject;
      this.#child.once('message', resolve);
      this.#child.send(ask as object);
    });
  }

  end(): void {
    this.#failed = () => {};
    this.#child.kill();
  }
}

/** Ends them when it is through with them. */
export async function using<One extends { end(): void }, T>(
  processes: readonly One[],
  use: (processes: readonly One[]) => Promise<T>,
): Promise<T> {
  try {
    return await use(processes);
  } finally {
    for (const running of processes) running.end();
  }
}

interface Median<Name> {
  readonly name: Name;
  readonly median: number;
}

/** Ours is the first. */
export function judge<Name, One extends Median<Name>>([ours, ...peers]: readonly One[]) {
  const best = peers.reduce((one, other) => (other.median < one.median ? other : one));
  return { ours: ours!, peers, best, ratio: ours!.median / best.median };
}

export function row<Name, One extends Median<Name>>(
  bench: string,
  name: string,
  unit: string,
  { ours, best, ratio }: ReturnType<typeof judge<Name, One>>,
): object {
  return {
    bench,
    case: name,
    ours: Number(ours.median.toFixed(3)),
    best_peer: Number(best.median.toFixed(3)),
    peer: best.name,
    ratio: Number(ratio.toFixed(3)),
    unit,
  };
}

export const verdict = (ratio: number, goal: number | undefined) =>
  goal ? `; goal ${goal}: ${ratio <= goal ? 'met' : 'missed'}` : '';
