/**
 * The origin: code on one port, media on another, behind one shaped line. A process of its own, so that its timing
 * does not wait for whoever drives the browser.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTcpServer, type AddressInfo, type Socket } from 'node:net';
import { contentType, Folder, parseRange } from './files.ts';
import { Link, type Shape } from './link.ts';
import type { Answer, Order, OriginOptions, RequestSeen } from './messages.ts';
import { ShapedLine } from './shaped-socket.ts';

const options = JSON.parse(process.argv[2] ?? '{}') as OriginOptions;
const media = new Folder(options.mediaRoot);
const code = new Folder(options.codeRoot);
let page = '';
let line: ShapedLine | undefined;
let requests: RequestSeen[] = [];

function epochNow(): number {
  return performance.timeOrigin + performance.now();
}

function setShape(shape: Shape): void {
  const { bitsPerSecond, roundTripMs } = shape;
  line = bitsPerSecond === undefined ? undefined : new ShapedLine(new Link(bitsPerSecond), roundTripMs);
}

function note(port: 'code' | 'media', request: IncomingMessage, response: ServerResponse): RequestSeen {
  const range = request.headers.range;
  const path = new URL(request.url ?? '/', 'http://origin').pathname;
  const seen: RequestSeen = { port, path, ...(range && { range }), arrivedAt: epochNow(), bytes: 0 };
  requests.push(seen);
  response.on('finish', () => (seen.sentAt = epochNow()));
  return seen;
}

/** `/<run>/<path>`: the run's name makes every URL new, so no cache of any kind can answer. */
function serveMedia(request: IncomingMessage, response: ServerResponse): void {
  const seen = note('media', request, response);
  const bytes = media.read(seen.path.split('/').slice(2).join('/'));
  response.setHeader('Access-Control-Allow-Origin', '*');
  response.setHeader('Timing-Allow-Origin', '*');
  response.setHeader('Cache-Control', 'no-store');
  if (!bytes) return void response.writeHead(404).end();
  const range = parseRange(request.headers.range, bytes.length);
  const body = range ? bytes.subarray(range.first, range.last + 1) : bytes;
  if (range) response.setHeader('Content-Range', `bytes ${range.first}-${range.last}/${bytes.length}`);
  response.setHeader('Content-Type', contentType(seen.path));
  response.setHeader('Content-Length', body.length);
  seen.bytes = body.length;
  response.writeHead(range ? 206 : 200).end(body);
}

function serveCode(request: IncomingMessage, response: ServerResponse): void {
  const seen = note('code', request, response);
  if (seen.path === '/page') {
    response
      .writeHead(200, { 'Content-Type': contentType('page.html'), 'Cache-Control': 'no-store' })
      .end(page);
    return;
  }
  const packed = /\bbr\b/.test(String(request.headers['accept-encoding']))
    ? code.read(`${seen.path}.br`)
    : undefined;
  const bytes = packed ?? code.read(seen.path);
  if (!bytes) return void response.writeHead(404).end();
  seen.bytes = bytes.length;
  response.writeHead(200, {
    'Content-Type': contentType(seen.path),
    'Content-Length': bytes.length,
    'Cache-Control': 'public, max-age=31536000, immutable',
    ...(packed && { 'Content-Encoding': 'br' }),
  });
  response.end(bytes);
}

async function listen(serve: (request: IncomingMessage, response: ServerResponse) => void): Promise<number> {
  const http = createServer({ keepAliveTimeout: 60_000 }, serve);
  const tcp = createTcpServer((socket: Socket) => {
    socket.setNoDelay(true);
    http.emit('connection', line ? line.wrap(socket) : socket);
  });
  await new Promise<void>((resolve) => tcp.listen(0, '127.0.0.1', resolve));
  return (tcp.address() as AddressInfo).port;
}

function answer(message: Answer): void {
  process.send?.(message);
}

process.on('message', (order: Order) => {
  if (order.kind === 'requests') {
    answer({ kind: 'requests', requests });
    requests = [];
    return;
  }
  if (order.kind === 'shape') setShape(order.shape);
  else page = order.html;
  answer({ kind: 'done' });
});
process.on('disconnect', () => process.exit(0));

const [codePort, mediaPort] = await Promise.all([listen(serveCode), listen(serveMedia)]);
answer({ kind: 'ready', codePort, mediaPort });
