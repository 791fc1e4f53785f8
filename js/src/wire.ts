/**
 * Events and effects as bytes: what core/player/wire.h says, in one small loop over the tables of protocol.ts. The same
 * bytes cross into wasm, travel between threads and fill the log. All numbers are little-endian:
 *   message  u16 kind, u16 0, u32 length of what follows; then its fields
 *   field    u8 number, u8 type, payload by type
 * Unknown kinds and fields are skipped; a field that is not there has its default. Bytes that an event or effect speaks
 * of (bodies, appends) are only a length and a hash here: they travel beside, in order.
 */
import type {
  Effect,
  EffectKind,
  EngineEvent,
  EventInit,
  EventKind,
  FieldRow,
  MessageRow,
} from './protocol.js';
import { blob, bool, effectTable, eventTable, f64, f64s, oneOf, records } from './protocol.js';
import { text, texts, u32 } from './protocol.js';

type Values = Record<string, unknown>;

interface Field {
  readonly number: number;
  readonly name: string;
  readonly type: number;
  /** As the wire has it: bool and oneOf are u32 there. */
  readonly wire: number;
  readonly names: readonly string[];
  readonly record: Shape | undefined;
}

/** A table made ready: fields in order for writing, by number for reading. */
interface Shape {
  readonly kind: number;
  readonly fields: readonly Field[];
  readonly byNumber: readonly (Field | undefined)[];
  /** Copied for every message, so that all of a kind have one hidden class. */
  readonly defaults: Values;
}

function shapeOf(rows: readonly FieldRow[], kind = 0, name?: string): Shape {
  const fields: Field[] = [];
  const byNumber: Field[] = [];
  const defaults: Values = name === undefined ? {} : { kind: name };
  for (const [number, field, type, fallback, of = []] of rows) {
    const wire = type === bool || type === oneOf ? u32 : type;
    const names = type === oneOf ? (of as readonly string[]) : [];
    const record = type === records ? shapeOf(of as readonly FieldRow[]) : undefined;
    defaults[field] = fallback;
    fields.push((byNumber[number] = { number, name: field, type, wire, names, record }));
  }
  return { kind, fields, byNumber, defaults };
}

const shapesOf = (table: readonly MessageRow[]) =>
  table.map((row) => shapeOf(row.fields, row.kind, row.name));
const eventShapes = shapesOf(eventTable);
const effectShapes = shapesOf(effectTable);
const eventByName = new Map(eventTable.map((row, index) => [row.name, eventShapes[index] as Shape]));
const byKind = (shapes: readonly Shape[]) => {
  const all: Shape[] = [];
  for (const shape of shapes) all[shape.kind] = shape;
  return all;
};
const eventByKind = byKind(eventShapes);
const effectByKind = byKind(effectShapes);

// ---- writing ---------------------------------------------------------------------------------------------------

const encoder = new TextEncoder();
let scratch = new Uint8Array(1024);
let view = new DataView(scratch.buffer);
let at = 0;

function room(bytes: number): void {
  if (at + bytes <= scratch.length) return;
  const larger = new Uint8Array(2 * (at + bytes));
  larger.set(scratch.subarray(0, at));
  scratch = larger;
  view = new DataView(scratch.buffer);
}

function putU32(value: number): void {
  room(4);
  view.setUint32(at, value, true);
  at += 4;
}

function putText(value: string): void {
  room(4 + 3 * value.length);
  const { written } = encoder.encodeInto(value, scratch.subarray(at + 4));
  view.setUint32(at, written, true);
  at += 4 + written;
}

/** Leaves four bytes for a length that is known only after what follows. */
function beginLength(): number {
  putU32(0);
  return at;
}

function endLength(start: number): void {
  view.setUint32(start - 4, at - start, true);
}

function putFields(shape: Shape, values: Values): void {
  for (const field of shape.fields) {
    const value = values[field.name];
    if (value !== undefined) putField(field, value);
  }
}

function putField(field: Field, value: unknown): void {
  room(16);
  scratch[at++] = field.number;
  scratch[at++] = field.wire;
  switch (field.type) {
    case u32:
      return putU32(value as number);
    case bool:
      return putU32(value ? 1 : 0);
    case oneOf:
      return putU32(field.names.indexOf(value as string));
    case f64:
      view.setFloat64(at, value as number, true);
      at += 8;
      return;
    case text:
      return putText(value as string);
    case blob: {
      // The engine hashes what it records; here the hash stays 0.
      putU32((value as Uint8Array).byteLength);
      view.setBigUint64(at, 0n, true);
      at += 8;
      return;
    }
    case f64s: {
      const list = value as readonly number[];
      room(4 + 8 * list.length);
      putU32(list.length);
      for (const item of list) {
        view.setFloat64(at, item, true);
        at += 8;
      }
      return;
    }
    default: {
      const start = beginLength();
      for (const item of value as readonly unknown[]) {
        if (field.type === texts) {
          putText(item as string);
        } else {
          const record = beginLength();
          putFields(field.record as Shape, item as Values);
          endLength(record);
        }
      }
      endLength(start);
    }
  }
}

