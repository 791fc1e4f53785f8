/**
 * The bottleneck of a shaped link, without clock or socket: bytes go in per flow, packets come out as the rate
 * allows, one from each waiting flow in turn, as parallel TCP connections share a line.
 */

export interface Shape {
  readonly name: string;
  /** Undefined: the loopback as it is. */
  readonly bitsPerSecond?: number;
  readonly roundTripMs: number;
}

export const UNSHAPED: Shape = { name: 'unshaped', roundTripMs: 0 };

const PACKET_BYTES = 1460;
/** What an idle link may send at once: about one quantum, so that small answers are not held for a timer. */
const IDLE_BURST_MS = 5;
/** A late timer may make up for this much, so that a busy machine does not lower the rate. */
const BUSY_BURST_MS = 50;

interface Waiting {
  readonly bytes: Buffer;
  sent: number;
  readonly whenSent: () => void;
}

export class Flow {
  readonly queue: Waiting[] = [];
  constructor(readonly deliver: (bytes: Buffer) => void) {}
}

export class Link {
  readonly #bytesPerMs: number;
  readonly #waiting: Flow[] = [];
  #credit = 0;
  #countedTo = 0;

  constructor(bitsPerSecond: number) {
    this.#bytesPerMs = bitsPerSecond / 8000;
  }

  get busy(): boolean {
    return this.#waiting.length > 0;
  }

  enqueue(flow: Flow, bytes: Buffer, whenSent: () => void, now: number): void {
    if (!this.busy) this.#accrue(now, IDLE_BURST_MS);
    if (flow.queue.length === 0) this.#waiting.push(flow);
    flow.queue.push({ bytes, sent: 0, whenSent });
  }

  drop(flow: Flow): void {
    const at = this.#waiting.indexOf(flow);
    if (at >= 0) this.#waiting.splice(at, 1);
    flow.queue.length = 0;
  }

  /** Delivers what the rate has allowed up to `now`; a packet may leave as soon as any credit is there. */
  pump(now: number): void {
    this.#accrue(now, BUSY_BURST_MS);
    while (this.#credit > 0) {
      const flow = this.#waiting.shift();
      if (flow === undefined) break;
      const whenSent = this.#sendPacket(flow);
      if (flow.queue.length > 0) this.#waiting.push(flow);
      // May enqueue more at once, so only when the flow is in its place again.
      whenSent?.();
    }
  }

  #accrue(now: number, burstMs: number): void {
    const earned = (now - this.#countedTo) * this.#bytesPerMs;
    this.#countedTo = now;
    this.#credit = Math.min(this.#credit + earned, burstMs * this.#bytesPerMs);
  }

  /** Whom to tell, if this was the last packet of a body. */
  #sendPacket(flow: Flow): (() => void) | undefined {
    const head = flow.queue[0]!;
    const packet = head.bytes.subarray(head.sent, head.sent + PACKET_BYTES);
    head.sent += packet.length;
    this.#credit -= packet.length;
    flow.deliver(packet);
    if (head.sent < head.bytes.length) return undefined;
    flow.queue.shift();
    return head.whenSent;
  }
}
