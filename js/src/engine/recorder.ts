import { logDropped, logHeader } from '../wire-log.js';

/** The session's log, outside wasm memory: a ring that lets its oldest calls go, or all of it up to a cap. */
export class Recorder {
  readonly #limit: number;
  #pieces: Uint8Array[] = [];
  #bytes = 0;
  #dropped = 0;

  /** `limit`: bytes held at most. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** The records of one call; copied. */
  add(records: Uint8Array): void {
    if (records.byteLength === 0) return;
    this.#pieces.push(records.slice());
    this.#bytes += records.byteLength;
    // Half at a time: taking from the front of an array one by one would cost its length each time.
    if (this.#bytes <= this.#limit) return;
    const keep = this.#pieces.splice(Math.ceil(this.#pieces.length / 2));
    this.#dropped += this.#pieces.length;
    this.#pieces = keep;
    this.#bytes = keep.reduce((sum, piece) => sum + piece.byteLength, 0);
  }

  /** A whole log file. */
  export(): Uint8Array<ArrayBuffer> {
    const parts = [logHeader(), ...(this.#dropped > 0 ? [logDropped(this.#dropped)] : []), ...this.#pieces];
    const file = new Uint8Array(parts.reduce((sum, part) => sum + part.byteLength, 0));
    let at = 0;
    for (const part of parts) {
      file.set(part, at);
      at += part.byteLength;
    }
    return file;
  }
}
