/**
 * The faults of faults.json on real connections: the browser tests (e2e/play/faults.ts) and the benchmark beside the
 * peers (bench/src/faults) have the same server misbehave; sessions/faults_test.cpp has the rows in virtual time.
 */
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

export interface FaultRow {
  readonly name: string;
  readonly of: keyof typeof places;
  readonly fault: {
    readonly status?: number;
    readonly retryAfter?: number;
    readonly silent?: boolean;
    /** The address leads to a port where nobody listens; to an origin that lets nobody read; to itself. */
    readonly dead?: boolean;
    readonly refused?: boolean;
    readonly loops?: boolean;
    /** The connection breaks before the head, or after so many bytes; or nothing more comes after so many. */
    readonly reset?: boolean;
    readonly cut?: number;
    readonly stall?: number;
    /** Bytes a second. */
    readonly rate?: number;
    /** The body ends there; after that part of it. */
    readonly ends?: number;
    readonly part?: number;
    readonly moreAnnounced?: number;
    readonly body?: string;
    readonly type?: string;
    readonly noRanges?: boolean;
    /** Only the first body breaks, and the file has another ETag from then on. */
    readonly changes?: boolean;
    /** Seconds that its timestamps are ahead. */
    readonly ahead?: number;
    /** What the boxes say is as it was; the samples themselves are not. */
    readonly garbage?: boolean;
  };
  /** How often; always where it is not said. */
  readonly times?: number;
  /** When, in seconds since the first request. */
  readonly from?: number;
  readonly for?: number;
  /** Of a DASH stream that the MPD says lies at two places. */
  readonly mirrored?: boolean;
  readonly bufferGoal?: number;
  /** Film seconds that have to be passed; 7 where it is not said. */
  readonly until?: number;
  /** Seconds of standing still at most; or */
  readonly late?: number;
  /** the error that is told, within so many seconds. */
  readonly error?: string;
  readonly within?: number;
  /** Only in Chromium, for time's sake. */
  readonly more?: boolean;
  /** Not in virtual time: only a browser's decoder makes anything of it. */
  readonly decoded?: boolean;
}

export const faultRows = JSON.parse(
  readFileSync(new URL('./faults.json', import.meta.url), 'utf8'),
) as readonly FaultRow[];

/** Film seconds that have to be passed: the third segment ends at 6 s. */
export const untilOf = ({ until = 7 }: FaultRow): number => until;

/** The stream, of those that scripts/streams makes. */
export const streamOf = ({ mirrored }: FaultRow): string => (mirrored ? 'dash-number' : 'hls-fmp4');

/** The picture's third segment, from 4 to 6 s; the picture's playlists; and so on. Paths below the row's folder. */
const places = {
  segment: /\/v\d+-0*3\.m4s$/,
  later: /-0*([3-9]|[1-9]\d)\.m4s$/,
  sound: /\/a[^/]*-0*[345]\.m4s$/,
  'first place': /^cmaf\/.*\.m4s$/,
  playlist: /\/v\d+\.m3u8$/,
  manifest: /(master\.m3u8|\.mpd)$/,
  all: /./,
};

/** ms. A body that errors loses what its reader has not taken yet (Streams §ReadableStreamError): time to take it. */
const breaksAfter = 500;

/** Where the streams are, and origins that lead nowhere: one that lets nobody read, one that nobody answers for. */
export interface Surroundings {
  readonly streamsFolder: string;
  readonly closedUrl: string;
  readonly deadUrl: string;
}

export interface Nowhere extends Omit<Surroundings, 'streamsFolder'> {
  close(): void;
}

export async function openNowhere(): Promise<Nowhere> {
  const listen = async (server: Server) => {
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  };
  const closed = createServer((_, reply) => void reply.end('#EXTM3U\n'));
  const dead = createServer();
  const [closedUrl, deadUrl] = await Promise.all([listen(closed), listen(dead)]);
  await new Promise((closing) => dead.close(closing));
  const close = () => {
    closed.close();
    closed.closeAllConnections();
  };
  return { closedUrl, deadUrl, close };
}

/** The folder of a row; one and the same row may lie in several, each with a time and counts of its own. */
export const faultFolder = (row: number, of = ''): string => `faults/${row}${of}`;

