import { readAttributes } from '../attributes.js';
import { PraxinoError } from '../index.js';
import { protocols, trackKinds } from '../protocol.js';
import type { ManifestReader, NodeModule } from './engine.js';
import { FlatReader } from './flat.js';
import type { Said, TimedEvent } from '../types.js';
import type {
  Feed,
  Finding,
  Judgement,
  Manifest,
  ManifestTrack,
  ManifestWarning,
  Playlist,
  Rendition,
  Variant,
} from './manifest-types.js';
import { readResource, Segments } from './segments.js';

export interface ReadOptions {
  /** The reply's Content-Type: it only helps to say what else it was that is no manifest. */
  contentType?: string;
}

/** What is longer is refused for its length (core/manifest/read.h): it need not be copied for that. */
const longest = 64 << 20;
/**
 * Milliseconds without a manifest, after which the engine and its memory are let go: longer than from one reading of a
 * live MPD to the next, mostly (@minimumUpdatePeriod). A new one's memory is slow at first.
 */
const patience = 5000;

export interface Engine {
  readonly memory: NodeModule['wasmMemory'];
  readonly reader: ManifestReader;
}

let engine: Promise<Engine> | undefined;
let rest: NodeJS.Timeout | undefined;

async function openEngine(): Promise<Engine> {
  const { createEngine } = await import('./engine.js');
  const module = await createEngine();
  return { memory: module.wasmMemory, reader: new module.ManifestReader() };
}

const encoder = new TextEncoder();

/** Kept for a while, for those who come next. */
export const heldEngine = (): Promise<Engine> => (engine ??= openEngine());

/** Lines of name=value. */
export const linesOf = (variables: Readonly<Record<string, string>>): string =>
  Object.entries(variables)
    .map((variable) => `${variable.join('=')}\n`)
    .join('');

/** Hands the texts over, has them read, and takes out what there is in them. `from`: an engine of one's own. */
export async function ask<T>(
  url: string,
  texts: readonly (Uint8Array | string)[],
  read: (reader: ManifestReader, sizes: number[]) => void,
  take: (flat: FlatReader) => T,
  from?: Engine,
): Promise<T> {
  const { memory, reader } = from ?? (await heldEngine());
  const parts = texts.map((text) => (typeof text === 'string' ? encoder.encode(text) : text));
  const sizes = parts.map((part) => Math.min(part.byteLength, longest + 1));
  try {
    let at = reader.reserve(sizes.reduce((sum, size) => sum + size, 0));
    for (const [place, part] of parts.entries()) {
      const size = sizes[place]!;
      if (size <= longest) new Uint8Array(memory.buffer, at, size).set(part);
      at += size;
    }
    read(reader, sizes);
  } catch (error) {
    // It trapped; what is left of it is of no use.
    engine = undefined;
    throw new PraxinoError('engine-fault', String(error), url);
  }
  rest ??= setTimeout(() => {
    engine = undefined;
    rest = undefined;
  }, patience).unref();
  rest.refresh();
  const flat = new FlatReader(memory.buffer, reader.address());
  if (flat.flag()) return take(flat);
  const [, line, what] = [flat.number(), flat.number(), flat.words()];
  throw new PraxinoError('manifest-parse', what, url === '' ? `line ${line}` : `${url}, line ${line}`);
}

/**
 * Reads an HLS playlist (draft-pantos-hls-rfc8216bis) or a DASH MPD (ISO/IEC 23009-1), told apart by their text: all that
 * it says, without a request. `url`: where it came from, after redirects; what it names is relative to that.
 *
 * Rejects with a PraxinoError: `manifest-parse` where it cannot be read, its `where` the URL and the line.
 *
 *     const { tracks, feeds } = await readManifest(await readFile('main.mpd'), 'https://example.com/main.mpd');
 */
export function readManifest(
  bytes: Uint8Array | string,
  url: string | URL,
  { contentType = '' }: ReadOptions = {},
): Promise<Manifest> {
  const href = String(url);
  return ask(
    href,
    [bytes, href, contentType],
    (reader, [text, place, type]) => reader.presentation(text!, place!, type!),
    (flat) => readPresented(flat, href),
  );
}

/**
 * Reads an HLS media playlist: what a feed's `playlist` leads to. `variables`: those of the multivariant playlist, for
 * EXT-X-DEFINE's IMPORT. Rejects as readManifest does.
 */
export function readPlaylist(
  bytes: Uint8Array | string,
  url: string | URL,
  variables: Readonly<Record<string, string>> = {},
): Promise<Playlist> {
  const href = String(url);
  return ask(
    href,
    [bytes, href, linesOf(variables)],
    (reader, [text, place, size]) => reader.playlist(text!, place!, size!),
    (flat) => readMedia(flat, href),
  );
}

/** A media playlist. */
export function readMedia(flat: FlatReader, url: string): Playlist {
  const segments = new Segments(flat);
  return {
    url,
    live: !segments.ended,
    duration: segments.duration,
    segments,
    said: readSaid(flat),
    events: flat.list(() => readEvent(flat)),
    dates: readDates(flat),
    start: flat.maybe(),
    startPrecise: flat.flag(),
    ...readWarnings(flat),
  };
}

