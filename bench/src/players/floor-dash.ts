import type { PlayerSpec } from '../page/spec.ts';
import { serveFloor, type FloorTrack } from './floor.ts';

function fill(template: string, values: Readonly<Record<string, string | number>>): string {
  return template.replace(/\$(\w+)(?:%0(\d+)d)?\$/g, (_all, name: string, width?: string) =>
    String(values[name] ?? '').padStart(Number(width ?? 0), '0'),
  );
}

function number(element: Element, name: string, otherwise: number): number {
  return Number(element.getAttribute(name) ?? otherwise);
}

/** Start times in the template's timescale: from its SegmentTimeline, or evenly spaced. */
function starts(template: Element, periodSeconds: number): number[] {
  const times: number[] = [];
  const timescale = number(template, 'timescale', 1);
  let time = 0;
  for (const s of template.querySelectorAll('SegmentTimeline > S')) {
    time = number(s, 't', time);
    for (let left = number(s, 'r', 0); left >= 0; left -= 1) {
      times.push(time);
      time += number(s, 'd', 0);
    }
  }
  if (times.length > 0) return times;
  const step = number(template, 'duration', 1);
  for (time = 0; time < periodSeconds * timescale; time += step) times.push(time);
  return times;
}

function readTrack(set: Element, representation: Element, url: string, seconds: number): FloorTrack {
  const template = representation.querySelector('SegmentTemplate') ?? set.querySelector('SegmentTemplate')!;
  const base = set.ownerDocument.querySelector('BaseURL')?.textContent ?? '';
  const id = representation.id;
  const at = (name: string, values: Record<string, string | number>) =>
    new URL(fill(template.getAttribute(name) ?? '', { RepresentationID: id, ...values }), new URL(base, url))
      .href;
  const timescale = number(template, 'timescale', 1);
  const segments = starts(template, seconds).map((time, index) => ({
    url: at('media', { Number: number(template, 'startNumber', 1) + index, Time: time }),
    start: time / timescale,
  }));
  const attribute = (name: string) => representation.getAttribute(name) ?? set.getAttribute(name) ?? '';
  const mime = `${attribute('mimeType')}; codecs="${attribute('codecs')}"`;
  return { mime, init: at('initialization', {}), segments, duration: seconds };
}

async function readTracks({ url, forced }: PlayerSpec): Promise<FloorTrack[]> {
  const mpd = new DOMParser().parseFromString(await (await fetch(url)).text(), 'text/xml');
  const [, minutes = '0', seconds = '0'] =
    /PT(?:(\d+)M)?([\d.]+)S/.exec(mpd.documentElement.getAttribute('mediaPresentationDuration') ?? '') ?? [];
  const duration = 60 * Number(minutes || 0) + Number(seconds);
  const tracks = [...mpd.querySelectorAll('AdaptationSet')].map((set) => {
    const representations = [...set.querySelectorAll('Representation')];
    const chosen = representations.find((one) => number(one, 'bandwidth', 0) === forced?.bandwidth);
    return readTrack(set, chosen ?? representations[0]!, url, duration);
  });
  return tracks.filter(({ mime }) => /^(video|audio)\/mp4/.test(mime));
}

serveFloor(readTracks);
