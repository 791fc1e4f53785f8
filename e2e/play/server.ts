/** The server of these tests: pages, package and streams under a strict policy, and folders where things go wrong. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { serve, strictPolicy, type Served } from '../../scripts/serve.mjs';
import { faultFolders, misbehave } from './faults.ts';
import { streamsFolder } from './streams.ts';

const folder = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** What the server says instead of a file, by the path's first folder; undefined: the file itself. */
const wrongs: Record<string, (path: string) => { status: number; body: string } | undefined> = {
  'no-segments': (path) => (/-0*\d+\.m4s$/.test(path) ? { status: 500, body: 'out of order' } : undefined),
  'no-inits': (path) => (path.endsWith('-init.mp4') ? { status: 404, body: 'not found' } : undefined),
  'no-media': (path) => (path.endsWith('.m4s') ? { status: 200, body: '<p>Please log in</p>' } : undefined),
  'no-playlists': (path) =>
    path.endsWith('.m3u8') && !path.endsWith('master.m3u8') ? { status: 403, body: 'no' } : undefined,
  garbage: (path) =>
    path.endsWith('.m3u8') ? { status: 200, body: '#EXTM3U\n#EXTINF:two,\n\u0000\u0001\n' } : undefined,
  'signed-only': () => undefined,
};

export async function serveEverything(): Promise<Served & { readonly closedUrl: string }> {
  // Another origin, which allows nobody.
  const closed = createServer((_, reply) => void reply.end('#EXTM3U\n'));
  await new Promise<void>((listening) => closed.listen(0, '127.0.0.1', listening));
  const closedUrl = `http://127.0.0.1:${(closed.address() as AddressInfo).port}`;
  // And one that nobody answers for.
  const dead = createServer();
  await new Promise<void>((listening) => dead.listen(0, '127.0.0.1', listening));
  const deadUrl = `http://127.0.0.1:${(dead.address() as AddressInfo).port}`;
  await new Promise((closing) => dead.close(closing));
  const fault = misbehave({ closedUrl, deadUrl });
  const roots = { '/pages/': folder('./pages'), '/js/': folder('../../js/dist'), '/streams/': streamsFolder };
  const places = Object.fromEntries(
    [...Object.keys(wrongs), ...faultFolders].map((name) => [`/${name}/`, streamsFolder]),
  );
  const served = await serve({
    roots: { ...roots, ...places },
    csp: strictPolicy.replace("connect-src 'self'", `connect-src 'self' ${closedUrl} ${deadUrl}`),
    intercept: (request, reply, path) => {
      const place = path.split('/')[1] ?? '';
      const unsigned = place === 'signed-only' && request.headers['x-signed'] !== 'yes';
      const wrong = unsigned ? { status: 401, body: 'who are you?' } : wrongs[place]?.(path);
      if (!wrong) return fault(request, reply, path);
      reply.writeHead(wrong.status, { 'content-type': 'text/plain' }).end(wrong.body);
      return true;
    },
  });
  const close = async () => {
    closed.close();
    closed.closeAllConnections();
    await served.close();
  };
  return { ...served, closedUrl, close };
}
