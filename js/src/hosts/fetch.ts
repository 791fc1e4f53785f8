import type { EffectOf, EventInit } from '../protocol.js';

/** A reply that was asked for before the engine was up. */
export interface EarlyReply {
  readonly status: number;
  readonly url: string;
  readonly type: string;
  readonly bytes: Uint8Array;
}

/** What an application may change of a request. */
export interface FilteredRequest {
  readonly what: string;
  url: string;
  headers: Record<string, string>;
}

/** What an application answers itself; nothing is asked of the network then. */
export interface RequestAnswer {
  readonly bytes: Uint8Array;
  /** HTTP status, default 200; 206 where `headers.Range` asked for a part and `bytes` are that. */
  readonly status?: number;
  /** Content-Type. */
  readonly type?: string;
}

/** One request, when it is over. Times are epoch milliseconds. */
export interface RequestRecord {
  readonly id: number;
  readonly what: string;
  readonly url: string;
  readonly status: number;
  readonly bytes: number;
  readonly started: number;
  readonly firstByte: number;
  readonly ended: number;
  readonly outcome: 'done' | 'broken' | 'cancelled';
}

export interface FetchHandOptions {
  readonly send: (event: EventInit) => void;
  readonly credentials: RequestCredentials;
  /** The reply to the first request of `url`, on its way already; null where it failed. */
  readonly early?: { readonly url: string; readonly reply: Promise<EarlyReply | null> } | undefined;
  readonly requestFilter?:
    ((request: FilteredRequest) => Promise<FilteredRequest | RequestAnswer>) | undefined;
  readonly responseFilter?:
    ((what: string, url: string, bytes: Uint8Array) => Promise<Uint8Array>) | undefined;
  readonly report?: (record: RequestRecord) => void;
}

type FetchEffect = Extract<EffectOf<'net'>, { kind: 'fetch' }>;

interface Live {
  readonly abort: AbortController;
  /** Set while the body is held; called to go on. */
  held?: Promise<void> | undefined;
  go?: (() => void) | undefined;
}

const epoch = () => performance.timeOrigin + performance.now();

/** The net hand: requests and their bodies, piece by piece. After a cancel it says nothing more of that request. */
export class FetchHand {
  readonly #options: FetchHandOptions;
  readonly #live = new Map<number, Live>();
  #early: FetchHandOptions['early'];

  constructor(options: FetchHandOptions) {
    this.#options = options;
    this.#early = options.early;
  }

  obey(effect: EffectOf<'net'>): void {
    const live = this.#live.get(effect.fetch);
    switch (effect.kind) {
      case 'fetch':
        void this.#run(effect);
        break;
      case 'cancel':
        this.#live.delete(effect.fetch);
        live?.abort.abort();
        live?.go?.();
        break;
      case 'hold':
        if (live) live.held ??= new Promise((go) => (live.go = go));
        break;
      case 'resume':
        if (live) live.held = void live.go?.();
        break;
    }
  }

