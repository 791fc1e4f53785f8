#!/usr/bin/env node
// A small static server for the demo page, the browser tests and the benchmarks: right MIME types, byte ranges, ETag,
// CORS, compressed web assets and, when asked, a strict Content-Security-Policy. It listens on loopback alone.
//
//   serve.mjs [PREFIX=]FOLDER… [--port N] [--csp]
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { encodedBody } from './lib/serve/encode.mjs';
import { parseRange } from './lib/serve/range.mjs';
import { typeOf } from './lib/serve/types.mjs';

/** What a careful site sends: nothing inline, no eval; WebAssembly and the blobs of Media Source Extensions only. */
export const strictPolicy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "media-src 'self' blob:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

const cors = {
  'access-control-allow-origin': '*',
  'access-control-allow-headers': '*',
  'access-control-allow-methods': 'GET, HEAD, OPTIONS',
  'access-control-expose-headers': '*',
  'timing-allow-origin': '*',
};

// The options are described where their types are: serve.d.mts.
export async function serve({
  roots,
  port = 0,
  host = '127.0.0.1',
  headers = {},
  csp = false,
  compress = true,
  intercept,
}) {
  const prefixes = Object.keys(roots).sort((a, b) => b.length - a.length);
  const policy = csp === true ? strictPolicy : csp;

  /** The file behind a path, or undefined; never one outside its root. */
  async function find(path) {
    for (const prefix of prefixes) {
      if (!path.startsWith(prefix)) continue;
      const root = resolve(roots[prefix]);
      let file = join(root, path.slice(prefix.length));
      if (file !== root && !file.startsWith(root + sep)) continue;
      let found = await stat(file).catch(() => undefined);
      if (found?.isDirectory()) {
        file = join(file, 'index.html');
        found = await stat(file).catch(() => undefined);
      }
      if (found?.isFile())
        return { file, size: found.size, etag: `"${found.size.toString(16)}-${found.mtimeMs.toString(16)}"` };
    }
    return undefined;
  }

  async function answer(request, reply) {
    const path = decodeURIComponent(new URL(request.url, 'http://localhost').pathname);
    const more = typeof headers === 'function' ? headers(path) : headers;
    for (const [name, value] of Object.entries({ ...cors, 'cache-control': 'no-cache', ...more })) {
      reply.setHeader(name, value);
    }
    if (await intercept?.(request, reply, path)) return;
    if (request.method === 'OPTIONS') return void reply.writeHead(204).end();
    if (request.method !== 'GET' && request.method !== 'HEAD') return void reply.writeHead(405).end();
    const found = await find(path);
    if (!found) return void reply.writeHead(404, { 'content-type': 'text/plain' }).end('not found\n');

    const { file, size, etag } = found;
    const type = typeOf(file);
    reply.setHeader('content-type', type);
    reply.setHeader('etag', etag);
    if (policy && type.startsWith('text/html')) reply.setHeader('content-security-policy', policy);
    if (request.headers['if-none-match'] === etag) return void reply.writeHead(304).end();

    const wanted = request.headers['if-range'] ?? etag;
    const range = wanted === etag ? parseRange(request.headers.range, size) : undefined;
    if (range === 'unsatisfiable')
      return void reply.writeHead(416, { 'content-range': `bytes */${size}` }).end();
    if (!range && compress) {
      const body = await encodedBody(file, etag, type, request.headers['accept-encoding'] ?? '');
      if (body) {
        reply.writeHead(200, {
          'content-encoding': body.encoding,
          'content-length': body.bytes.length,
          vary: 'accept-encoding',
        });
        return void reply.end(request.method === 'HEAD' ? undefined : body.bytes);
      }
    }
    const [first, last] = range ?? [0, size - 1];
    reply.writeHead(range ? 206 : 200, {
      'accept-ranges': 'bytes',
      'content-length': last - first + 1,
      ...(range && { 'content-range': `bytes ${first}-${last}/${size}` }),
    });
    if (request.method === 'HEAD' || size === 0) return void reply.end();
    const stream = createReadStream(file, { start: first, end: last });
    stream.on('error', () => reply.destroy());
    reply.on('close', () => stream.destroy());
    stream.pipe(reply);
  }

  const server = createServer((request, reply) => {
    answer(request, reply).catch(() => {
      if (reply.headersSent) reply.destroy();
      else reply.writeHead(400).end();
    });
  });
  await new Promise((listening, failed) => {
    server.once('error', failed);
    server.listen(port, host, listening);
  });
  const { port: taken } = server.address();
  return {
    url: `http://${host}:${taken}`,
    port: taken,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

async function main(words) {
  const roots = {};
  let port = 0;
  let csp = false;
  while (words.length) {
    const word = words.shift();
    if (word === '--port') port = Number(words.shift());
    else if (word === '--csp') csp = true;
    else {
      const [, prefix = '/', folder] = /^(?:(\/[^=]*)=)?(.+)$/.exec(word);
      roots[prefix] = folder;
    }
  }
  if (!Object.keys(roots).length) throw new Error('usage: serve.mjs [PREFIX=]FOLDER… [--port N] [--csp]');
  const { url } = await serve({ roots, port, csp });
  console.log(url);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main(process.argv.slice(2));
