import { readAttributes } from './attributes.js';
import type { Effect, SaidOf, State } from './protocol.js';
import type { Presentation, Quality, Said, StartupMark, Stats } from './types.js';

/** So many of them at a time. */
function rows<Row extends readonly unknown[]>(
  flat: readonly Row[number][] = [],
  length: Row['length'],
): Row[] {
  const all: Row[] = [];
  for (let i = 0; i < flat.length; i += length)
    all.push(flat.slice(i, i + length) as readonly unknown[] as Row);
  return all;
}

/** name, value, name, value, … */
function attributesOf(flat: readonly string[]): Record<string, string> {
  let at = 0;
  return readAttributes(flat.length / 2, () => flat[at++]!);
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
  #manifest: Effect<'showManifest'> | undefined;

  manifest(effect: Effect<'showManifest'>): void {
    this.#manifest = effect;
  }

  present(effect: Effect<'present'>): Presentation {
    const said = new Map<string, Said[]>();
    for (const { of, id, tag, attributes, text } of this.#manifest?.said ?? []) {
      const others = said.get(of + id) ?? [];
      said.set(of + id, [...others, { tag, attributes: attributesOf(attributes), text }]);
    }
    const saidOf = (of: SaidOf, id = 0) => said.get(of + id) ?? [];
    const played = effect.tracks.filter((track) => !track.trick);
    const main = played.find(({ kind }) => kind === 'video') ?? played.find(({ kind }) => kind === 'audio');
    const rungs = new Set(played.filter(({ kind }) => kind === main?.kind).map(({ id }) => id));
    this.presentation = {
      duration: effect.duration < 0 ? Infinity : effect.duration,
      live: effect.live,
      protocol: effect.protocol,
      start: effect.start,
      tracks: effect.tracks.map((track) => ({ ...track, said: saidOf('track', track.id) })),
      qualities: effect.renditions
        .filter((one) => rungs.has(one.track))
        .map((one) => ({ ...one, said: saidOf('rendition', one.id) })),
      said: saidOf('presentation'),
      playlist: saidOf('playlist'),
      events: (this.#manifest?.events ?? []).map((event) => ({
        ...event,
        duration: event.duration < 0 ? undefined : event.duration,
        attributes: attributesOf(event.attributes),
      })),
    };
    return this.presentation;
  }

  /** What the manifest dates the place; the clock of the date before it goes on, that of the first one back. */
  dateAt(seconds: number): Date | null {
    const dates = rows<readonly [at: number, date: number]>(this.#manifest?.dates, 2);
    const point = dates.findLast(([at]) => at <= seconds) ?? dates[0];
    return point ? new Date(point[1] + (seconds - point[0]) * 1000) : null;
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