  destroy(): void {
    for (const fetch of [...this.#live.keys()]) this.obey({ kind: 'cancel', fetch });
  }

  async #run(effect: FetchEffect): Promise<void> {
    const { report } = this.#options;
    const live: Live = { abort: new AbortController() };
    this.#live.set(effect.fetch, live);
    const started = epoch();
    const seen = { status: 0, bytes: 0, firstByte: 0, url: effect.url };
    let outcome: RequestRecord['outcome'] = 'done';
    try {
      const early = this.#early?.url === effect.url ? this.#early : undefined;
      if (early) this.#early = undefined;
      const reply = early ? await early.reply : null;
      if (reply && this.#is(effect, live)) this.#serve(effect, reply, seen);
      else if (this.#is(effect, live)) await this.#stream(effect, live, seen);
      if (!this.#is(effect, live)) outcome = 'cancelled';
      else this.#end(effect, { kind: 'bodyEnded', fetch: effect.fetch });
    } catch (error) {
      outcome = this.#is(effect, live) ? 'broken' : 'cancelled';
      if (outcome === 'broken') {
        const reason = error instanceof Refused ? 'refused' : 'network';
        const message = String(error instanceof Error ? error.message : error);
        this.#end(effect, { kind: 'broken', fetch: effect.fetch, reason, message });
      }
    }
    report?.({ id: effect.fetch, what: effect.what, ...seen, started, ended: epoch(), outcome });
  }

  #is(effect: FetchEffect, live: Live): boolean {
    return this.#live.get(effect.fetch) === live;
  }

  #end(effect: FetchEffect, event: EventInit): void {
    this.#live.delete(effect.fetch);
    this.#options.send(event);
  }

  #serve(
    effect: FetchEffect,
    reply: EarlyReply,
    seen: { status: number; bytes: number; firstByte: number },
  ): void {
    const { send } = this.#options;
    seen.status = reply.status;
    seen.bytes = reply.bytes.byteLength;
    seen.firstByte = epoch();
    const { status, url, type } = reply;
    const part = status === 206 ? { rangeStart: effect.from } : {};
    send({
      kind: 'response',
      fetch: effect.fetch,
      status,
      url,
      type,
      length: reply.bytes.byteLength,
      ...part,
    });
    if (this.#live.has(effect.fetch)) send({ kind: 'body', fetch: effect.fetch, bytes: reply.bytes });
  }

  async #stream(
    effect: FetchEffect,
    live: Live,
    seen: { status: number; bytes: number; firstByte: number; url: string },
  ): Promise<void> {
    const { send, credentials, responseFilter } = this.#options;
    const request = await this.#filtered(effect);
    if ('bytes' in request) {
      if (this.#is(effect, live))
        this.#serve(effect, { status: 200, type: '', ...request, url: effect.url }, seen);
      return;
    }
    const response = await fetch(request.url, {
      signal: live.abort.signal,
      headers: request.headers,
      credentials,
      priority: effect.priority === 'normal' ? 'auto' : effect.priority,
    });
    if (!this.#is(effect, live)) return;
    seen.status = response.status;
    seen.url = response.url || request.url;
    seen.firstByte = epoch();
    send({
      kind: 'response',
      fetch: effect.fetch,
      status: response.status,
      url: response.url || request.url,
      type: response.headers.get('content-type') ?? '',
      ...(responseFilter ? {} : sizes(response)),
      etag: response.headers.get('etag') ?? '',
      retryAfter: retryAfter(response),
    });
    if (!this.#is(effect, live) || !response.body) return;
    if (responseFilter) {
      const whole = new Uint8Array(await response.arrayBuffer());
      const bytes = await refusing(responseFilter(effect.what, seen.url, whole));
      seen.bytes = whole.byteLength;
      if (this.#is(effect, live)) send({ kind: 'body', fetch: effect.fetch, bytes });
      return;
    }
    const reader = response.body.getReader();
    for (;;) {
      if (live.held) await live.held;
      if (!this.#is(effect, live)) return;
      const { done, value } = await reader.read();
      if (done || !this.#is(effect, live)) return;
      seen.bytes += value.byteLength;
      send({ kind: 'body', fetch: effect.fetch, bytes: value });
    }
  }

  async #filtered(effect: FetchEffect): Promise<FilteredRequest | RequestAnswer> {
    const headers: Record<string, string> = {};
    if (effect.from >= 0) headers['Range'] = `bytes=${effect.from}-${effect.to < 0 ? '' : effect.to}`;
    const request = { what: effect.what, url: effect.url, headers };
    const { requestFilter } = this.#options;
    return requestFilter ? refusing(requestFilter(request)) : request;
  }
}

/** A filter said no. */
class Refused extends Error {}

async function refusing<T>(filtered: Promise<T>): Promise<T> {
  try {
    return await filtered;
  } catch (error) {
    throw new Refused(error instanceof Error ? error.message : String(error));
  }
}

/** Seconds that the server asks to wait (RFC 9110 §10.2.3), or -1. */
function retryAfter({ headers }: Response): number {
  const text = headers.get('retry-after') ?? '';
  if (/^\d+$/.test(text)) return Number(text);
  const date = Date.parse(text);
  return Number.isNaN(date) ? -1 : Math.max(0, (date - Date.now()) / 1000);
}

/** What the headers say of sizes. Of a compressed body the length that arrives is not the length that is sent. */
function sizes(response: Response): { length?: number; rangeStart?: number; total?: number } {
  const { headers } = response;
  const found: { length?: number; rangeStart?: number; total?: number } = {};
  const length = headers.get('content-length');
  const encoding = headers.get('content-encoding');
  if (length !== null && (!encoding || encoding === 'identity')) found.length = Number(length);
  const range = /^bytes (?:(\d+)-\d+|\*)\/(\d+|\*)$/.exec(headers.get('content-range') ?? '');
  if (range?.[1]) found.rangeStart = Number(range[1]);
  if (range?.[2] && range[2] !== '*') found.total = Number(range[2]);
  return found;
}
