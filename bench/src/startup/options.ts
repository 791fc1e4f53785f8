import { parseArgs } from 'node:util';

export const PHASES = ['first frame', 'cold navigation', 'defaults'] as const;
export type Phase = (typeof PHASES)[number];

export interface Options {
  readonly runs: number;
  /** Each entry holds alternatives; a cell runs if its label contains one of every entry. */
  readonly only: readonly (readonly string[])[];
  readonly verify: 'all' | 'first' | 'none';
  readonly output: 'table' | 'json' | 'markdown';
  readonly trace: boolean;
  readonly seeks: boolean;
  readonly watchSeconds: number;
}

export const USAGE = `npm run bench:startup -- [options]
  --runs N          runs for each figure (9)
  --only A,B        cells whose label contains A or B; may be given several times: all must match.
                    A label reads: "first frame, HLS, 5 Mbit/s + 40 ms, hls.js"; "cold navigation, …"; "defaults, …"
  --quick           3 runs, and playback watched for stalls in the first of each only
  --verify all|first|none   which runs are watched for ten seconds after the first frame (all)
  --no-seeks        leaves the seeks out: a quarter of the time
  --trace           prints where the time of each median run went
  --json            one array of {bench, case, ours, best_peer, peer, ratio, unit}
  --markdown        the tables of the README
`;

export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      runs: { type: 'string' },
      only: { type: 'string', multiple: true, default: [] },
      quick: { type: 'boolean', default: false },
      verify: { type: 'string' },
      trace: { type: 'boolean', default: false },
      'no-seeks': { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      markdown: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(USAGE);
    process.exit(0);
  }
  const runs = Number(values.runs ?? (values.quick ? 3 : 9));
  const verify = values.verify ?? (values.quick ? 'first' : 'all');
  if (!Number.isInteger(runs) || runs < 1) throw new Error('--runs takes a whole number above 0');
  if (verify !== 'all' && verify !== 'first' && verify !== 'none')
    throw new Error('--verify takes all, first or none');
  return {
    runs,
    only: values.only.map((entry) => entry.toLowerCase().split(',').filter(Boolean)),
    verify,
    output: values.json ? 'json' : values.markdown ? 'markdown' : 'table',
    trace: values.trace,
    seeks: !values['no-seeks'],
    watchSeconds: 10,
  };
}

export function matches(options: Options, label: string): boolean {
  const low = label.toLowerCase();
  return options.only.every((alternatives) => alternatives.some((word) => low.includes(word)));
}
