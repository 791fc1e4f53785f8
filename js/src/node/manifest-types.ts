import type { Protocol, TrackKind } from '../protocol.js';
import type { Said, TimedEvent } from '../types.js';
import type { Segments } from './segments.js';

/** What an HLS playlist or a DASH MPD says. Ids are places in the lists of the same manifest. */
export interface Manifest {
  readonly protocol: Protocol;
  /** Where it came from, as it was given. */
  readonly url: string;
  /** Whether it may still grow: an HLS media playlist without EXT-X-ENDLIST, a dynamic MPD. */
  readonly live: boolean;
  /** Seconds; absent where the manifest does not say, as an HLS multivariant playlist. */
  readonly duration: number | undefined;
  /** Seconds, MPD@minBufferTime; 0 where unsaid. */
  readonly minBuffer: number;
  /** Seconds, EXT-X-START's TIME-OFFSET; negative counts from the end. */
  readonly start: number | undefined;
  /** EXT-X-START's PRECISE: begin there; else where the segment begins that holds it. */
  readonly startPrecise: boolean;
  readonly tracks: readonly ManifestTrack[];
  /** The qualities: each encoding of each track. */
  readonly renditions: readonly Rendition[];
  /** Ascending by bitrate. */
  readonly variants: readonly Variant[];
  readonly feeds: readonly Feed[];
  /** What it says of the whole beside all this: EXT-X-SESSION-DATA, UTCTiming, …. */
  readonly said: readonly Said[];
  /** Ascending by start. */
  readonly events: readonly TimedEvent[];
  /** HLS: what EXT-X-DEFINE defines (RFC 8216bis §4.4.2.3). */
  readonly variables: Readonly<Record<string, string>>;
  /** What was put right or left out; the first hundred. */
  readonly warnings: readonly ManifestWarning[];
  /** How many there were in all. */
  readonly warningCount: number;
}

/** What is new in a playlist that has been loaded again (RFC 8216bis §6.3.4). */
export interface PlaylistRefresh {
  /** What was in no text before, each from where the one before it ends. */
  readonly added: Segments;
  /** How many segments of the text before are gone, from the front. */
  readonly removed: number;
  /** No more will come: EXT-X-ENDLIST. */
  readonly ended: boolean;
}

/** An HLS media playlist (RFC 8216bis §4.4.3). */
export interface Playlist {
  readonly url: string;
  /** No EXT-X-ENDLIST: it may still grow. */
  readonly live: boolean;
  /** Seconds, all segments together. */
  readonly duration: number;
  readonly segments: Segments;
  /** Its tags that nothing else here comes of. */
  readonly said: readonly Said[];
  /** Ascending by start. */
  readonly events: readonly TimedEvent[];
  /** Ascending by place. */
  readonly dates: readonly DatePoint[];
  /** As in Manifest. */
  readonly start: number | undefined;
  readonly startPrecise: boolean;
  readonly warnings: readonly ManifestWarning[];
  readonly warningCount: number;
}

/** What a person chooses from: a picture, a language. HLS: EXT-X-MEDIA by its name; DASH: an AdaptationSet. */
export interface ManifestTrack {
  readonly id: number;
  readonly kind: TrackKind;
  /** BCP 47, or empty. */
  readonly language: string;
  readonly label: string;
  /** DASH Role values, HLS CHARACTERISTICS. */
  readonly roles: readonly string[];
  readonly default: boolean;
  readonly autoselect: boolean;
  readonly forced: boolean;
  /** Pictures for winding, which are not played (EXT-X-I-FRAME-STREAM-INF, DASH-IF IOP's trick modes). */
  readonly trick: boolean;
  /** Ids, ascending by bitrate; none for sound that travels with the picture. */
  readonly renditions: readonly number[];
  readonly said: readonly Said[];
}

/** One encoding of one track (RFC 8216bis §4.4.6.1 and §4.4.6.2; ISO/IEC 23009-1 §5.3.5). */
export interface Rendition {
  readonly id: number;
  /** Ids. */
  readonly track: number;
  readonly feed: number;
  /** DASH Representation@id; for HLS made of its attributes. */
  readonly name: string;
  /** Bits/s: BANDWIDTH (of the cheapest variant with it), @bandwidth; 0 where unsaid. */
  readonly bitrate: number;
  /** Bits/s: AVERAGE-BANDWIDTH, else the same. */
  readonly averageBitrate: number;
  /** MIME type without parameters; empty for HLS. */
  readonly container: string;
  /** RFC 6381, comma separated; empty where unsaid. */
  readonly codecs: string;
  /** Pixels; 0 where unsaid, as the following. */
  readonly width: number;
  readonly height: number;
  /** Pictures a second. */
  readonly frameRate: number;
  readonly channels: number;
  /** Hertz. */
  readonly sampleRate: number;
  /** Of images: how many stand in one, in the order of time (DASH-IF IOP, thumbnail tiles). */
  readonly tiles: { readonly columns: number; readonly rows: number } | undefined;
  /** Said to carry sound beside its picture. */
  readonly muxed: boolean;
  readonly said: readonly Said[];
}

