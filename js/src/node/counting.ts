/** Numbers inside addresses. */
import type { Piece } from './segments.js';

/** With zeros in front, as ISO/IEC 23009-1 §5.3.9.4.4 has it. */
export function digits(value: number | bigint, width: number): string {
  if (value < 0) return `-${digits(-value, width)}`;
  const text = String(value);
  return text.length < width ? text.padStart(width, '0') : text;
}

const isAscii = (text: string) => /^[\0-\x7f]*$/.test(text);

/** So many addresses are made of one text: what keeps one of them keeps the others' letters too. */
const most = 256;
/** Of ten, up to as many digits as a template may ask for. */
const powers = Array.from({ length: 33 }, (_, power) => 10 ** power);
/** Numbers of more digits may have been rounded. */
const mostExact = 1e15;

/** The digits of 0 to 99, two for each. */
const pairs = Buffer.from(Array.from({ length: 100 }, (_, two) => String(two).padStart(2, '0')).join(''));

/** The last two digits of a whole number of 32 bits, so that they end there; what is before them. */
function writePair(bytes: Uint8Array, end: number, value: number): number {
  const hundreds = (value / 100) | 0;
  const two = 2 * (value - hundreds * 100);
  bytes[end - 1] = pairs[two]!;
  bytes[end] = pairs[two + 1]!;
  return hundreds;
}

/** Where they are laid out: whoever does so has taken them out again before another begins. It is kept. */
let scratch = Buffer.alloc(0);
/** Bytes of it, unless one address alone takes more. */
const mostKept = 1 << 20;

/**
 * Addresses that differ in a number alone, many at once: their bytes are laid out as one text, which is decoded once and
 * cut. Joining three strings and writing them out for each takes four times as long.
 */
export class Counting {
  readonly #take: (uri: string) => void;
  readonly #most: number;
  #room = 0;
  readonly #head: string;
  readonly #tail: string;
  readonly #width: number;
  /** Only then is a letter a byte. */
  readonly #ascii: boolean;
  #digits = 0;
  #stride = 0;
  #count = 0;
  /** Whether all but the digits is there, to the end of the room. */
  #ready = false;

  /** `rule`: literals, and a number at `counter`. `count` addresses, or more, go to `take`, some at a time. */
  constructor(rule: readonly Piece[], counter: number, count: number, take: (uri: string) => void) {
    const text = (pieces: readonly Piece[]) => pieces.map((piece) => piece.text).join('');
    this.#take = take;
    this.#most = Math.min(count, most);
    this.#head = text(rule.slice(0, counter));
    this.#tail = text(rule.slice(counter + 1));
    this.#width = rule[counter]!.width;
    this.#ascii = isAscii(this.#head + this.#tail);
  }

  /** False where the number is not for here: negative, or so large that it may have been rounded. */
  add(value: number): boolean {
    if (!this.#ascii || value < 0 || value >= mostExact) {
      this.flush();
      return false;
    }
    if (!this.#fits(value)) this.#lay(value);
    if (!this.#ready) {
      this.#fill(value, this.#room - this.#count);
      this.#ready = true;
    }
    const bytes = scratch;
    const start = this.#count * this.#stride + this.#head.length;
    let at = start + this.#digits - 1;
    // In integers of 32 bits: those are divided much faster.
    let small = value;
    if (value > 0x7fffffff) {
      small = Math.floor(value / 1e8);
      let low = (value - small * 1e8) | 0;
      for (const stop = at - 8; at > stop; at -= 2) low = writePair(bytes, at, low);
    }
    small |= 0;
    for (; at > start; at -= 2) small = writePair(bytes, at, small);
    if (at === start) bytes[at] = 48 + small;
    this.#count++;
    if (this.#count === this.#room) this.flush();
    return true;
  }

  /** So many numbers, each one more than the one before: as add(), all or none. */
  run(value: number, count: number): boolean {
    if (!this.#ascii || value < 0 || value + count > 0x7fffffff) {
      this.flush();
      return false;
    }
    for (let left = count; left > 0;) {
      if (!this.#fits(value)) this.#lay(value);
      const [bytes, stride, digits] = [scratch, this.#stride, this.#digits];
      const many = Math.min(left, this.#room - this.#count, powers[digits]! - value);
      // All as the first, and then the digits in which they differ, place by place: few.
      const start = this.#count * stride;
      this.#fill(value, many);
      let place = start + this.#head.length + digits - 1;
      const last = value + many - 1;
      for (let power = 1; Math.floor(value / power) !== Math.floor(last / power); power *= 10, place--) {
        let digit = Math.floor(value / power) % 10;
        // The next of its digits comes behind so many, and then each after as many as the power.
        for (let row = power - (value % power); row < many; row += power) {
          digit = digit === 9 ? 0 : digit + 1;
          const end = Math.min(row + power, many) * stride + place;
          for (let at = row * stride + place; at < end; at += stride) bytes[at] = 48 + digit;
        }
      }
      value += many;
      left -= many;
      this.#count += many;
      if (this.#count === this.#room) this.flush();
    }
    return true;
  }

  /** Whether it has as many digits as those before. */
  #fits(value: number): boolean {
    const digits = this.#digits;
    return digits > 0 && value < powers[digits]! && (digits === this.#width || value >= powers[digits - 1]!);
  }

  /** Cuts what has been laid out. */
  flush(): void {
    const stride = this.#stride;
    if (this.#count === 0) return;
    const text = scratch.toString('latin1', 0, this.#count * stride);
    // Who takes them may lay out others.
    this.#count = 0;
    this.#ready = false;
    for (let at = 0, end = text.length; at < end; at += stride) this.#take(text.slice(at, at + stride));
  }

  /** Room for addresses with as many digits as this number has. */
  #lay(value: number): void {
    this.flush();
    this.#ready = false;
    this.#digits = digits(value, this.#width).length;
    this.#stride = this.#head.length + this.#digits + this.#tail.length;
    this.#room = Math.max(1, Math.min(this.#most, Math.floor(mostKept / this.#stride)));
    const size = this.#room * this.#stride;
    if (scratch.length < size) scratch = Buffer.allocUnsafe(size);
  }

  /** This number's address, so many times behind what there is. */
  #fill(value: number, times: number): void {
    const start = this.#count * this.#stride;
    const first = this.#head + digits(value, this.#digits) + this.#tail;
    scratch.fill(first, start, start + times * this.#stride, 'latin1');
  }
}
