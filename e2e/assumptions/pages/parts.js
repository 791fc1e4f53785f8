/** The parts of an fMP4 file: `init`, then each `moof` with its `mdat` as one segment. */
export function partsOf(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const segments = [];
  let init = 0;
  for (let at = 0; at + 8 <= bytes.length;) {
    const size = view.getUint32(at);
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (type === 'moof') segments.push({ from: at, to: at + size, moof: size });
    else if (type === 'mdat') segments.at(-1).to = at + size;
    else if (type === 'moov') init = at + size;
    at += size;
  }
  return { init: { from: 0, to: init }, segments };
}

/** Bytes that an operation names: a part or a run of parts, and of that only `bytes: [from, to]`. */
export function pick(file, { part, bytes }) {
  const { init, segments } = partsOf(file);
  let range = { from: 0, to: file.length };
  if (part === 'init') range = init;
  else if (Array.isArray(part)) range = { from: segments[part[0]].from, to: segments[part[1]].to };
  else if (part !== undefined) range = segments[part];
  const whole = file.subarray(range.from, range.to);
  return bytes ? whole.subarray(bytes[0], bytes[1] ?? whole.length) : whole;
}
