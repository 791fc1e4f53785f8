import { SingleBar } from 'cli-progress';
import { Origin, OriginGone } from '../origin/origin.ts';
import type { RunSpec } from '../page/spec.ts';
import { interleave, makeCells, type Cell } from './cells.ts';
import { buildCode, oursIsBuilt, type Code } from './code.ts';
import { makeCases } from './figures.ts';
import { objection } from './judge.ts';
import { findMedia, MEDIA_ROOT, type Media } from './media.ts';
import { PHASES, readOptions, type Options } from './options.ts';
import { json, tables } from './report.ts';
import { Bench, type Task } from './run.ts';
import { trace } from './trace.ts';

/** Cells that lost runs to stalls get this many rounds more. */
const EXTRA_ROUNDS = 3;
/** A cell that has lost this many and counted none is not tried on. */
const HOPELESS_AFTER = 3;

function isHopeless({ counted, discarded }: Cell): boolean {
  return counted.length === 0 && discarded.length >= HOPELESS_AFTER;
}

/** For all alike, so that a seek's target is unbuffered and the line idle when it is asked. */
const BUFFER_GOAL = 10;

class Startup {
  #serial = 0;

  constructor(
    private readonly options: Options,
    private readonly bench: Bench,
    private readonly media: Media,
    private readonly code: Code,
    private readonly mediaUrl: string,
  ) {}

  async run(cells: readonly Cell[]): Promise<void> {
    const rounds = (cell: Cell) =>
      cell.phase === 'defaults' ? Math.min(3, this.options.runs) : this.options.runs;
    const bar = new SingleBar({
      noTTYOutput: true,
      notTTYSchedule: 10_000,
      format: '{bar} {value}/{total}  {label}',
      stream: process.stderr,
    });
    const plan = interleave(cells, this.options.runs + EXTRA_ROUNDS);
    bar.start(
      cells.reduce((sum, cell) => sum + rounds(cell), 0),
      0,
      { label: '' },
    );
    for (const cell of plan) {
      if (cell.counted.length >= rounds(cell) || isHopeless(cell)) continue;
      bar.update({ label: cell.label });
      const before = cell.counted.length;
      await this.#once(cell);
      bar.increment(cell.counted.length - before);
    }
    bar.stop();
  }

  async #once(cell: Cell): Promise<void> {
    const task = this.#task(cell);
    try {
      const outcome = await this.bench.run(task);
      const why = objection(outcome, this.media, task.spec.forced, task.spec.cold);
      if (why) cell.discarded.push(why);
      else cell.counted.push(outcome);
    } catch (error) {
      if (error instanceof OriginGone) throw error;
      cell.discarded.push(String(error).split('\n')[0]!);
    }
  }

  #task({ phase, row, shape, counted, discarded }: Cell): Task {
    const { options, media } = this;
    const firstOfCell = counted.length + discarded.length === 0;
    const watched =
      phase === 'first frame' && (options.verify === 'all' || (options.verify === 'first' && firstOfCell));
    this.#serial += 1;
    const spec: RunSpec = {
      protocol: row.protocol,
      url: `${this.mediaUrl}/run-${this.#serial}/${media.manifests[row.protocol]}`,
      ...(phase !== 'defaults' && { forced: media.middleRung[row.protocol] }),
      bufferGoal: BUFFER_GOAL,
      settings: row.settings,
      prewarm: row.prewarm,
      cold: phase === 'cold navigation',
      watchSeconds: watched ? options.watchSeconds : 0,
      seeks: phase === 'first frame' && options.seeks ? media.seekTargets : [],
    };
    return { shape, files: this.code.files.get(row.entry)!, spec };
  }
}

const options = readOptions(process.argv.slice(2));
const media = findMedia();
if (!oursIsBuilt()) process.stderr.write('js/dist is not built: the peers and the floor run alone\n');
const cells = PHASES.flatMap((phase) =>
  makeCells(phase, options, (row) => row.entry !== 'praxino' || oursIsBuilt()),
);
const code = await buildCode([...new Set(cells.map(({ row }) => row.entry))], 'startup');
const origin = await Origin.start({ mediaRoot: MEDIA_ROOT, codeRoot: code.root });
const bench = new Bench(origin);
try {
  await new Startup(options, bench, media, code, origin.mediaUrl).run(cells);
} finally {
  await bench.close();
  origin.stop();
}

const cases = makeCases(cells);
if (options.trace) process.stderr.write(cells.map(trace).join('\n'));
if (options.output === 'json') process.stdout.write(`${JSON.stringify(json(cases), null, 2)}\n`);
else process.stdout.write(tables(cases, cells, media, options.output === 'markdown'));
