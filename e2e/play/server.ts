/** The server of these tests: pages, package and streams under a strict policy, and folders where things go wrong. */
import { fileURLToPath } from 'node:url';
import { serve, strictPolicy, type Served } from '../../scripts/serve.mjs';
import { faultFolder, faultRows, misbehave, openNowhere } from '../../tests/faults.ts';
import { together } from './faults.ts';
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
  const nowhere = await openNowhere();
  const { closedUrl, deadUrl } = nowhere;
  const fault = misbehave({ streamsFolder, closedUrl, deadUrl });
  const roots = { '/pages/': folder('./pages'), '/js/': folder('../../js/dist'), '/streams/': streamsFolder };
  const places = Object.fromEntries(
    [
      ...Object.keys(wrongs),
      ...faultRows.flatMap((_, i) => together.map((_, round) => faultFolder(i, `-${round}`))),
    ].map((name) => [`/${name}/`, streamsFolder]),
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
    nowhere.close();
    await served.close();
  };
  return { ...served, closedUrl, close };
}