/** The event as bytes: a view that is valid until the next call. A body's bytes go right after it. */
export function encodeEvent(event: EventInit): Uint8Array {
  const shape = eventByName.get(event.kind) as Shape;
  at = 0;
  putU32(shape.kind);
  const start = beginLength();
  putFields(shape, event as unknown as Values);
  endLength(start);
  return scratch.subarray(0, at);
}

// ---- reading ---------------------------------------------------------------------------------------------------

const decoder = new TextDecoder();

/** Reads a batch. What is cut off at its end is left out; nothing here throws, whatever the bytes are. */
class Reader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #blobs: readonly Uint8Array[];
  #at = 0;
  #blob = 0;

  constructor(bytes: Uint8Array, blobs: readonly Uint8Array[]) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#blobs = blobs;
  }

  messages(shapes: readonly (Shape | undefined)[]): Values[] {
    const all: Values[] = [];
    while (this.#at + 8 <= this.#bytes.length) {
      const shape = shapes[this.#view.getUint16(this.#at, true)];
      const end = this.#at + 8 + this.#view.getUint32(this.#at + 4, true);
      if (end > this.#bytes.length) break;
      this.#at += 8;
      const values = this.#fields(shape, end);
      if (shape) all.push(values);
    }
    return all;
  }

  #fields(shape: Shape | undefined, end: number): Values {
    const values: Values = { ...shape?.defaults };
    while (this.#at + 2 <= end) {
      const field = shape?.byNumber[this.#bytes[this.#at] as number];
      const wire = this.#bytes[this.#at + 1] as number;
      this.#at += 2;
      const next = this.#end(wire, end);
      if (next < 0) break;
      if (field?.wire === wire) this.#value(field, next, values);
      else if (wire === blob) this.#blob++;
      this.#at = next;
    }
    this.#at = end;
    return values;
  }

  /** Where the payload here ends; -1 where it would not fit or its type is unknown. */
  #end(wire: number, limit: number): number {
    const sized = wire === text || wire === f64s || wire === texts || wire === records;
    let length = wire === u32 ? 4 : wire === f64 ? 8 : wire === blob ? 12 : sized ? 4 : -1;
    if (length < 0 || this.#at + length > limit) return -1;
    if (sized) length += this.#view.getUint32(this.#at, true) * (wire === f64s ? 8 : 1);
    return this.#at + length <= limit ? this.#at + length : -1;
  }

  #value(field: Field, end: number, values: Values): void {
    const { name } = field;
    const start = this.#at;
    switch (field.type) {
      case u32:
        values[name] = this.#view.getUint32(start, true);
        return;
      case bool:
        if (this.#view.getUint32(start, true) < 2) values[name] = this.#bytes[start] === 1;
        return;
      case oneOf:
        values[name] = field.names[this.#view.getUint32(start, true)] ?? values[name];
        return;
      case f64:
        values[name] = this.#view.getFloat64(start, true);
        return;
      case text:
        values[name] = decoder.decode(this.#bytes.subarray(start + 4, end));
        return;
      case blob:
        values[name] = this.#blobs[this.#blob++] ?? values[name];
        return;
      case f64s: {
        const list = new Array<number>((end - start - 4) / 8);
        for (let i = 0; i < list.length; i++) list[i] = this.#view.getFloat64(start + 4 + 8 * i, true);
        values[name] = list;
        return;
      }
      default:
        values[name] = this.#items(field, start + 4, end);
    }
  }

  #items(field: Field, start: number, end: number): unknown[] {
    const items: unknown[] = [];
    for (let at = start; at + 4 <= end;) {
      const stop = at + 4 + this.#view.getUint32(at, true);
      if (stop > end) break;
      if (field.type === texts) {
        items.push(decoder.decode(this.#bytes.subarray(at + 4, stop)));
      } else {
        this.#at = at + 4;
        items.push(this.#fields(field.record, stop));
      }
      at = stop;
    }
    return items;
  }
}

/** A batch of effects as objects. `blobs` are the bytes that travel beside it, in order. */
export function decodeEffects(bytes: Uint8Array, blobs: readonly Uint8Array[] = []): Effect<EffectKind>[] {
  return new Reader(bytes, blobs).messages(effectByKind) as unknown as Effect<EffectKind>[];
}

/** A batch of events as objects: for the page's side of a log, and for tests. */
export function decodeEvents(bytes: Uint8Array, blobs: readonly Uint8Array[] = []): EngineEvent<EventKind>[] {
  return new Reader(bytes, blobs).messages(eventByKind) as unknown as EngineEvent<EventKind>[];
}
