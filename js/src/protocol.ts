// Printed by tools/protocol_ts.cpp from the messages in core/player. Do not edit: change them there, then run
//   cmake --build --preset dev --target protocol

/** Raised when an old decoder would misread a new message. */
export const protocolVersion = 1;

export const hands = ['net', 'mse', 'page'] as const;
export type Hand = (typeof hands)[number];

export const ruleNames = ['dynamic', 'throughput', 'bola'] as const;
export type RuleName = (typeof ruleNames)[number];

export const breakReasons = ['network', 'refused', 'timeout'] as const;
export type BreakReason = (typeof breakReasons)[number];

export const opFailures = ['quota', 'decode', 'type', 'state'] as const;
export type OpFailure = (typeof opFailures)[number];

export const fetchKinds = [
  'manifest',
  'playlist',
  'index',
  'init',
  'segment',
  'key',
  'licence',
  'steering',
] as const;
export type FetchKind = (typeof fetchKinds)[number];

export const fetchPriorities = ['high', 'normal', 'low'] as const;
export type FetchPriority = (typeof fetchPriorities)[number];

export const protocols = ['hls', 'dash'] as const;
export type Protocol = (typeof protocols)[number];

export const trackKinds = ['video', 'audio', 'text', 'image'] as const;
export type TrackKind = (typeof trackKinds)[number];

export interface TrackInfo {
  readonly id: number;
  readonly kind: TrackKind;
  /** BCP 47, or empty. */
  readonly language: string;
  readonly label: string;
  readonly default: boolean;
  readonly active: boolean;
  /** HLS FORCED: text that is not to be missed. */
  readonly forced: boolean;
  /** HLS CHARACTERISTICS, DASH Role values. */
  readonly roles: readonly string[];
  /** Pictures for winding, which are not played. */
  readonly trick: boolean;
}

export interface RenditionInfo {
  readonly id: number;
  readonly track: number;
  /** Bits/s, as announced. */
  readonly bitrate: number;
  readonly width: number;
  readonly height: number;
  readonly frameRate: number;
  readonly codecs: string;
  readonly label: string;
  /** Whether this browser can decode it. */
  readonly playable: boolean;
  /** Of sound; 0: unsaid. */
  readonly channels: number;
  /** Hz; 0: unsaid. */
  readonly sampleRate: number;
}

export const subjects = ['quality', 'wait', 'retry', 'jump', 'evict', 'seek', 'skip', 'rebuild'] as const;
export type Subject = (typeof subjects)[number];

export const whys = [
  'start',
  'throughput-up',
  'throughput-down',
  'buffer-low',
  'hold',
  'pinned',
  'released',
  'capped',
  'buffer-full',
  'browser-full',
  'quota',
  'behind',
  'status',
  'network',
  'timeout',
  'gap',
  'person',
  'buffer-high',
  'codec',
  'failed',
  'changed',
  'late',
  'stuck',
  'decode',
] as const;
export type Why = (typeof whys)[number];

export const states = ['idle', 'loading', 'ready', 'buffering', 'ended', 'failed'] as const;
export type State = (typeof states)[number];

export const errorCodes = [
  'manifest-load',
  'manifest-parse',
  'playlist-load',
  'playlist-parse',
  'index-load',
  'index-parse',
  'init-load',
  'segment-load',
  'segment-parse',
  'unsupported',
  'source',
  'append',
  'element',
  'engine-fault',
  'key-load',
] as const;
export type ErrorCode = (typeof errorCodes)[number];

export const saidOfs = ['presentation', 'playlist', 'track', 'rendition'] as const;
export type SaidOf = (typeof saidOfs)[number];

export interface SaidInfo {
  readonly of: SaidOf;
  /** Of the track or rendition. */
  readonly id: number;
  /** An HLS tag's or a DASH element's name. */
  readonly tag: string;
  /** name, value, name, value, … */
  readonly attributes: readonly string[];
  readonly text: string;
}

export interface EventInfo {
  /** HLS: CLASS, or the tag's name; DASH: schemeIdUri. */
  readonly scheme: string;
  /** DASH: the EventStream's. */
  readonly value: string;
  readonly id: string;
  /** Seconds on the presentation's timeline. */
  readonly start: number;
  /** Seconds; -1: unsaid. */
  readonly duration: number;
  /** name, value, name, value, … */
  readonly attributes: readonly string[];
  readonly message: string;
}

