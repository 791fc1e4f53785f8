import type { Effect, State } from './protocol.js';
import type { Presentation, Quality, StartupMark, Stats } from './types.js';

/** So many numbers at a time. */
function rows<Row extends readonly number[]>(flat: readonly number[] = [], length: Row['length']): Row[] {
  const all: Row[] = [];
  for (let i = 0; i < flat.length; i += length)
    all.push(flat.slice(i, i + length) as readonly number[] as Row);
  return all;
}

/** What was last heard of a session; every getter of the player reads from here. */
export class Snapshot {
  state: State = 'idle';
  presentation: Presentation | undefined;
  quality: Quality | null = null;
  automatic = true;
  readonly startup: Partial<Record<StartupMark, number>> = {};
  readonly sinks: Record<string, 'worker' | 'page'> = {};
  #stats: Effect<'showStats'> | undefined;

  present(effect: Effect<'present'>): Presentation {
    const main =
      effect.tracks.find((track) => track.kind === 'video') ?? effect.tracks.find((t) => t.kind === 'audio');
    this.presentation = {
      duration: effect.duration < 0 ? Infinity : effect.duration,
      live: effect.live,
      protocol: effect.protocol,
      start: effect.start,
      tracks: effect.tracks,
      qualities: effect.renditions.filter((one) => kindOf(effect, one.track) === main?.kind),
    };
    return this.presentation;
  }

  measured(effect: Effect<'showStats'>): void {
    this.#stats = effect;
  }

  select(track: number): void {
    const { presentation } = this;
    const chosen = presentation?.tracks.find((one) => one.id === track);
    if (!presentation || !chosen) return;
    const tracks = presentation.tracks.map((one) =>
      one.kind === chosen.kind ? { ...one, active: one.id === track } : one,
    );
    this.presentation = { ...presentation, tracks };
  }

  stats(video: HTMLVideoElement | undefined, engine: 'worker' | 'page'): Stats {
    const last = this.#stats;
    const frames = video?.getVideoPlaybackQuality?.();
    return {
      estimate: last?.estimate ?? 0,
      buffer: last?.buffer ?? 0,
      videoBitrate: last?.videoBitrate ?? 0,
      audioBitrate: last?.audioBitrate ?? 0,
      videoBuffered: rows(last?.videoBuffered, 2),
      audioBuffered: rows(last?.audioBuffered, 2),
      videoRenditions: rows(last?.videoLaid, 3),
      audioRenditions: rows(last?.audioLaid, 3),
      bytes: last?.bytes ?? 0,
      fetches: last?.fetches ?? 0,
      retries: last?.retries ?? 0,
      stalls: last?.stalls ?? 0,
      stalled: last?.stalled ?? 0,
      frames: frames?.totalVideoFrames ?? 0,
      dropped: frames?.droppedVideoFrames ?? 0,
      engine: 'mse',
      threads: { engine, sinks: { ...this.sinks } },
      startup: { ...this.startup },
    };
  }
}

function kindOf(effect: Effect<'present'>, track: number): string | undefined {
  return effect.tracks.find((one) => one.id === track)?.kind;
}
