import { logDropped, logHeader } from '../wire-log.js';

/** Large enough that what a block costs besides its bytes is nothing. */
const blockBytes = 64 << 10;

interface Block {
  readonly bytes: Uint8Array;
  used: number;
  calls: number;
}

/** The session's log, outside wasm memory: a ring that lets its oldest calls go, or all of it up to a cap. */
export class Recorder {
  readonly #limit: number;
  readonly #blocks: Block[] = [];
  #bytes = 0;
  #dropped = 0;

  /** `limit`: bytes held at most. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** The records of one call; copied. */
  add(records: Uint8Array): void {
    const length = records.byteLength;
    if (length === 0) return;
    let block = this.#blocks.at(-1);
    if (!block || block.used + length > block.bytes.byteLength) {
      block = { bytes: new Uint8Array(Math.max(blockBytes, length)), used: 0, calls: 0 };
      this.#blocks.push(block);
      this.#bytes += block.bytes.byteLength;
      while (this.#bytes > this.#limit && this.#blocks.length > 1) {
        const { bytes, calls } = this.#blocks.shift()!;
        this.#bytes -= bytes.byteLength;
        this.#dropped += calls;
      }
    }
    block.bytes.set(records, block.used);
    block.used += length;
    block.calls += 1;
  }

  /** A whole log file. */
  export(): Uint8Array<ArrayBuffer> {
    const parts = [
      logHeader(),
      ...(this.#dropped > 0 ? [logDropped(this.#dropped)] : []),
      ...this.#blocks.map(({ bytes, used }) => bytes.subarray(0, used)),
    ];
    const file = new Uint8Array(parts.reduce((sum, part) => sum + part.byteLength, 0));
    let at = 0;
    for (const part of parts) {
      file.set(part, at);
      at += part.byteLength;
    }
    return file;
  }
}