/** Answers as the row of `/faults/ROW…/…` says; false where this request is to be answered well. */
export function misbehave(around: Surroundings) {
  const { streamsFolder } = around;
  const attempts = new Map<string, number>();
  const began = new Map<string, number>();
  return async (request: IncomingMessage, reply: ServerResponse, path: string): Promise<boolean> => {
    const [, folder = '', number, rest = ''] = /^\/faults\/((\d+)[^/]*)\/(.*)$/.exec(path) ?? [];
    const row = faultRows[Number(number)];
    if (!row) return false;
    const now = performance.now() / 1000;
    if (!began.has(folder)) began.set(folder, now);
    const at = now - began.get(folder)!;
    const file = rest.replace(/^mirror\//, '');
    const meant =
      places[row.of].test(rest) && at >= (row.from ?? 0) && at < (row.from ?? 0) + (row.for ?? Infinity);
    const attempt = attempts.get(path) ?? 0;
    if (meant) attempts.set(path, attempt + 1);
    if (!meant || attempt >= (row.times ?? Infinity)) {
      if (row.mirrored && rest.endsWith('.mpd')) {
        const mpd = await readFile(join(streamsFolder, file), 'utf8');
        reply.end(mpd.replace(/<BaseURL>(.*)<\/BaseURL>/, '$&<BaseURL>../mirror/cmaf/</BaseURL>'));
        return true;
      }
      if (file === rest) return false;
      reply.end(await readFile(join(streamsFolder, file)));
      return true;
    }
    let { fault } = row;
    if (fault.changes) {
      reply.setHeader('etag', `"${Math.min(attempt, 1)}"`);
      const { cut: _, ...changed } = fault;
      if (attempt > 0) fault = changed;
    }
    await answer(request, reply, fault, file, around);
    return true;
  };
}

async function answer(
  request: IncomingMessage,
  reply: ServerResponse,
  fault: FaultRow['fault'],
  path: string,
  { streamsFolder, closedUrl, deadUrl }: Surroundings,
): Promise<void> {
  if (fault.silent) return;
  if (fault.reset) return void request.socket.destroy();
  if (fault.refused || fault.dead || fault.loops) {
    const to = fault.refused ? `${closedUrl}/${path}` : fault.dead ? deadUrl : request.url;
    return void reply.writeHead(302, { location: to }).end();
  }
  if (fault.status) {
    if (fault.retryAfter !== undefined) reply.setHeader('retry-after', fault.retryAfter);
    return void reply.writeHead(fault.status, { 'content-type': 'text/plain' }).end('out of order');
  }
  const whole = join(streamsFolder, path);
  const file = fault.body === undefined ? await readFile(whole) : Buffer.from(fault.body);
  if (fault.ahead) await putAhead(file, whole, fault.ahead);
  if (fault.garbage) spoil(file);
  const from = fault.noRanges ? 0 : Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
  const end = fault.ends ?? Math.round(file.length * (fault.part ?? 1));
  if (from >= end) return void reply.writeHead(416, { 'content-range': `bytes */${end}` }).end();
  const body = file.subarray(from, end);
  reply.writeHead(from > 0 ? 206 : 200, {
    'content-type': fault.type ?? 'video/iso.segment',
    'content-length': body.length + (fault.moreAnnounced ?? 0),
    ...(from > 0 && { 'content-range': `bytes ${from}-${end - 1}/${end}` }),
  });
  if (fault.rate) return trickle(reply, body, fault.rate);
  const sent = fault.cut ?? fault.stall ?? body.length + Math.min(fault.moreAnnounced ?? 0, 0);
  reply.write(body.subarray(0, sent), () => {
    if (fault.cut !== undefined || (fault.moreAnnounced ?? 0) > 0)
      setTimeout(() => reply.destroy(), breaksAfter);
    else if (fault.stall === undefined) reply.end();
  });
}

/** So many bytes a second. */
function trickle(reply: ServerResponse, body: Buffer, rate: number): void {
  let sent = 0;
  const timer = setInterval(() => {
    if (reply.destroyed) return clearInterval(timer);
    reply.write(body.subarray(sent, (sent += rate / 10)));
    if (sent < body.length) return;
    clearInterval(timer);
    reply.end();
  }, 100);
}

/** Moves a segment's decode time (tfdt, ISO/IEC 14496-12 §8.8.12), by its init's clock (mdhd, §8.4.2). */
async function putAhead(segment: Buffer, path: string, seconds: number): Promise<void> {
  const init = await readFile(path.replace(/-\d+\.m4s$/, '-init.mp4'));
  const header = init.indexOf('mdhd') + 4;
  const scale = init.readUInt32BE(header + (init[header] === 1 ? 20 : 12));
  const time = segment.indexOf('tfdt') + 4;
  if (segment[time] === 1) {
    segment.writeBigUInt64BE(segment.readBigUInt64BE(time + 4) + BigInt(seconds * scale), time + 4);
  } else {
    segment.writeUInt32BE(segment.readUInt32BE(time + 4) + seconds * scale, time + 4);
  }
}

/** Other bytes in the mdat (ISO/IEC 14496-12 §8.1.1), up to the file's end: the same each time, and none alike. */
function spoil(segment: Buffer): void {
  let state = 1;
  for (let at = segment.indexOf('mdat') + 4; at < segment.length; at += 1) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    segment[at] = state >>> 24;
  }
}
