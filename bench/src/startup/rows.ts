import type { Protocol } from '../page/spec.ts';

/** Who runs: a player with its settings, and what its figure stands for in the table. */
export interface Row {
  readonly name: string;
  readonly protocol: Protocol;
  /** Entry script in src/players, without its extension. */
  readonly entry: string;
  readonly role: 'ours' | 'ours, more' | 'peer' | 'peer, best settings' | 'floor';
  readonly settings: Readonly<Record<string, unknown>>;
  readonly prewarm: boolean;
}

function row(
  role: Row['role'],
  protocol: Protocol,
  name: string,
  entry: string,
  more: Partial<Row> = {},
): Row {
  return { role, protocol, name, entry, settings: {}, prewarm: false, ...more };
}

/** What each peer offers for a faster start of a VOD stream. */
const HLSJS_FAST = { progressive: true, startFragPrefetch: true };
const DASHJS_FAST = { streaming: { scheduling: { defaultTimeout: 50 } } };
const SHAKA_FAST = {
  streaming: { updateIntervalSeconds: 0.1, inaccurateManifestTolerance: 0, segmentPrefetchLimit: 2 },
};

const hls = (protocol: Protocol): readonly Row[] => [
  row('ours', protocol, 'Praxino', 'praxino'),
  row('peer', protocol, 'hls.js', 'hlsjs'),
  row('peer', protocol, 'Shaka', 'shaka-hls'),
  row('ours, more', protocol, 'Praxino, pre-warmed', 'praxino', { prewarm: true }),
  row('peer, best settings', protocol, 'hls.js, progressive', 'hlsjs', { settings: HLSJS_FAST }),
  row('peer, best settings', protocol, 'Shaka, short intervals', 'shaka-hls', { settings: SHAKA_FAST }),
];

export const ROWS: readonly Row[] = [
  ...hls('HLS'),
  row('floor', 'HLS', 'floor', 'floor-hls'),
  ...hls('HLS TS'),
  row('ours', 'DASH', 'Praxino', 'praxino'),
  row('peer', 'DASH', 'Shaka', 'shaka-dash'),
  row('peer', 'DASH', 'dash.js', 'dashjs'),
  row('ours, more', 'DASH', 'Praxino, pre-warmed', 'praxino', { prewarm: true }),
  row('peer, best settings', 'DASH', 'Shaka, short intervals', 'shaka-dash', { settings: SHAKA_FAST }),
  row('peer, best settings', 'DASH', 'dash.js, short intervals', 'dashjs', { settings: DASHJS_FAST }),
  row('floor', 'DASH', 'floor', 'floor-dash'),
];
