import type { Kind } from './cases.ts';

/** Each contestant's whole way from bytes to JavaScript's values, in two steps. */
export interface Contestant {
  readonly kinds: readonly Kind[];
  /** What an application would keep. Of a live playlist, one after the other: what changed. */
  parse(bytes: ArrayBuffer, kind: Kind): unknown;
  /** Reads every segment, or every variant, out of what parse() gave; of a live playlist, the last segment. */
  visit(parsed: unknown, kind: Kind, taker: Taker): void;
}

/** Takes values; `uri` as the parser gives it, absolute or not. */
export interface Taker {
  segment(uri: string, start: number, duration: number): void;
  variant(uri: string, bandwidth: number, width: number, height: number, codecs: string): void;
}

/** Looks at each value, so that none may be left undone, and keeps nothing. */
export class Reader implements Taker {
  sum = 0;

  segment(uri: string, start: number, duration: number): void {
    this.sum += uri.charCodeAt(uri.length - 1) + start + duration;
  }

  variant(uri: string, bandwidth: number, width: number, height: number, codecs: string): void {
    this.sum += uri.charCodeAt(uri.length - 1) + bandwidth + width + height + codecs.length;
  }
}

export const decode = (bytes: ArrayBuffer): string => new TextDecoder().decode(bytes);
