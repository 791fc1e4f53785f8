import { Counting, digits } from './counting.js';
import { Column, type FlatReader, type Text } from './flat.js';
import type { ByteRange, Encryption, Resource, Segment } from './manifest-types.js';

/** What segments share: core/media/segment_list.h, Stretch. */
interface Stretch {
  readonly timeline: number;
  readonly timescale: number;
  readonly start: number;
  readonly init: Resource | undefined;
  readonly encryption: Encryption | undefined;
}

/** core/flat/addresses.h, Piece::Kind; what is none of these is the time. */
const literal = 0;
const number = 1;
const own = 3;
const subNumber = 4;

export interface Piece {
  readonly kind: number;
  readonly text: string;
  readonly more: number;
  readonly width: number;
}

type Take = (uri: string) => void;

/** Columns written out, each when it is asked for. */
interface Rows {
  readonly ends: () => Float64Array;
  readonly numbers: () => Float64Array;
  /** Of the first segment, on the media's clock. */
  readonly times: () => Float64Array;
  readonly durations: () => Float64Array;
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

/**
 * The segments of a feed. What can be computed is not kept: a list of a million alike takes no more memory than one of
 * ten, and a segment is made when it is asked for. `at` gives one, iterating all of them, `uris`, `starts` and
 * `durations` a part of all at once, and `visit` these parts one after another, which is fastest. A place is from 0 to
 * below `length`; another is a RangeError.
 *
 *     for (const { uri, duration } of feed.segments) …
 */
export class Segments implements Iterable<Segment> {
  readonly length: number;
  /** Whether no more will come. */
  readonly ended: boolean;
  /** Seconds: the longest that is announced (EXT-X-TARGETDURATION, @maxSegmentDuration), or that there is. */
  readonly targetDuration: number;
  readonly #stretches: readonly Stretch[];
  readonly #rules: readonly (readonly Piece[])[];
  readonly #rows: number;
  readonly #first: Column;
  readonly #stretch: Column;
  /** Undefined until it is asked for, where it follows from the durations. */
  #start: Column | undefined;
  readonly #duration: Column;
  readonly #parts: Column;
  readonly #shift: Column;
  readonly #number: Column;
  readonly #rule: Column;
  readonly #ownStart: Column;
  readonly #ownSize: Column;
  readonly #offset: Column;
  readonly #size: Column;
  readonly #kbps: Column;
  readonly #gap: Column;
  readonly #owns: Text;

  /** @internal What core/flat/segments.h writes. */
  constructor(flat: FlatReader) {
    this.ended = flat.flag();
    this.targetDuration = flat.number();
    this.length = flat.number();
    this.#stretches = flat.list(() => readStretch(flat));
    this.#rules = flat.list(() =>
      flat.list(() => ({
        kind: flat.number(),
        text: flat.words(),
        more: flat.number(),
        width: flat.number(),
      })),
    );
    const rows = (this.#rows = flat.number());
    this.#first = flat.column(rows);
    this.#stretch = flat.column(rows);
    this.#duration = flat.column(rows);
    this.#parts = flat.column(rows);
    this.#shift = flat.column(rows);
    this.#number = flat.column(rows);
    this.#rule = flat.column(rows);
    this.#ownStart = flat.column(rows);
    this.#ownSize = flat.column(rows);
    this.#offset = flat.column(rows);
    this.#size = flat.column(rows);
    this.#kbps = flat.column(rows);
    this.#gap = flat.column(rows);
    this.#owns = flat.bytes();
    this.#start = flat.flag() ? undefined : flat.column(rows);
  }

  /** Seconds, from the first one's start to the last one's end. */
  get duration(): number {
    if (this.length === 0) return 0;
    const last = this.length - 1;
    return this.startOf(last) + this.durationOf(last) - this.startOf(0);
  }

  at(place: number): Segment {
    const row = this.#rowOf(place);
    return this.#segment(row, place - this.#first.at(row));
  }

