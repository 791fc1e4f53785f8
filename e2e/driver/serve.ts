/** A small static server on loopback for the pages of the tests. */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
  '.mp4': 'video/mp4',
};

export interface Served {
  readonly url: string;
  close(): Promise<void>;
}

export interface ServeOptions {
  /** Address prefix → folder; the longest prefix wins. */
  readonly roots: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
}

export async function serve({ roots, headers = {} }: ServeOptions): Promise<Served> {
  const prefixes = Object.keys(roots).sort((a, b) => b.length - a.length);
  const server = createServer((request, reply) => {
    const path = normalize(decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname));
    const prefix = prefixes.find((each) => path.startsWith(each));
    const file = prefix === undefined ? undefined : join(roots[prefix] ?? '', path.slice(prefix.length));
    const refuse = () => reply.writeHead(404).end();
    if (file === undefined) return refuse();
    stat(file).then((found) => {
      if (!found.isFile()) return refuse();
      const type = types[extname(file)] ?? 'application/octet-stream';
      reply.writeHead(200, { 'content-type': type, 'content-length': found.size, ...headers });
      createReadStream(file).pipe(reply);
    }, refuse);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}