/** What the world tells the engine, by kind. */
export interface EventMap {
  load: {
    readonly kind: 'load';
    /** Absolute URL of the manifest. */
    readonly url: string;
    /** Where to begin, seconds; -1: where the manifest says. */
    readonly startTime: number;
    /** Bits/s: the first rendition is the dearest not above it; 0: the engine's own guess. */
    readonly startBitrate: number;
    /** Bits/s that automatic quality never exceeds; 0: no limit. */
    readonly maxBitrate: number;
    /** Seconds to hold ahead of the playhead; 0: the default. */
    readonly bufferGoal: number;
    /** Seconds to keep behind the playhead; 0: the default. */
    readonly backBuffer: number;
    /** What chooses the quality. */
    readonly rule: RuleName;
    /** Bytes of picture (or of sound alone) ahead that the goal may take; 0: the default. */
    readonly bufferBytes: number;
  };
  response: {
    readonly kind: 'response';
    readonly fetch: number;
    /** HTTP status; 200 for schemes that have none. */
    readonly status: number;
    /** After redirects; relative references resolve against it. */
    readonly url: string;
    /** Content-Type, or empty. */
    readonly type: string;
    /** Bytes of this body as it will arrive, or -1. */
    readonly length: number;
    /** First byte's place from Content-Range, or -1. */
    readonly rangeStart: number;
    /** Size of the whole resource from Content-Range, or -1. */
    readonly total: number;
    readonly etag: string;
    /** Seconds that the server asks to wait, or -1. */
    readonly retryAfter: number;
  };
  body: {
    readonly kind: 'body';
    readonly fetch: number;
    readonly bytes: Uint8Array;
  };
  bodyEnded: {
    readonly kind: 'bodyEnded';
    readonly fetch: number;
  };
  broken: {
    readonly kind: 'broken';
    readonly fetch: number;
    /** refused: a filter, or a policy such as CORS, said no. */
    readonly reason: BreakReason;
    readonly message: string;
  };
  sourceOpened: {
    readonly kind: 'sourceOpened';
    readonly generation: number;
  };
  sourceClosed: {
    readonly kind: 'sourceClosed';
    readonly generation: number;
    readonly message: string;
  };
  done: {
    readonly kind: 'done';
    readonly op: number;
    readonly sink: number;
    /** SourceBuffer.buffered: start, end, start, end, … */
    readonly buffered: readonly number[];
  };
  failed: {
    readonly kind: 'failed';
    readonly op: number;
    readonly sink: number;
    /** quota: full; decode: the media was refused; type: the SourceBuffer's type; state: anything else. */
    readonly reason: OpFailure;
    readonly message: string;
    readonly buffered: readonly number[];
  };
  playhead: {
    readonly kind: 'playhead';
    /** currentTime. */
    readonly at: number;
    readonly rate: number;
    readonly paused: boolean;
    readonly seeking: boolean;
    readonly ended: boolean;
    readonly readyState: number;
    /** Video frames shown so far, dropped ones included. */
    readonly frames: number;
    readonly dropped: number;
    /** Whether the page is in the background. */
    readonly hidden: boolean;
  };
  support: {
    readonly kind: 'support';
    readonly verdicts: readonly number[];
    /** Whether there is SourceBuffer.changeType(). */
    readonly changesType: boolean;
  };
  tick: {
    readonly kind: 'tick';
  };
  seek: {
    readonly kind: 'seek';
    readonly to: number;
  };
  qualityChosen: {
    readonly kind: 'qualityChosen';
    readonly automatic: boolean;
    /** Ignored where automatic. */
    readonly rendition: number;
  };
  trackChosen: {
    readonly kind: 'trackChosen';
    readonly track: number;
  };
  streaming: {
    readonly kind: 'streaming';
    readonly wanted: boolean;
  };
  evicted: {
    readonly kind: 'evicted';
    readonly sink: number;
    /** What is left. */
    readonly buffered: readonly number[];
  };
  elementFailed: {
    readonly kind: 'elementFailed';
    /** MediaError.code. */
    readonly code: number;
    readonly message: string;
  };
  stopped: {
    readonly kind: 'stopped';
  };
}

