/** The parsers of MPDs. */
import { createRequire } from 'node:module';
import { parse } from 'mpd-parser';
import { BASE } from './cases.ts';
import { decode, type Contestant, type Taker } from './contestant.ts';

/** The parser of video.js, which writes all segments out. */
export function createMpdParser(): Contestant {
  return {
    kinds: ['mpd'],
    parse: (bytes) => parse(decode(bytes), { manifestUri: BASE }),
    visit(parsed, _kind, taker) {
      for (const { segments } of (parsed as ReturnType<typeof parse>).playlists) {
        for (const { resolvedUri, presentationTime, duration } of segments)
          taker.segment(resolvedUri, presentationTime, duration);
      }
    },
  };
}

interface Template {
  readonly media: string;
  readonly timescale: number;
  readonly duration?: number;
  readonly startNumber: number;
  readonly SegmentTimeline?: { readonly S: readonly { t?: number; d: number; r?: number }[] };
}
interface Mpd {
  readonly Period: readonly {
    readonly start?: number;
    readonly duration?: number;
    readonly AdaptationSet: readonly {
      readonly Representation: readonly { readonly id: string; readonly SegmentTemplate: Template }[];
    }[];
  }[];
}

/**
 * dash.js' parser, which makes objects of elements and passes on what Representations inherit. Its player works out one
 * segment at a time, each time from the timeline's beginning; here the segments are written out as quickly as can be, for
 * these manifests alone: more than an application can hope for.
 */
export async function createDashjs(): Promise<Contestant> {
  const parser = await loadDashParser();
  return {
    kinds: ['mpd'],
    parse: (bytes) => parser.parse(decode(bytes)),
    visit(parsed, _kind, taker) {
      for (const period of (parsed as Mpd).Period) {
        for (const { Representation } of period.AdaptationSet) {
          for (const { id, SegmentTemplate } of Representation)
            expand(id, SegmentTemplate, period.start ?? 0, period.duration ?? 0, taker);
        }
      }
    },
  };
}

function expand(id: string, template: Template, start: number, length: number, taker: Taker): void {
  const [head, tail] = template.media.replace('$RepresentationID$', id).split(/\$Time\$|\$Number%05d\$/) as [
    string,
    string,
  ];
  const { timescale, duration, startNumber, SegmentTimeline } = template;
  if (SegmentTimeline) {
    let time = 0;
    for (const { t, d } of SegmentTimeline.S) {
      time = t ?? time;
      taker.segment(head + time + tail, start + time / timescale, d / timescale);
      time += d;
    }
    return;
  }
  const count = Math.ceil((length * timescale) / duration!);
  for (let at = 0; at < count; at++) {
    const number = String(startNumber + at).padStart(5, '0');
    taker.segment(head + number + tail, start + (at * duration!) / timescale, duration! / timescale);
  }
}

interface DashParser {
  parse(text: string): Mpd;
}

/** It is found in the whole player, which looks for a page when it is loaded. */
async function loadDashParser(): Promise<DashParser> {
  const world = globalThis as unknown as Record<string, unknown>;
  const nothing = () => {};
  const element = { style: {}, setAttribute: nothing, appendChild: nothing, canPlayType: () => '' };
  const page = { createElement: () => element, addEventListener: nothing, readyState: 'loading' };
  const navigator = { userAgent: '', platform: '', vendor: '' };
  Object.defineProperty(world, 'navigator', { value: navigator, configurable: true });
  Object.assign(world, {
    ...{
      window: world,
      self: world,
      addEventListener: nothing,
      document: page,
      getComputedStyle: () => ({}),
    },
    ...{ HTMLElement: class {}, XMLHttpRequest: class {}, location: new URL(BASE) },
  });
  await import(createRequire(import.meta.url).resolve('dashjs'));
  const { FactoryMaker } = world.dashjs as {
    FactoryMaker: {
      getClassFactoryByName(name: string): (context: object) => { create(config: object): DashParser };
    };
  };
  const log = { info: nothing, debug: nothing, warn: nothing, error: nothing, fatal: nothing };
  return FactoryMaker.getClassFactoryByName('DashParser')({}).create({ debug: { getLogger: () => log } });
}
