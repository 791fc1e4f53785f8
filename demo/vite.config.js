import { createReadStream, existsSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { extname, join, normalize } from 'node:path';
import { defineConfig } from 'vite';

const cache = process.env.PRAXINO_CACHE ?? join(homedir(), '.cache', 'praxino');
const types = {
  '.json': 'application/json',
  '.m3u8': 'application/vnd.apple.mpegurl',
  '.mpd': 'application/dash+xml',
  '.mp4': 'video/mp4',
  '.m4s': 'video/iso.segment',
};

/** In `vite dev` and `vite preview` the made streams are served beside the page, as scripts/demo does. */
const streams = {
  name: 'streams',
  configureServer: (server) => void server.middlewares.use('/streams', serve),
  configurePreviewServer: (server) => void server.middlewares.use('/streams', serve),
};

function serve(request, reply, next) {
  const file = join(cache, 'streams', normalize(decodeURIComponent(request.url.split('?')[0])));
  if (!file.startsWith(join(cache, 'streams')) || !existsSync(file) || !statSync(file).isFile())
    return next();
  const size = statSync(file).size;
  const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '');
  const start = range ? Number(range[1]) : 0;
  const end = range && range[2] ? Math.min(Number(range[2]), size - 1) : size - 1;
  reply.setHeader('content-type', types[extname(file)] ?? 'application/octet-stream');
  reply.setHeader('content-length', end - start + 1);
  if (range) reply.setHeader('content-range', `bytes ${start}-${end}/${size}`);
  reply.statusCode = range ? 206 : 200;
  createReadStream(file, { start, end }).pipe(reply);
}

export default defineConfig({
  base: './',
  plugins: [streams],
  // The package finds its worker and wasm beside itself; bundled into a cache folder it would not.
  optimizeDeps: { exclude: ['praxino'] },
  build: { target: 'es2022', assetsInlineLimit: 0 },
});
