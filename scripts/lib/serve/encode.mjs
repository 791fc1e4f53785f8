// Compressed bodies of web assets: a `.br` or `.gz` beside the file if it is there, else made once and remembered.
import { readFile, stat } from 'node:fs/promises';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const compressible = /^(text\/(html|css|javascript|plain)|application\/(json|wasm)|image\/svg)/;
const made = new Map();

const encoders = {
  br: {
    extension: '.br',
    // The best setting takes seconds for a module; this one is within a few per cent of it at once.
    encode: (bytes) => promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
  },
  gzip: { extension: '.gz', encode: (bytes) => promisify(gzip)(bytes) },
};

/** @returns {Promise<{ encoding: string, bytes: Buffer } | undefined>} undefined: send the file as it is */
export async function encodedBody(file, etag, type, accepted) {
  if (!compressible.test(type)) return undefined;
  const offered = accepted.split(',').map((each) => each.trim().split(';')[0]);
  const encoding = ['br', 'gzip'].find((each) => offered.includes(each));
  if (!encoding) return undefined;
  const key = `${encoding} ${etag} ${file}`;
  if (!made.has(key)) made.set(key, make(file, encoders[encoding]));
  return { encoding, bytes: await made.get(key) };
}

async function make(file, { extension, encode }) {
  const [source, ready] = await Promise.all([stat(file), stat(file + extension).catch(() => undefined)]);
  // One that is older than its file was made from another.
  if (ready && ready.mtimeMs >= source.mtimeMs) return readFile(file + extension);
  return encode(await readFile(file));
}