export type EventKind = keyof EventMap;
export type EngineEvent<K extends EventKind = EventKind> = EventMap[K];
/** An event as the encoder takes it: what is left out has the engine's default. */
export type EventInit<K extends EventKind = EventKind> = {
  [P in K]: Pick<EventMap[P], 'kind'> & Partial<EventMap[P]>;
}[K];

/** What the engine wishes of the world, by kind. */
export interface EffectMap {
  fetch: {
    readonly kind: 'fetch';
    readonly fetch: number;
    readonly what: FetchKind;
    readonly priority: FetchPriority;
    readonly url: string;
    /** First byte of a Range request; -1: the whole resource. */
    readonly from: number;
    /** Last byte, inclusive; -1: to the end. */
    readonly to: number;
  };
  cancel: {
    readonly kind: 'cancel';
    readonly fetch: number;
  };
  hold: {
    readonly kind: 'hold';
    readonly fetch: number;
  };
  resume: {
    readonly kind: 'resume';
    readonly fetch: number;
  };
  openSource: {
    readonly kind: 'openSource';
    readonly generation: number;
  };
  addSink: {
    readonly kind: 'addSink';
    readonly op: number;
    readonly sink: number;
    /** MIME type with codecs, for addSourceBuffer. */
    readonly type: string;
  };
  append: {
    readonly kind: 'append';
    readonly op: number;
    readonly sink: number;
    readonly bytes: Uint8Array;
  };
  remove: {
    readonly kind: 'remove';
    readonly op: number;
    readonly sink: number;
    readonly from: number;
    readonly to: number;
  };
  abortSink: {
    readonly kind: 'abortSink';
    readonly op: number;
    readonly sink: number;
  };
  changeType: {
    readonly kind: 'changeType';
    readonly op: number;
    readonly sink: number;
    readonly type: string;
  };
  setOffset: {
    readonly kind: 'setOffset';
    readonly op: number;
    readonly sink: number;
    /** timestampOffset. */
    readonly offset: number;
  };
  setWindow: {
    readonly kind: 'setWindow';
    readonly op: number;
    readonly sink: number;
    /** appendWindowStart. */
    readonly from: number;
    /** appendWindowEnd; -1: unbounded. */
    readonly to: number;
  };
  setDuration: {
    readonly kind: 'setDuration';
    /** Seconds; -1: unbounded (live). */
    readonly duration: number;
  };
  endOfStream: {
    readonly kind: 'endOfStream';
  };
  askSupport: {
    readonly kind: 'askSupport';
    /** MIME types for MediaSource.isTypeSupported. */
    readonly types: readonly string[];
  };
  present: {
    readonly kind: 'present';
    /** Seconds, or -1 where it has no end. */
    readonly duration: number;
    readonly live: boolean;
    readonly protocol: Protocol;
    /** Where playback begins. */
    readonly start: number;
    readonly tracks: readonly TrackInfo[];
    readonly renditions: readonly RenditionInfo[];
  };
  decide: {
    readonly kind: 'decide';
    readonly subject: Subject;
    readonly why: Why;
    readonly sink: number;
    /** Chosen, or concerned. */
    readonly rendition: number;
    /** Bandwidth estimate, bits/s; 0: none yet. */
    readonly estimate: number;
    /** Seconds ahead of the playhead. */
    readonly buffer: number;
    /** Place on the timeline that it is about, seconds. */
    readonly at: number;
  };
  showState: {
    readonly kind: 'showState';
    readonly state: State;
  };
  showQuality: {
    readonly kind: 'showQuality';
    readonly sink: number;
    readonly rendition: number;
    readonly automatic: boolean;
  };
  showStats: {
    readonly kind: 'showStats';
    /** Bits/s; 0: none yet. */
    readonly estimate: number;
    /** Seconds playable ahead of the playhead. */
    readonly buffer: number;
    /** Of the rendition being fetched. */
    readonly videoBitrate: number;
    readonly audioBitrate: number;
    /** start, end, start, end, … */
    readonly videoBuffered: readonly number[];
    readonly audioBuffered: readonly number[];
    /** Media bytes received. */
    readonly bytes: number;
    /** Requests made. */
    readonly fetches: number;
    /** Times playback waited after it had begun. */
    readonly stalls: number;
    /** Seconds waited so. */
    readonly stalled: number;
    /** Attempts that failed. */
    readonly retries: number;
    /** start, end, rendition, start, … */
    readonly videoLaid: readonly number[];
    readonly audioLaid: readonly number[];
  };
  movePlayhead: {
    readonly kind: 'movePlayhead';
    readonly to: number;
    /** Only where it still stands here; -1: from anywhere. */
    readonly from: number;
  };
  warn: {
    readonly kind: 'warn';
    readonly code: ErrorCode;
    readonly message: string;
    /** URL, with line or byte offset where there is one. */
    readonly where: string;
  };
  giveUp: {
    readonly kind: 'giveUp';
    readonly code: ErrorCode;
    readonly message: string;
    /** URL, with line or byte offset where there is one. */
    readonly where: string;
  };
  showManifest: {
    readonly kind: 'showManifest';
    readonly said: readonly SaidInfo[];
    /** Ascending by start. */
    readonly events: readonly EventInfo[];
    /** Seconds on the timeline, milliseconds since 1970, seconds, …: ascending. */
    readonly dates: readonly number[];
  };
}

