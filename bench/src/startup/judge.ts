import type { Rung, Watch } from '../page/spec.ts';
import type { RequestSeen } from '../origin/messages.ts';
import type { Media } from './media.ts';
import type { Outcome } from './run.ts';

/** Beyond this, a person sees the picture stand still. */
const VISIBLE_GAP_MS = 500;

/** Why the watched seconds after the first frame were not smooth, if they were not. */
export function stall(watch: Watch): string | undefined {
  if (watch.waitingEvents > 0) return `${watch.waitingEvents} waiting event(s)`;
  if (watch.frozenAtStart > VISIBLE_GAP_MS) return `first frame stood ${Math.round(watch.frozenAtStart)} ms`;
  if (watch.longestGap > VISIBLE_GAP_MS) return `no new frame for ${Math.round(watch.longestGap)} ms`;
  const behind = watch.wall - watch.mediaGained;
  if (behind > VISIBLE_GAP_MS) return `playback fell ${Math.round(behind)} ms behind`;
  return undefined;
}

/** Heights of the video segments that were asked for, in the order of asking. */
export function rungsAsked(requests: readonly RequestSeen[], media: Media): number[] {
  return requests
    .filter(({ port }) => port === 'media')
    .map(({ path }) => media.heightOf(path.split('/').slice(2).join('/')))
    .filter((height) => height !== undefined);
}

export function objection(
  outcome: Outcome,
  media: Media,
  forced: Rung | undefined,
  cold: boolean,
): string | undefined {
  const stalled = stall(outcome.watch);
  if (stalled) return stalled;
  const strays = forced
    ? rungsAsked(outcome.requests, media).filter((height) => height !== forced.height)
    : [];
  if (strays.length > 0) return `asked for the ${strays[0]}p rung`;
  if (!cold && outcome.requests.some(({ port }) => port === 'code')) return 'fetched code after t0';
  return undefined;
}
