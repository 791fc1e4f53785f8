import type { IncomingMessage, ServerResponse } from 'node:http';

export interface ServeOptions {
  /** Address prefix → folder; the longest prefix wins. */
  readonly roots: Readonly<Record<string, string>>;
  /** 0, the default, takes any that is free. */
  readonly port?: number;
  readonly host?: string;
  /** Sent with every answer. */
  readonly headers?: Readonly<Record<string, string>> | ((path: string) => Readonly<Record<string, string>>);
  /** true for `strictPolicy`, or a policy of one's own, on HTML pages. */
  readonly csp?: boolean | string;
  /** brotli or gzip for web assets, as the client accepts; true by default. */
  readonly compress?: boolean;
  /** Sees every request first; true: it has answered, or will. */
  readonly intercept?: (
    request: IncomingMessage,
    reply: ServerResponse,
    path: string,
  ) => boolean | void | Promise<boolean | void>;
}

export interface Served {
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

export declare const strictPolicy: string;
export declare function serve(options: ServeOptions): Promise<Served>;
