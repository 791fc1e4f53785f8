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
export const most = 256;
/** Of ten, up to as many digits as a template may ask for. */
const powers = Array.from({ length: 33 }, (_, power) => 10 ** power);
/** Numbers of more digits may have been rounded. */
const mostExact = 1e15;

/**
 * Addresses that differ in a number alone, many at once: their bytes are laid out as one text, which is decoded once and
 * cut. Joining three strings and writing them out for each takes four times as long.
 */
export class Counting {
  readonly #all: string[];
  readonly #room: number;
  readonly #head: string;
  readonly #tail: string;
  readonly #width: number;
  /** Only then is a letter a byte. */
  readonly #ascii: boolean;
  #bytes = Buffer.alloc(0);
  #digits = 0;
  #stride = 0;
  #count = 0;

  /** `rule`: literals, and a number at `counter`. `count` addresses, or more, go to the end of `all`. */
  constructor(rule: readonly Piece[], counter: number, count: number, all: string[]) {
    const text = (pieces: readonly Piece[]) => pieces.map((piece) => piece.text).join('');
    this.#all = all;
    this.#room = Math.min(count, most);
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
    const bytes = this.#bytes;
    const start = this.#count * this.#stride + this.#head.length;
    let at = start + this.#digits - 1;
    // As an integer of 32 bits as soon as it is one: those are divided much faster.
    let rest = value;
    for (; rest > 0x7fffffff; at--) {
      const tens = Math.floor(rest / 10);
      bytes[at] = 48 + (rest - tens * 10);
      rest = tens;
    }
    for (let small = rest | 0; at >= start; at--) {
      const tens = (small / 10) | 0;
      bytes[at] = 48 + (small - tens * 10);
      small = tens;
    }
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
      const [bytes, stride, digits] = [this.#bytes, this.#stride, this.#digits];
      const many = Math.min(left, this.#room - this.#count, powers[digits]! - value);
      // All as the first, and then the digits in which they differ: few.
      const start = this.#count * stride;
      bytes.fill(
        this.#head + String(value).padStart(digits, '0') + this.#tail,
        start,
        start + many * stride,
        'latin1',
      );
      let end = start + this.#head.length + digits - 1;
      for (let each = value; each < value + many; each++, end += stride) {
        let rest = each;
        let first = value;
        for (let at = end; rest !== first; at--) {
          const tens = (rest / 10) | 0;
          bytes[at] = 48 + (rest - tens * 10);
          rest = tens;
          first = (first / 10) | 0;
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
    const text = this.#bytes.toString('latin1', 0, this.#count * stride);
    for (let at = 0, end = text.length; at < end; at += stride) this.#all.push(text.slice(at, at + stride));
    this.#count = 0;
  }

  /** Room for addresses with as many digits as this number has, all but the digits filled in. */
  #lay(value: number): void {
    this.flush();
    const first = this.#head + digits(value, this.#width) + this.#tail;
    this.#stride = first.length;
    this.#digits = first.length - this.#head.length - this.#tail.length;
    this.#bytes = Buffer.alloc(this.#room * this.#stride, first, 'latin1');
  }
}