export type EffectKind = keyof EffectMap;
export type Effect<K extends EffectKind = EffectKind> = EffectMap[K];

/** Which hand obeys an effect: net and mse where those live, page beside the element. */
export const handOf = {
  fetch: 'net',
  cancel: 'net',
  hold: 'net',
  resume: 'net',
  openSource: 'mse',
  addSink: 'mse',
  append: 'mse',
  remove: 'mse',
  abortSink: 'mse',
  changeType: 'mse',
  setOffset: 'mse',
  setWindow: 'mse',
  setDuration: 'mse',
  endOfStream: 'mse',
  askSupport: 'mse',
  present: 'page',
  decide: 'page',
  showState: 'page',
  showQuality: 'page',
  showStats: 'page',
  movePlayhead: 'page',
  warn: 'page',
  giveUp: 'page',
  showManifest: 'page',
} as const satisfies Record<EffectKind, Hand>;
export type EffectOf<H extends Hand> = {
  [K in EffectKind]: (typeof handOf)[K] extends H ? Effect<K> : never;
}[EffectKind];

// What follows is for wire.ts.

export const u32 = 1;
export const f64 = 2;
export const text = 3;
export const blob = 4;
export const f64s = 5;
export const texts = 6;
export const records = 7;
/** On the wire both are u32. */
export const bool = 8;
export const oneOf = 9;

/** Number, name, type, default; then an enumeration's names or a record's fields. */
export type FieldRow = readonly [number, string, number, unknown, (readonly string[] | readonly FieldRow[])?];
export interface MessageRow {
  readonly kind: number;
  readonly name: string;
  readonly fields: readonly FieldRow[];
}

const noBytes = new Uint8Array(0);

const trackInfoFields: readonly FieldRow[] = [
  [1, 'id', u32, 0],
  [2, 'kind', oneOf, 'video', trackKinds],
  [3, 'language', text, ''],
  [4, 'label', text, ''],
  [5, 'default', bool, false],
  [6, 'active', bool, false],
  [7, 'forced', bool, false],
  [8, 'roles', texts, []],
  [9, 'trick', bool, false],
];

const renditionInfoFields: readonly FieldRow[] = [
  [1, 'id', u32, 0],
  [2, 'track', u32, 0],
  [3, 'bitrate', f64, 0],
  [4, 'width', u32, 0],
  [5, 'height', u32, 0],
  [6, 'frameRate', f64, 0],
  [7, 'codecs', text, ''],
  [8, 'label', text, ''],
  [9, 'playable', bool, true],
  [10, 'channels', u32, 0],
  [11, 'sampleRate', u32, 0],
];

const saidInfoFields: readonly FieldRow[] = [
  [1, 'of', oneOf, 'presentation', saidOfs],
  [2, 'id', u32, 0],
  [3, 'tag', text, ''],
  [4, 'attributes', texts, []],
  [5, 'text', text, ''],
];

const eventInfoFields: readonly FieldRow[] = [
  [1, 'scheme', text, ''],
  [2, 'value', text, ''],
  [3, 'id', text, ''],
  [4, 'start', f64, 0],
  [5, 'duration', f64, -1],
  [6, 'attributes', texts, []],
  [7, 'message', text, ''],
];

