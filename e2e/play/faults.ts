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
  readonly of: 'segment' | 'playlist';
  readonly fault: {
    readonly status?: number;
    readonly silent?: boolean;
    readonly cut?: number;
    readonly stall?: number;
    readonly ends?: number;
    readonly moreAnnounced?: number;
    readonly body?: string;
    readonly noRanges?: boolean;
    readonly refused?: boolean;
  };
  /** How often; always where it is not said. */
  readonly times?: number;
  /** Seconds of standing still at most; or */
  readonly late?: number;
  /** the error that is told, within so many seconds. */
  readonly error?: string;
  readonly within?: number;
}

const rows = JSON.parse(
  readFileSync(new URL('../../tests/faults.json', import.meta.url), 'utf8'),
) as readonly Row[];

/** The picture's third segment, from 4 to 6 s; the picture's playlists. */
const places = { segment: /\/v\d+-0*3\.m4s$/, playlist: /\/v\d+\.m3u8$/ };

/** ms. A body that errors loses what its reader has not taken yet (Streams §ReadableStreamError): time to take it. */
const breaksAfter = 500;

/** Where the streams lie again, each time with one row's fault. */
export const faultFolders = rows.map((_, i) => `faults/${i}`);

/** Answers as the row of `/faults/ROW/…` says; false where this request is to be answered well. */
export function misbehave(closedUrl: string) {
  const attempts = new Map<string, number>();
  return async (request: IncomingMessage, reply: ServerResponse, path: string): Promise<boolean> => {
    const [, number, rest = ''] = /^\/faults\/(\d+)\/(.*)$/.exec(path) ?? [];
    const row = rows[Number(number)];
    if (!row || !places[row.of].test(path)) return false;
    const attempt = attempts.get(path) ?? 0;
    attempts.set(path, attempt + 1);
    if (attempt >= (row.times ?? Infinity)) return false;
    const { fault } = row;
    if (fault.silent) return true;
    if (fault.refused) {
      reply.writeHead(302, { location: `${closedUrl}/${rest}` }).end();
      return true;
    }
    if (fault.status) {
      reply.writeHead(fault.status, { 'content-type': 'text/plain' }).end('out of order');
      return true;
    }
    const file =
      fault.body === undefined ? await readFile(join(streamsFolder, rest)) : Buffer.from(fault.body);
    const from = fault.noRanges ? 0 : Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
    const end = fault.ends ?? file.length;
    if (from >= end) {
      reply.writeHead(416, { 'content-range': `bytes */${end}` }).end();
      return true;
    }
    const body = file.subarray(from, end);
    reply.writeHead(from > 0 ? 206 : 200, {
      'content-type': 'video/iso.segment',
      'content-length': body.length + (fault.moreAnnounced ?? 0),
      ...(from > 0 && { 'content-range': `bytes ${from}-${end - 1}/${end}` }),
    });
    const sent = fault.cut ?? fault.stall ?? body.length + Math.min(fault.moreAnnounced ?? 0, 0);
    reply.write(body.subarray(0, sent), () => {
      if (fault.cut !== undefined || (fault.moreAnnounced ?? 0) > 0)
        setTimeout(() => reply.destroy(), breaksAfter);
      else if (fault.stall === undefined) reply.end();
    });
    return true;
  };
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

export function describeFaults(play: Play, open: () => Promise<void>): void {
  describe('faults', () => {
    const film = stream('hls-fmp4');
    // What the other players beside it may take, and a slow start.
    const slack = 6;
    const start = 10;
    let seen: { readonly met: readonly Met[]; readonly left: Record<string, number> };
    before(async () => {
      await open();
      seen = await play.browser().evaluate(
        '/pages/faults.js',
        rows.map((row, i) => ({
          url: play.url(`/faults/${i}/${film.url}`),
          fps: film.fps,
          until: 7,
          limit: start + slack + (row.within ?? 7 + row.late!),
          loadOptions: { maxBitrate: 600_000 },
        })),
      );
    });

    rows.forEach((row, i) => {
      it(`${row.error ? 'tells of' : 'plays through'}: ${row.name}`, () => {
        const met = seen.met[i]!;
        assert.equal(met.error?.code, row.error, JSON.stringify(met));
        if (row.error) {
          assert.ok(met.error?.fatal && met.told! <= row.within!, JSON.stringify(met));
        } else {
          assert.ok(met.passed !== undefined && met.passed <= 7 + row.late! + slack, JSON.stringify(met));
          assert.ok(met.stalled <= row.late!, JSON.stringify(met));
        }
        if (row.name === 'cut in mid-segment') assert.equal(met.rests, 1, 'by one Range request');
      });
    });

    it('leave nothing behind', () => assert.deepEqual(seen.left, nothing));
  });
}
