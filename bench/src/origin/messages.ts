import type { Shape } from './link.ts';

/** Where the origin process finds what it serves. */
export interface OriginOptions {
  readonly mediaRoot: string;
  /** Scripts and wasm, each beside a `.br` of the same name. */
  readonly codeRoot: string;
}

export type Order =
  | { readonly kind: 'shape'; readonly shape: Shape }
  /** The page that the code port serves at `/page` from now on. */
  | { readonly kind: 'page'; readonly html: string }
  /** Asks for what was requested since the last such order. */
  | { readonly kind: 'requests' };

/** Times are milliseconds since the Unix epoch, so that they compare with a page's own. */
export interface RequestSeen {
  readonly port: 'code' | 'media';
  readonly path: string;
  readonly range?: string;
  readonly arrivedAt: number;
  /** When the last byte went to the link; missing while it is under way or if it was cut off. */
  sentAt?: number;
  bytes: number;
}

export type Answer =
  | { readonly kind: 'ready'; readonly codePort: number; readonly mediaPort: number }
  | { readonly kind: 'done' }
  | { readonly kind: 'requests'; readonly requests: readonly RequestSeen[] };