export const eventTable: readonly MessageRow[] = [
  {
    kind: 1,
    name: 'load',
    fields: [
      [1, 'url', text, ''],
      [2, 'startTime', f64, -1],
      [3, 'startBitrate', f64, 0],
      [4, 'maxBitrate', f64, 0],
      [5, 'bufferGoal', f64, 0],
      [6, 'backBuffer', f64, 0],
      [7, 'rule', oneOf, 'dynamic', ruleNames],
      [8, 'bufferBytes', f64, 0],
    ],
  },
  {
    kind: 2,
    name: 'response',
    fields: [
      [1, 'fetch', u32, 0],
      [2, 'status', u32, 0],
      [3, 'url', text, ''],
      [4, 'type', text, ''],
      [5, 'length', f64, -1],
      [6, 'rangeStart', f64, -1],
      [7, 'total', f64, -1],
      [8, 'etag', text, ''],
      [9, 'retryAfter', f64, -1],
    ],
  },
  {
    kind: 3,
    name: 'body',
    fields: [
      [1, 'fetch', u32, 0],
      [2, 'bytes', blob, noBytes],
    ],
  },
  { kind: 4, name: 'bodyEnded', fields: [[1, 'fetch', u32, 0]] },
  {
    kind: 5,
    name: 'broken',
    fields: [
      [1, 'fetch', u32, 0],
      [2, 'reason', oneOf, 'network', breakReasons],
      [3, 'message', text, ''],
    ],
  },
  { kind: 6, name: 'sourceOpened', fields: [[1, 'generation', u32, 0]] },
  {
    kind: 7,
    name: 'sourceClosed',
    fields: [
      [1, 'generation', u32, 0],
      [2, 'message', text, ''],
    ],
  },
  {
    kind: 8,
    name: 'done',
    fields: [
      [1, 'op', u32, 0],
      [2, 'sink', u32, 0],
      [3, 'buffered', f64s, []],
    ],
  },
  {
    kind: 9,
    name: 'failed',
    fields: [
      [1, 'op', u32, 0],
      [2, 'sink', u32, 0],
      [3, 'reason', oneOf, 'quota', opFailures],
      [4, 'message', text, ''],
      [5, 'buffered', f64s, []],
    ],
  },
  {
    kind: 10,
    name: 'playhead',
    fields: [
      [1, 'at', f64, 0],
      [2, 'rate', f64, 1],
      [3, 'paused', bool, true],
      [4, 'seeking', bool, false],
      [5, 'ended', bool, false],
      [6, 'readyState', u32, 0],
      [7, 'frames', u32, 0],
      [8, 'dropped', u32, 0],
      [9, 'hidden', bool, false],
    ],
  },
  {
    kind: 11,
    name: 'support',
    fields: [
      [1, 'verdicts', f64s, []],
      [2, 'changesType', bool, true],
    ],
  },
  { kind: 12, name: 'tick', fields: [] },
  { kind: 13, name: 'seek', fields: [[1, 'to', f64, 0]] },
  {
    kind: 14,
    name: 'qualityChosen',
    fields: [
      [1, 'automatic', bool, true],
      [2, 'rendition', u32, 0],
    ],
  },
  { kind: 15, name: 'trackChosen', fields: [[1, 'track', u32, 0]] },
  { kind: 16, name: 'streaming', fields: [[1, 'wanted', bool, true]] },
  {
    kind: 17,
    name: 'evicted',
    fields: [
      [1, 'sink', u32, 0],
      [2, 'buffered', f64s, []],
    ],
  },
  {
    kind: 18,
    name: 'elementFailed',
    fields: [
      [1, 'code', u32, 0],
      [2, 'message', text, ''],
    ],
  },
  { kind: 19, name: 'stopped', fields: [] },
];

