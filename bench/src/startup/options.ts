import { parseArgs } from 'node:util';
import { readOnly, stopForHelp, wholeNumber, type Only } from '../options.ts';

export const PHASES = ['first frame', 'cold navigation', 'defaults'] as const;
export type Phase = (typeof PHASES)[number];

export interface Options {
  readonly runs: number;
  readonly only: Only;
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
  stopForHelp(values.help, USAGE);
  const verify = values.verify ?? (values.quick ? 'first' : 'all');
  if (verify !== 'all' && verify !== 'first' && verify !== 'none')
    throw new Error('--verify takes all, first or none');
  return {
    runs: wholeNumber('runs', values.runs ?? (values.quick ? '3' : '9')),
    only: readOnly(values.only),
    verify,
    output: values.json ? 'json' : values.markdown ? 'markdown' : 'table',
    trace: values.trace,
    seeks: !values['no-seeks'],
    watchSeconds: 10,
  };
}
