import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';
import { Flow, type Link } from './link.ts';

const PUMP_MS = 5;

/** Hands things over after a fixed delay, in order. */
class DelayLine {
  readonly #waiting: { due: number; action: () => void }[] = [];
  #timer: NodeJS.Timeout | undefined;

  add(due: number, action: () => void): void {
    this.#waiting.push({ due, action });
    if (this.#timer === undefined) this.#arm(due);
  }

  #arm(due: number): void {
    this.#timer = setTimeout(this.#flush, Math.max(0, due - performance.now()));
  }

  readonly #flush = (): void => {
    this.#timer = undefined;
    while (this.#waiting.length > 0 && this.#waiting[0]!.due <= performance.now() + 0.5) {
      this.#waiting.shift()!.action();
    }
    const next = this.#waiting[0];
    if (next) this.#arm(next.due);
  };
}

/** One direction-pair of delays and one shared bottleneck, for every socket accepted while a shape is in force. */
export class ShapedLine {
  readonly #link: Link;
  readonly #oneWayMs: number;
  readonly #down = new DelayLine();
  readonly #up = new DelayLine();
  #timer: NodeJS.Timeout | undefined;

  constructor(link: Link, roundTripMs: number) {
    this.#link = link;
    this.#oneWayMs = roundTripMs / 2;
  }

  wrap(socket: Socket): ShapedSocket {
    return new ShapedSocket(socket, this);
  }

  /** From the server to the browser: through the bottleneck, then the delay. */
  send(flow: Flow, bytes: Buffer, whenSent: () => void): void {
    this.#link.enqueue(flow, bytes, whenSent, performance.now());
    this.#pump();
  }

  drop(flow: Flow): void {
    this.#link.drop(flow);
  }

  later(action: () => void): void {
    this.#down.add(performance.now() + this.#oneWayMs, action);
  }

  /**
   * From the browser to the server: requests are small, so only the delay. The loopback accepts a connection at once;
   * on a real line the first request leaves one round trip later, which `acceptedAt` restores.
   */
  arrive(acceptedAt: number, action: () => void): void {
    const left = Math.max(performance.now(), acceptedAt + 2 * this.#oneWayMs);
    this.#up.add(left + this.#oneWayMs, action);
  }

  readonly #pump = (): void => {
    this.#link.pump(performance.now());
    if (this.#link.busy) this.#timer ??= setInterval(this.#pump, PUMP_MS);
    else {
      clearInterval(this.#timer);
      this.#timer = undefined;
    }
  };
}

/** What Node's HTTP server gets in place of the accepted socket. */
export class ShapedSocket extends Duplex {
  readonly #socket: Socket;
  readonly #line: ShapedLine;
  readonly #flow: Flow;

  constructor(socket: Socket, line: ShapedLine) {
    super({ allowHalfOpen: true });
    this.#socket = socket;
    this.#line = line;
    this.#flow = new Flow((packet) => line.later(() => socket.destroyed || socket.write(packet)));
    const acceptedAt = performance.now();
    socket.setNoDelay(true);
    socket.on('data', (bytes) => line.arrive(acceptedAt, () => this.destroyed || this.push(bytes)));
    socket.on('end', () => line.arrive(acceptedAt, () => this.destroyed || this.push(null)));
    socket.on('close', () => this.destroy());
    socket.on('error', () => this.destroy());
  }

  override _read(): void {
    // Requests are pushed as they arrive.
  }

  override _write(bytes: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.#line.send(this.#flow, bytes, done);
  }

  override _final(done: () => void): void {
    this.#line.later(() => {
      this.#socket.end();
      done();
    });
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#line.drop(this.#flow);
    this.#socket.destroy();
    done(error);
  }
}