export const effectTable: readonly MessageRow[] = [
  {
    kind: 1,
    name: 'fetch',
    fields: [
      [1, 'fetch', u32, 0],
      [2, 'what', oneOf, 'manifest', fetchKinds],
      [3, 'priority', oneOf, 'high', fetchPriorities],
      [4, 'url', text, ''],
      [5, 'from', f64, -1],
      [6, 'to', f64, -1],
    ],
  },
  { kind: 2, name: 'cancel', fields: [[1, 'fetch', u32, 0]] },
  { kind: 3, name: 'hold', fields: [[1, 'fetch', u32, 0]] },
  { kind: 4, name: 'resume', fields: [[1, 'fetch', u32, 0]] },
  { kind: 5, name: 'openSource', fields: [[1, 'generation', u32, 0]] },
  {
    kind: 6,
    name: 'addSink',
    fields: [
      [1, 'op', u32, 0],
      [2, 'sink', u32, 0],
      [3, 'type', text, ''],
    ],
  },
  {
    kind: 7,
    name: 'append',
    fields: [
      [1, 'op', u32, 0],
      [2, 'sink', u32, 0],
      [3, 'bytes', blob, noBytes],
    ],
  },
  {
    kind: 8,
    name: 'remove',
    fields: [
      [1, 'op', u32, 0],
      [2, 'sink', u32, 0],
      [3, 'from', f64, 0],
      [4, 'to', f64, 0],
    ],
  },
  {
    kind: 9,
    name: 'abortSink',
    fields: [
      [1, 'op', u32, 0],
      [2, 'sink', u32, 0],
    ],
  },
  {
    kind: 10,
    name: 'changeType',
    fields: [
      [1, 'op', u32, 0],
      [2, 'sink', u32, 0],
      [3, 'type', text, ''],
    ],
  },
  {
    kind: 11,
    name: 'setOffset',
    fields: [
      [1, 'op', u32, 0],
      [2, 'sink', u32, 0],
      [3, 'offset', f64, 0],
    ],
  },
  {
    kind: 12,
    name: 'setWindow',
    fields: [
      [1, 'op', u32, 0],
      [2, 'sink', u32, 0],
      [3, 'from', f64, 0],
      [4, 'to', f64, -1],
    ],
  },
  { kind: 13, name: 'setDuration', fields: [[1, 'duration', f64, -1]] },
  { kind: 14, name: 'endOfStream', fields: [] },
  { kind: 15, name: 'askSupport', fields: [[1, 'types', texts, []]] },
  {
    kind: 20,
    name: 'present',
    fields: [
      [1, 'duration', f64, -1],
      [2, 'live', bool, false],
      [3, 'protocol', oneOf, 'hls', protocols],
      [4, 'start', f64, 0],
      [5, 'tracks', records, [], trackInfoFields],
      [6, 'renditions', records, [], renditionInfoFields],
    ],
  },
  {
    kind: 21,
    name: 'decide',
    fields: [
      [1, 'subject', oneOf, 'quality', subjects],
      [2, 'why', oneOf, 'start', whys],
      [3, 'sink', u32, 0],
      [4, 'rendition', u32, 0],
      [5, 'estimate', f64, 0],
      [6, 'buffer', f64, 0],
      [7, 'at', f64, 0],
    ],
  },
  { kind: 22, name: 'showState', fields: [[1, 'state', oneOf, 'idle', states]] },
  {
    kind: 23,
    name: 'showQuality',
    fields: [
      [1, 'sink', u32, 0],
      [2, 'rendition', u32, 0],
      [3, 'automatic', bool, true],
    ],
  },
  {
    kind: 24,
    name: 'showStats',
    fields: [
      [1, 'estimate', f64, 0],
      [2, 'buffer', f64, 0],
      [3, 'videoBitrate', f64, 0],
      [4, 'audioBitrate', f64, 0],
      [5, 'videoBuffered', f64s, []],
      [6, 'audioBuffered', f64s, []],
      [7, 'bytes', f64, 0],
      [8, 'fetches', u32, 0],
      [9, 'stalls', u32, 0],
      [10, 'stalled', f64, 0],
      [11, 'retries', u32, 0],
      [12, 'videoLaid', f64s, []],
      [13, 'audioLaid', f64s, []],
    ],
  },
  {
    kind: 25,
    name: 'movePlayhead',
    fields: [
      [1, 'to', f64, 0],
      [2, 'from', f64, -1],
    ],
  },
  {
    kind: 26,
    name: 'warn',
    fields: [
      [1, 'code', oneOf, 'manifest-load', errorCodes],
      [2, 'message', text, ''],
      [3, 'where', text, ''],
    ],
  },
  {
    kind: 27,
    name: 'giveUp',
    fields: [
      [1, 'code', oneOf, 'manifest-load', errorCodes],
      [2, 'message', text, ''],
      [3, 'where', text, ''],
    ],
  },
  {
    kind: 28,
    name: 'showManifest',
    fields: [
      [1, 'said', records, [], saidInfoFields],
      [2, 'events', records, [], eventInfoFields],
      [3, 'dates', f64s, []],
    ],
  },
];
