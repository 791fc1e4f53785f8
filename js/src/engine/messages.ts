import type { EarlyReply, FilteredRequest, RequestRecord } from '../hosts/fetch.js';
import type { EffectOf, EventInit } from '../protocol.js';
import type { RecordMode } from './core.js';

/** What the page says to the room where the engine lives: a worker, or the page itself. */
export type ToRoom =
  | {
      readonly type: 'start';
      readonly record: RecordMode;
      /** Where the media source lives. */
      readonly mse: 'here' | 'page';
      readonly credentials: RequestCredentials;
      /** The manifest's reply is on its way from the page. */
      readonly early?: string | undefined;
      readonly filters: { readonly request: boolean; readonly response: boolean };
    }
  | { readonly type: 'module'; readonly module: WebAssembly.Module }
  | { readonly type: 'event'; readonly event: EventInit }
  /** Null: it failed, and the room is to ask by itself. */
  | { readonly type: 'early'; readonly reply: EarlyReply | null }
  | { readonly type: 'log'; readonly id: number }
  | { readonly type: 'filtered'; readonly id: number; readonly value?: unknown; readonly error?: string }
  | { readonly type: 'destroy' };

export type Mark = 'workerReady' | 'wasmReady' | 'sourceOpen' | 'firstAppend';

/** What the room says to the page. */
export type FromRoom =
  | { readonly type: 'up' }
  /** Those of a batch that have their hand on the page; each sink's birth in any case. */
  | {
      readonly type: 'effects';
      readonly media: readonly EffectOf<'mse'>[];
      readonly page: readonly EffectOf<'page'>[];
    }
  | { readonly type: 'source'; readonly source: MediaSource | MediaSourceHandle }
  | { readonly type: 'request'; readonly record: RequestRecord }
  | { readonly type: 'log'; readonly id: number; readonly file: Uint8Array<ArrayBuffer> }
  | { readonly type: 'mark'; readonly name: Mark; readonly at: number }
  | { readonly type: 'filter'; readonly id: number; readonly request: FilteredRequest }
  | {
      readonly type: 'filterBody';
      readonly id: number;
      readonly what: string;
      readonly url: string;
      readonly bytes: Uint8Array;
    }
  | { readonly type: 'fault'; readonly message: string }
  | { readonly type: 'destroyed' };

export type PostFromRoom = (message: FromRoom, transfer?: Transferable[]) => void;
