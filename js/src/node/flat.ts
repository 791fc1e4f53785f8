/** What core/flat/writer.h writes. */

const headBytes = 16;
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Whole numbers, one a row. */
export class Column {
  readonly #first: number;
  readonly #step: number;
  readonly #values: Uint32Array | Float64Array | BigInt64Array | undefined;

  constructor(first: number, step: number, values?: Uint32Array | Float64Array | BigInt64Array) {
    this.#first = first;
    this.#step = step;
    this.#values = values;
  }

  /** Rounded beyond 2^53. */
  at(row: number): number {
    return this.#values === undefined ? this.#first + row * this.#step : Number(this.#values[row]);
  }

  /** What all rows have; undefined where they differ, or may. */
  get constant(): number | undefined {
    return this.#values === undefined && this.#step === 0 ? this.#first : undefined;
  }

  /** What each row has more than the one before it; undefined where that differs, or may. */
  get step(): number | undefined {
    return this.#values === undefined ? this.#step : undefined;
  }

  /** The first `rows`, as at() gives them. */
  all(rows: number): Float64Array {
    const values = this.#values;
    if (values instanceof Float64Array) return values;
    const all = new Float64Array(rows);
    if (values === undefined) for (let row = 0; row < rows; row++) all[row] = this.#first + row * this.#step;
    else if (values instanceof Uint32Array) all.set(values);
    else for (let row = 0; row < rows; row++) all[row] = Number(values[row]);
    return all;
  }

  exact(row: number): bigint {
    return BigInt(this.#values === undefined ? this.at(row) : this.#values[row]!);
  }
}

/** UTF-8, of which places are told in bytes. `ascii`: each is a letter. */
export class Text {
  readonly ascii: boolean;
  readonly #bytes;

  constructor(buffer: ArrayBuffer, start: number, size: number, ascii: boolean) {
    this.ascii = ascii;
    this.#bytes = Buffer.from(buffer, start, size);
  }

  slice(start: number, size: number): string {
    return this.#bytes.toString(this.ascii ? 'latin1' : 'utf8', start, start + size);
  }
}

/** Reads words in their order. The bytes are borrowed until the last word has been read; columns are copied. */
export class FlatReader {
  readonly #text: string;
  readonly #words: Float64Array;
  readonly #columns: ArrayBuffer;
  #next = 0;

  constructor(buffer: ArrayBuffer, address: number) {
    const [words, columns, text] = new Uint32Array(buffer, address, 3) as unknown as [number, number, number];
    const start = address + headBytes;
    const behind = start + words * 8;
    this.#words = new Float64Array(buffer, start, words);
    this.#columns = buffer.slice(behind, behind + columns);
    this.#text = decoder.decode(new Uint8Array(buffer, behind + columns, text));
  }

  number(): number {
    return this.#words[this.#next++]!;
  }

  flag(): boolean {
    return this.number() !== 0;
  }

  /** NaN is absence. */
  maybe(): number | undefined {
    const value = this.number();
    return Number.isNaN(value) ? undefined : value;
  }

  words(): string {
    const start = this.number();
    return this.#text.slice(start, start + this.number());
  }

  list<T>(each: (place: number) => T): T[] {
    const count = this.number();
    const all: T[] = [];
    for (let place = 0; place < count; place++) all.push(each(place));
    return all;
  }

  /** Text that columns tell places in. */
  bytes(): Text {
    return new Text(this.#columns, this.number(), this.number(), this.flag());
  }

  column(rows: number): Column {
    const kind = this.number();
    const first = this.number();
    const second = this.number();
    if (kind === 0) return new Column(first, second);
    const Values = ([Uint32Array, Float64Array, BigInt64Array] as const)[kind - 1]!;
    return new Column(0, 0, new Values(this.#columns, first, rows));
  }
}
