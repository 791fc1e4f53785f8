/** What each transmuxer is given, and what it is asked for. */

/** A stream of segments: picture and sound together, or one of them. */
export interface Feed {
  readonly holds: 'both' | 'video' | 'audio';
  readonly type: 'video/mp2t' | 'audio/aac';
  readonly segments: readonly Segment[];
}

export interface Segment {
  readonly start: number;
  readonly duration: number;
  /** As the network hands them over: each an array of its own. */
  readonly pieces: readonly Uint8Array<ArrayBuffer>[];
}

/** Fragmented MP4 that came out. What belongs into one file has one `file`; the bytes are borrowed. */
export type Take = (file: string, bytes: Uint8Array) => void;

export interface Contestant {
  /** Those who take nothing but whole segments are given them in one piece: browsers put them together. */
  readonly takesPieces: boolean;
  /** Brings all segments of all feeds through; the cpuTime() from the first piece to the last output. */
  pass(feeds: readonly Feed[], take: Take): Promise<number>;
}

/**
 * Milliseconds that processors worked for this process, in all its threads. What else the machine does is not in it; of
 * work that waits for nothing it is the time that passes where nothing else is done.
 */
export function cpuTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