/** What plays together: a picture, and the sounds that may go with it (RFC 8216bis §4.4.6.2). */
export interface Variant {
  readonly id: number;
  /** A rendition's id; absent where there is only sound. */
  readonly video: number | undefined;
  /** Renditions' ids, one a track; none where the sound travels with the picture. */
  readonly audio: readonly number[];
  /** Bits/s of all together. */
  readonly bitrate: number;
  readonly averageBitrate: number;
  /** HLS SCORE: how much it is to be liked beside the others. */
  readonly score: number | undefined;
}

/** A stream of segments. */
export interface Feed {
  readonly id: number;
  /** HLS: where its media playlist is; empty for DASH. */
  readonly playlist: string;
  /** The same playlist elsewhere (redundant variants, RFC 8216bis §4.4.6.2), in order of preference. */
  readonly fallbacks: readonly string[];
  /** DASH: indexes in its files that say where the segments are (ISO/IEC 23009-1 §5.3.9.2), by Period. */
  readonly indexes: readonly PendingIndex[];
  /** Absent where a playlist or an index says it: readPlaylist reads the one. */
  readonly segments: Segments | undefined;
  /** HLS: what its playlist says, as in Playlist. */
  readonly said: readonly Said[];
  readonly events: readonly TimedEvent[];
  readonly dates: readonly DatePoint[];
}

/** A place and its date (EXT-X-PROGRAM-DATE-TIME, RFC 8216bis §4.4.4.6). From one to the next the clock goes on. */
export interface DatePoint {
  /** Seconds on the presentation's timeline. */
  readonly at: number;
  readonly date: Date;
}

export interface PendingIndex {
  /** Seconds: where its Period starts. */
  readonly start: number;
  readonly index: Resource;
  /** The file with the segments. */
  readonly uri: string;
  readonly init: Resource | undefined;
}

/** Bytes `offset` to `offset + length` of a file; without a length, to its end. */
export interface ByteRange {
  readonly offset: number;
  readonly length: number | undefined;
}

export interface Resource {
  /** Absolute. */
  readonly uri: string;
  readonly range: ByteRange | undefined;
}

/** AES-128 over whole segments (RFC 8216bis §4.4.4.4). */
export interface Encryption {
  readonly keyUri: string;
  /** 32 hexadecimal digits; absent: the segment's number, as a big-endian integer. */
  readonly iv: string | undefined;
  /** Another method than AES-128, or a key for a system of its own: EXT-X-KEY in `said` tells. */
  readonly otherwise: boolean;
}

export interface Segment {
  /** Absolute. */
  readonly uri: string;
  /** Seconds on the presentation's timeline. */
  readonly start: number;
  /** Seconds. */
  readonly duration: number;
  /** HLS media sequence number, DASH $Number$: the same after a refresh. Rounded beyond 2^53. */
  readonly number: number;
  readonly range: ByteRange | undefined;
  /** Bits/s, EXT-X-BITRATE; 0 where unsaid. */
  readonly bitrate: number;
  /** Announced as absent (EXT-X-GAP, RFC 8216bis §4.4.4.7). */
  readonly gap: boolean;
  /** Another number, another clock: the discontinuity sequence number, or the place of the DASH Period. */
  readonly timeline: number;
  /** The file that goes before (EXT-X-MAP, Initialization); the same object for all that share it. */
  readonly init: Resource | undefined;
  readonly encryption: Encryption | undefined;
}

/** Something that was wrong at a line, from 1, and did not keep the rest from being read. */
export interface ManifestWarning {
  readonly line: number;
  readonly text: string;
}

/** `error`: the standard says MUST or SHALL; `warning`: SHOULD, or players stumble over it; `note`: worth knowing. */
export type Severity = 'error' | 'warning' | 'note';

/** A place where a manifest breaks its standard. */
export interface Finding {
  /** The rule's name, "hls-extinf-over-target": the same in later versions. */
  readonly id: string;
  /** "RFC 8216bis §4.4.3.1". */
  readonly section: string;
  readonly severity: Severity;
  readonly what: string;
  /** What to do about it. */
  readonly advice: string;
  /** From 1. */
  readonly line: number;
  /** The names and values concerned; may be empty. */
  readonly detail: string;
}

export interface Judgement {
  /** In the order in which they were met; the first ten thousand. */
  readonly findings: readonly Finding[];
  /** Of all. */
  readonly counts: Readonly<Record<Severity, number>>;
}
