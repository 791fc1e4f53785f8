/**
 * Appending views into WebAssembly memory. Runs on the page and in a worker alike: needs an open sink only.
 * A view is filled from `bytes`; right after appendBuffer() the memory is overwritten or grown.
 */
import { append, idle, nameOfThrown } from './mse.js';

const page = 65536;

function heapWith(bytes) {
  const memory = new WebAssembly.Memory({ initial: Math.ceil(bytes.length / page) + 1 });
  const view = new Uint8Array(memory.buffer, 1000, bytes.length); // at an odd place, not at the start
  view.set(bytes);
  return { memory, view };
}

/** Each chunk goes through the same stretch of memory, which is spoilt as soon as appendBuffer() returns. */
export async function appendThenOverwrite(sink, bytes) {
  const size = 4096;
  const memory = new WebAssembly.Memory({ initial: 1 });
  for (let at = 0; at < bytes.length; at += size) {
    const chunk = bytes.subarray(at, at + size);
    const view = new Uint8Array(memory.buffer, 1000, chunk.length);
    view.set(chunk);
    sink.appendBuffer(view);
    view.fill(0xff);
    await idle(sink);
  }
}

/** The memory grows, which detaches its buffer, while the append is still running. */
export async function appendThenGrow(sink, bytes) {
  const { memory, view } = heapWith(bytes);
  sink.appendBuffer(view);
  memory.grow(1);
  const detached = view.byteLength === 0;
  await idle(sink);
  return { detached };
}

/** What appendBuffer() says to a view whose memory has grown since it was made. */
export async function appendDetached(sink, bytes) {
  const { memory, view } = heapWith(bytes);
  memory.grow(1);
  const error = nameOfThrown(() => sink.appendBuffer(view));
  await idle(sink);
  return { length: view.byteLength, error };
}

/** A shared memory's view is refused everywhere; null where shared memory itself is missing. */
export async function appendShared(sink, bytes) {
  let memory;
  try {
    memory = new WebAssembly.Memory({ initial: 4, maximum: 4, shared: true });
  } catch {
    return null;
  }
  const view = new Uint8Array(memory.buffer, 0, bytes.length);
  view.set(bytes);
  const error = nameOfThrown(() => sink.appendBuffer(view));
  await idle(sink);
  return { error };
}

/** Cuts at the given offsets, or every `size` bytes. */
export async function appendPieces(sink, bytes, { size, cuts }) {
  const ends = cuts ?? Array.from({ length: Math.ceil(bytes.length / size) - 1 }, (_, i) => (i + 1) * size);
  let from = 0;
  for (const end of [...ends, bytes.length]) {
    await append(sink, bytes.subarray(from, end));
    from = end;
  }
  return { appends: ends.length + 1 };
}