  uriOf(place: number): string {
    const row = this.#rowOf(place);
    return this.#uri(row, place - this.#first.at(row));
  }

  /** Seconds. */
  startOf(place: number): number {
    const row = this.#rowOf(place);
    return this.#startIn(row, place - this.#first.at(row));
  }

  /** Seconds. */
  durationOf(place: number): number {
    return this.#durationIn(this.#rowOf(place));
  }

  *[Symbol.iterator](): Generator<Segment, void, undefined> {
    for (let row = 0; row < this.#rows; row++) {
      const count = this.#endOf(row) - this.#first.at(row);
      for (let place = 0; place < count; place++) yield this.#segment(row, place);
    }
  }

  /** All of them at once; a hostile MPD may have thousands of millions, so that `length` is worth a look first. */
  uris(): string[] {
    const all: string[] = [];
    this.#giveUris((uri) => all.push(uri));
    return all;
  }

  /**
   * Address, start and duration (seconds) of each, in their order. None is kept: with very many that is much faster than
   * lists of them all.
   */
  visit(see: (uri: string, start: number, duration: number) => void): void {
    const starts = this.starts();
    const durations = this.durations();
    let at = 0;
    this.#giveUris((uri) => {
      see(uri, starts[at]!, durations[at]!);
      at++;
    });
  }

  /** Seconds. */
  starts(): Float64Array {
    const ticks = this.#ticks;
    const all = new Float64Array(this.length);
    const alike = this.#alike;
    if (alike) {
      const { start, timescale } = alike;
      for (let at = 0; at < all.length; at++) all[at] = start + ticks[at]! / timescale;
      return all;
    }
    const durations = this.#duration.all(this.#rows);
    const stretches = this.#stretch.all(this.#rows);
    const ends = this.#ends();
    for (let row = 0, at = 0; row < this.#rows; row++) {
      const { start, timescale } = this.#stretches[stretches[row]!]!;
      const length = durations[row]! / this.#parts.at(row);
      for (const first = at; at < ends[row]!; at++)
        all[at] = start + (ticks[row]! + (at - first) * length) / timescale;
    }
    return all;
  }

  /** Seconds. */
  durations(): Float64Array {
    const alike = this.#alike;
    if (alike) {
      const all = this.#duration.all(this.#rows).slice();
      for (let at = 0; at < all.length; at++) all[at]! /= alike.timescale;
      return all;
    }
    const ends = this.#ends();
    const all = new Float64Array(this.length);
    for (let row = 0, at = 0; row < this.#rows; row++) {
      const seconds = this.#durationIn(row);
      while (at < ends[row]!) all[at++] = seconds;
    }
    return all;
  }

  /** Of all, where each row is a segment; undefined where there is more to it. */
  get #alike(): Stretch | undefined {
    const stretch = this.#stretch.constant;
    const simple = this.#rows === this.length && this.#parts.constant === 1;
    return simple && stretch !== undefined ? this.#stretches[stretch] : undefined;
  }

  /** Of each row, from its stretch's start. */
  get #ticks(): Float64Array {
    if (this.#start) return this.#start.all(this.#rows);
    const durations = this.#duration.all(this.#rows);
    const all = new Float64Array(this.#rows);
    if (this.#alike) {
      for (let row = 0, ticks = 0; row < all.length; row++) {
        all[row] = ticks;
        ticks += durations[row]!;
      }
      return all;
    }
    for (let row = 1; row < all.length; row++) {
      const before = row - 1;
      if (this.#stretch.at(row) !== this.#stretch.at(before)) continue;
      const sequences = (this.#first.at(row) - this.#first.at(before)) / this.#parts.at(before);
      all[row] = all[before]! + sequences * durations[before]!;
    }
    return all;
  }

  /** For one row after the other: kept. */
  get #startTicks(): Column {
    return (this.#start ??= new Column(0, 0, this.#ticks));
  }

  /** For each row, the place behind its last segment. */
  #ends(): Float64Array {
    const ends = new Float64Array(this.#rows);
    if (this.#rows === 0) return ends;
    ends.set(this.#first.all(this.#rows).subarray(1));
    ends[this.#rows - 1] = this.length;
    return ends;
  }

  #giveUris(take: Take): void {
    const columns: Rows = {
      ends: once(() => this.#ends()),
      numbers: once(() => this.#number.all(this.#rows)),
      times: once(() => this.#times),
      durations: once(() => this.#duration.all(this.#rows)),
    };
    const rule = this.#rule.constant;
    if (rule !== undefined) return this.#giveThose(this.#rules[rule]!, 0, this.#rows, take, columns);
    const rules = this.#rule.all(this.#rows);
    for (let row = 0; row < this.#rows;) {
      let end = row + 1;
      while (end < this.#rows && rules[end] === rules[row]) end++;
      this.#giveThose(this.#rules[rules[row]!]!, row, end, take, columns);
      row = end;
    }
  }

  /** The addresses of rows that share a rule. */
  #giveThose(rule: readonly Piece[], from: number, to: number, take: Take, columns: Rows): void {
    const changing = rule.filter(({ kind }) => kind !== literal);
    const alone = changing.length === 1 && changing[0]!.kind !== subNumber && this.#parts.constant === 1;
    const kind = alone ? changing[0]!.kind : literal;
    if (kind === own && this.#giveOwn(rule, from, to, take)) return;
    if (kind === literal || kind === own) {
      for (let row = from; row < to; row++) {
        for (let place = 0, end = this.#endOf(row) - this.#first.at(row); place < end; place++)
          take(this.#uri(row, place));
      }
      return;
    }
    let place = this.#first.at(from);
    const { more } = changing[0]!;
    const counting = new Counting(rule, rule.indexOf(changing[0]!), this.#endOf(to - 1) - place, take);
    const single = this.#rows === this.length && this.#number.step === 1;
    if (kind === number && single && counting.run(this.#number.at(from) + more, to - from))
      return counting.flush();
    const values = kind === number ? columns.numbers() : columns.times();
    if (this.#rows === this.length) {
      for (let row = from; row < to; row++) if (!counting.add(values[row]! + more)) take(this.#uri(row, 0));
      return counting.flush();
    }
    const ends = columns.ends();
    const durations = columns.durations();
    for (let row = from; row < to; row++) {
      const value = values[row]! + more;
      if (kind === number && counting.run(value, ends[row]! - place)) {
        place = ends[row]!;
        continue;
      }
      const step = kind === number ? 1 : durations[row]!;
      for (const first = place; place < ends[row]!; place++) {
        if (!counting.add(value + (place - first) * step)) take(this.#uri(row, place - first));
      }
    }
    counting.flush();
  }

  /**
   * What each row has for itself behind the same beginning: joined many at a time, and cut again. False where a byte may
   * be no letter.
   */
  #giveOwn([first]: readonly Piece[], from: number, to: number, take: Take): boolean {
    if (!this.#owns.ascii || this.#rows !== this.length) return false;
    const head = first!.kind === literal ? first!.text : '';
    const starts = this.#ownStart.all(this.#rows);
    const sizes = this.#ownSize.all(this.#rows);
    const base = starts[from]!;
    const owns = this.#owns.slice(base, starts[to - 1]! + sizes[to - 1]! - base);
    for (let row = from; row < to; row++) {
      const start = starts[row]! - base;
      take(head + owns.slice(start, start + sizes[row]!));
    }
    return true;
  }

  /** Of each row's first segment, in ticks of the media's clock. */
  get #times(): Float64Array {
    const ticks = this.#ticks;
    if (this.#shift.constant === 0) return ticks;
    const shifts = this.#shift.all(this.#rows);
    return ticks.map((time, row) => time + shifts[row]!);
  }

  #stretchOf(row: number): Stretch {
    return this.#stretches[this.#stretch.at(row)]!;
  }

  #endOf(row: number): number {
    return row + 1 < this.#rows ? this.#first.at(row + 1) : this.length;
  }

  /** The last row whose first segment is not behind the place. */
  #rowOf(place: number): number {
    if (!Number.isInteger(place) || place < 0 || place >= this.length)
      throw new RangeError(`no segment ${place} of ${this.length}`);
    if (this.#rows === this.length) return place;
    let low = 0;
    for (let high = this.#rows - 1; low < high;) {
      const middle = (low + high + 1) >>> 1;
      if (this.#first.at(middle) <= place) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  #segment(row: number, place: number): Segment {
    const { timeline, init, encryption } = this.#stretchOf(row);
    const offset = this.#offset.at(row);
    return {
      uri: this.#uri(row, place),
      start: this.#startIn(row, place),
      duration: this.#durationIn(row),
      number: this.#number.at(row) + this.#sequence(row, place),
      range: offset < 0 ? undefined : rangeOf(offset, this.#size.at(row)),
      bitrate: this.#kbps.at(row) * 1000,
      gap: this.#gap.at(row) !== 0,
      timeline,
      init,
      encryption,
    };
  }

  #startIn(row: number, place: number): number {
    const { start, timescale } = this.#stretchOf(row);
    return (
      start + (this.#startTicks.at(row) + (place * this.#duration.at(row)) / this.#parts.at(row)) / timescale
    );
  }

  #durationIn(row: number): number {
    return this.#duration.at(row) / this.#stretchOf(row).timescale / this.#parts.at(row);
  }

  /** DASH S@k: the parts of a sequence share its number and time. */
  #sequence(row: number, place: number): number {
    return Math.floor(place / this.#parts.at(row));
  }

  #uri(row: number, place: number): string {
    let uri = '';
    for (const piece of this.#rules[this.#rule.at(row)]!) {
      if (piece.kind === literal) uri += piece.text;
      else if (piece.kind === own) uri += this.#own(row);
      else if (piece.kind === subNumber) uri += digits((place % this.#parts.at(row)) + 1, piece.width);
      else if (piece.kind === number) uri += digits(this.#numberIn(row, place, piece.more), piece.width);
      else uri += digits(this.#timeIn(row, place), piece.width);
    }
    return uri;
  }

  #own(row: number): string {
    return this.#owns.slice(this.#ownStart.at(row), this.#ownSize.at(row));
  }

  #numberIn(row: number, place: number, more: number): number | bigint {
    const sequence = this.#sequence(row, place);
    const rounded = this.#number.at(row) + sequence + more;
    return Number.isSafeInteger(rounded)
      ? rounded
      : this.#number.exact(row) + BigInt(sequence) + BigInt(more);
  }

  /** Ticks on the media's clock. */
  #timeIn(row: number, place: number): number | bigint {
    const sequence = this.#sequence(row, place);
    const rounded = this.#startTicks.at(row) + this.#shift.at(row) + sequence * this.#duration.at(row);
    return Number.isSafeInteger(rounded)
      ? rounded
      : this.#startTicks.exact(row) + this.#shift.exact(row) + BigInt(sequence) * this.#duration.exact(row);
  }
}

export function readResource(flat: FlatReader): Resource {
  const uri = flat.words();
  const offset = flat.number();
  const length = flat.number();
  return { uri, range: offset < 0 ? undefined : rangeOf(offset, length) };
}

const rangeOf = (offset: number, length: number): ByteRange => ({
  offset,
  length: length < 0 ? undefined : length,
});

function readStretch(flat: FlatReader): Stretch {
  const timeline = flat.number();
  const timescale = flat.number();
  const start = flat.number();
  // The window that appends may cover, and the offset from media time: for players.
  for (let skipped = 0; skipped < 3; skipped++) flat.number();
  const init = flat.flag() ? readResource(flat) : undefined;
  const encryption = flat.flag()
    ? { keyUri: flat.words(), iv: flat.words() || undefined, otherwise: flat.flag() }
    : undefined;
  return { timeline, timescale, start, init, encryption };
}