/**
 * Holds a manifest against its standard: every rule that it breaks, with its section, and what to do about it. Rejects
 * with a PraxinoError of `manifest-parse` where it is neither an HLS playlist nor an MPD, or longer than 64 MB.
 */
export function validateManifest(bytes: Uint8Array | string): Promise<Judgement> {
  return ask('', [bytes], (reader, [text]) => reader.findings(text!), readJudgement);
}

function readPresented(flat: FlatReader, url: string): Manifest {
  const protocol = protocols[flat.number()]!;
  const live = flat.flag();
  const duration = flat.maybe();
  const minBuffer = flat.number();
  const start = flat.maybe();
  const startPrecise = flat.flag();
  const tracks = flat.list((id) => readTrack(flat, id));
  const renditions = flat.list((id) => readRendition(flat, id));
  const variants = flat.list((id) => readVariant(flat, id));
  const feeds = flat.list((id) => readFeed(flat, id));
  const said = readSaid(flat);
  const events = flat.list(() => readEvent(flat));
  const variables = attributesOf(flat);
  return {
    ...{ protocol, url, live, duration, minBuffer, start, startPrecise, tracks, renditions, variants, feeds },
    ...{ said, events, variables },
    ...readWarnings(flat),
  };
}

// An object's members are evaluated in the order in which they stand here: that of the words.

const readIds = (flat: FlatReader): number[] => flat.list(() => flat.number());

const attributesOf = (flat: FlatReader) => readAttributes(flat.number(), () => flat.words());

const readSaid = (flat: FlatReader): Said[] =>
  flat.list(() => ({ tag: flat.words(), attributes: attributesOf(flat), text: flat.words() }));

const readEvent = (flat: FlatReader): TimedEvent => ({
  scheme: flat.words(),
  value: flat.words(),
  id: flat.words(),
  start: flat.number(),
  duration: flat.maybe(),
  attributes: attributesOf(flat),
  message: flat.words(),
});

const readDates = (flat: FlatReader) =>
  flat.list(() => ({ at: flat.number(), date: new Date(flat.number()) }));

function readTiles(flat: FlatReader) {
  const [columns, rows] = [flat.number(), flat.number()];
  return columns > 0 ? { columns, rows } : undefined;
}

const readTrack = (flat: FlatReader, id: number): ManifestTrack => ({
  id,
  kind: trackKinds[flat.number()]!,
  language: flat.words(),
  label: flat.words(),
  roles: flat.list(() => flat.words()),
  default: flat.flag(),
  autoselect: flat.flag(),
  forced: flat.flag(),
  trick: flat.flag(),
  renditions: readIds(flat),
  said: readSaid(flat),
});

const readRendition = (flat: FlatReader, id: number): Rendition => ({
  id,
  track: flat.number(),
  feed: flat.number(),
  name: flat.words(),
  bitrate: flat.number(),
  averageBitrate: flat.number(),
  container: flat.words(),
  codecs: flat.words(),
  width: flat.number(),
  height: flat.number(),
  frameRate: flat.number(),
  channels: flat.number(),
  sampleRate: flat.number(),
  tiles: readTiles(flat),
  muxed: flat.flag(),
  said: readSaid(flat),
});

function readVariant(flat: FlatReader, id: number): Variant {
  const video = flat.number();
  return {
    id,
    video: video < 0 ? undefined : video,
    audio: readIds(flat),
    bitrate: flat.number(),
    averageBitrate: flat.number(),
    score: flat.maybe(),
  };
}

const readFeed = (flat: FlatReader, id: number): Feed => ({
  id,
  playlist: flat.words(),
  fallbacks: flat.list(() => flat.words()),
  indexes: flat.list(() => ({
    start: flat.number(),
    index: readResource(flat),
    uri: flat.words(),
    init: flat.flag() ? readResource(flat) : undefined,
  })),
  segments: flat.flag() ? new Segments(flat) : undefined,
  said: readSaid(flat),
  events: flat.list(() => readEvent(flat)),
  dates: readDates(flat),
});

function readWarnings(flat: FlatReader) {
  const warnings: ManifestWarning[] = flat.list(() => ({ line: flat.number(), text: flat.words() }));
  return { warnings, warningCount: flat.number() };
}

const severities = ['error', 'warning', 'note'] as const;

function readJudgement(flat: FlatReader): Judgement {
  const rules = flat.list(() => ({
    id: flat.words(),
    section: flat.words(),
    severity: severities[flat.number()]!,
    what: flat.words(),
    advice: flat.words(),
  }));
  const findings: Finding[] = flat.list(() => ({
    ...rules[flat.number()]!,
    line: flat.number(),
    detail: flat.words(),
  }));
  return { findings, counts: { error: flat.number(), warning: flat.number(), note: flat.number() } };
}
