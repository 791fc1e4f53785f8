/** The bytes of a log file that are not the engine's own records (core/player/log.h says what those are). */
import { protocolVersion } from './protocol.js';

/** What a log file begins with; the engine's records follow it as they are. */
export function logHeader(): Uint8Array {
  const bytes = new TextEncoder().encode('PRXL\0\0\0\0');
  const header = new DataView(bytes.buffer);
  header.setUint16(4, 1, true);
  header.setUint16(6, protocolVersion, true);
  return bytes;
}

/** Stands at the beginning of a ring that let its oldest records go. */
export function logDropped(count: number): Uint8Array {
  const record = new DataView(new ArrayBuffer(9));
  record.setUint8(0, 4);
  record.setUint32(1, 4, true);
  record.setUint32(5, count, true);
  return new Uint8Array(record.buffer);
}
