/** The faults of tests/faults.json on real connections; tests/sessions/faults_test.cpp has them in virtual time. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { nothing, type Told } from './bad.ts';
import { stream, streamsFolder } from './streams.ts';
import type { Play } from './suite.ts';

interface Row {
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
    /** Seconds that its timestamps are ahead. */
    readonly ahead?: number;
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
}

const rows = JSON.parse(
  readFileSync(new URL('../../tests/faults.json', import.meta.url), 'utf8'),
) as readonly Row[];

/** The picture's third segment, from 4 to 6 s; the picture's playlists; and so on. Paths below the row's folder. */
const places = {
  segment: /\/v\d+-0*3\.m4s$/,
  later: /-0*([3-9]|\d\d)\.m4s$/,
  sound: /\/a[^/]*-0*[345]\.m4s$/,
  'first place': /^cmaf\/.*\.m4s$/,
  playlist: /\/v\d+\.m3u8$/,
  manifest: /(master\.m3u8|\.mpd)$/,
  all: /./,
};

/** ms. A body that errors loses what its reader has not taken yet (Streams §ReadableStreamError): time to take it. */
const breaksAfter = 500;

/** Where the streams lie again, each time with one row's fault. */
export const faultFolders = rows.map((_, i) => `faults/${i}`);

/** Origins that lead nowhere: one that lets nobody read, and one that nobody answers for. */
export interface Nowhere {
  readonly closedUrl: string;
  readonly deadUrl: string;
}

/** Answers as the row of `/faults/ROW/…` says; false where this request is to be answered well. */
export function misbehave(nowhere: Nowhere) {
  const attempts = new Map<string, number>();
  const began = new Map<number, number>();
  return async (request: IncomingMessage, reply: ServerResponse, path: string): Promise<boolean> => {
    const [, number, rest = ''] = /^\/faults\/(\d+)\/(.*)$/.exec(path) ?? [];
    const row = rows[Number(number)];
    if (!row) return false;
    const now = performance.now() / 1000;
    if (!began.has(Number(number))) began.set(Number(number), now);
    const at = now - began.get(Number(number))!;
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
    await answer(request, reply, row.fault, file, nowhere);
    return true;
  };
}

async function answer(
  request: IncomingMessage,
  reply: ServerResponse,
  fault: Row['fault'],
  path: string,
  { closedUrl, deadUrl }: Nowhere,
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
  const file = fault.body === undefined ? await readFile(join(streamsFolder, path)) : Buffer.from(fault.body);
  if (fault.ahead) await putAhead(file, path, fault.ahead);
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
  const init = await readFile(join(streamsFolder, path.replace(/-\d+\.m4s$/, '-init.mp4')));
  const header = init.indexOf('mdhd') + 4;
  const scale = init.readUInt32BE(header + (init[header] === 1 ? 20 : 12));
  const time = segment.indexOf('tfdt') + 4;
  if (segment[time] === 1) {
    segment.writeBigUInt64BE(segment.readBigUInt64BE(time + 4) + BigInt(seconds * scale), time + 4);
  } else {
    segment.writeUInt32BE(segment.readUInt32BE(time + 4) + seconds * scale, time + 4);
  }
}

interface Met {
  readonly passed?: number;
  readonly error?: Told;
  readonly told?: number;
  readonly seen: number;
  readonly stalled: number;
  readonly warnings: readonly string[];
  readonly rests: number;
}

/** Players at once: more would only wait for each other. */
const together = 10;

export function describeFaults(play: Play, open: () => Promise<void>, whole: boolean): void {
  describe('faults', () => {
    const tried = rows.flatMap((row, i) => (row.more && !whole ? [] : [{ ...row, i }]));
    // What the other players beside it may take, and a slow start.
    const slack = 6;
    const start = 10;
    const met: Met[] = [];
    let left: Record<string, number> | undefined;
    before(async () => {
      for (let i = 0; i < tried.length; i += together) {
        await open();
        const seen = await play.browser().evaluate<{ met: Met[]; left: Record<string, number> }>(
          '/pages/faults.js',
          tried.slice(i, i + together).map((row) => {
            const film = stream(row.mirrored ? 'dash-number' : 'hls-fmp4');
            const until = row.until ?? 7;
            return {
              url: play.url(`/faults/${row.i}/${film.url}`),
              fps: film.fps,
              until,
              limit: start + slack + (row.within ?? until + row.late!),
              loadOptions: { maxBitrate: 600_000, ...(row.bufferGoal && { bufferGoal: row.bufferGoal }) },
            };
          }),
        );
        met.push(...seen.met);
        if (!left || Object.values(seen.left).some((count) => count > 0)) left = seen.left;
      }
    });

    tried.forEach((row, i) => {
      it(`${row.error ? 'tells of' : 'plays through'}: ${row.name}`, (test) => {
        const one = met[i]!;
        test.diagnostic(
          one.error ? `told after ${one.told?.toFixed(1)} s` : `stood still for ${one.stalled.toFixed(1)} s`,
        );
        assert.equal(one.error?.code, row.error, JSON.stringify(one));
        if (row.error) {
          assert.ok(one.error?.fatal && one.told! <= row.within!, JSON.stringify(one));
        } else {
          const most = (row.until ?? 7) + row.late! + slack;
          assert.ok(one.passed !== undefined && one.passed <= most, JSON.stringify(one));
          assert.ok(one.stalled <= row.late!, JSON.stringify(one));
        }
        if (row.name === 'cut in mid-segment') assert.equal(one.rests, 1, 'by one Range request');
      });
    });

    it('leave nothing behind', () => assert.deepEqual(left, nothing));
  });
}
