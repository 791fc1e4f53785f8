import inspector, { type Box } from 'mux.js/lib/tools/mp4-inspector.js';

/** What a decoder gets of one kind of track. */
export interface Samples {
  count: number;
  seconds: number;
}
export type Summary = Readonly<Record<'video' | 'audio', Samples>>;

/** hls.js begins with frames of silence where the sound begins after the picture: 21 ms each. */
const MOST_SILENCE = 3;

function find(boxes: readonly Box[] | undefined, ...path: readonly string[]): Box[] {
  const [type, ...rest] = path;
  const found = (boxes ?? []).filter((box) => box.type === type);
  return rest.length === 0 ? found : found.flatMap((box) => find(box.boxes, ...rest));
}

/** Reads fragmented MP4 with the reader of mux.js. */
export function summarize(files: Iterable<Uint8Array>): Summary {
  const summary = { video: { count: 0, seconds: 0 }, audio: { count: 0, seconds: 0 } };
  for (const file of files) {
    const boxes = inspector.inspect(file);
    const tracks = find(boxes, 'moov', 'trak').map(({ boxes: trak }) => ({
      id: find(trak, 'tkhd')[0]!.trackId,
      scale: find(trak, 'mdia', 'mdhd')[0]!.timescale!,
      samples: summary[find(trak, 'mdia', 'hdlr')[0]!.handlerType === 'soun' ? 'audio' : 'video'],
    }));
    for (const { boxes: traf } of find(boxes, 'moof', 'traf')) {
      const track = tracks.find(({ id }) => id === find(traf, 'tfhd')[0]!.trackId);
      if (!track) throw new Error('a fragment of no known track');
      for (const { duration } of find(traf, 'trun').flatMap(({ samples }) => samples ?? [])) {
        track.samples.count += 1;
        track.samples.seconds += duration! / track.scale;
      }
    }
  }
  return summary;
}

/** Why `one` does not hold what `other` holds; nothing where it does. */
export function difference(one: Summary, other: Summary): string | undefined {
  for (const kind of ['video', 'audio'] as const) {
    const [a, b] = [one[kind], other[kind]];
    const silence = kind === 'audio' ? MOST_SILENCE : 0;
    if (Math.abs(a.count - b.count) > silence) return `${a.count} ${kind} samples, not ${b.count}`;
    if (Math.abs(a.seconds - b.seconds) > 0.022 * silence + 0.001)
      return `${a.seconds.toFixed(3)} s of ${kind}, not ${b.seconds.toFixed(3)}`;
  }
  return undefined;
}
