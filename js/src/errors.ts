import type { ErrorCode } from './protocol.js';

/** Everything that can go wrong, typed: `code` for programs, `message` for people, `where` for whoever mends it. */
export class PraxinoError extends Error {
  readonly code: ErrorCode | 'aborted';
  /** URL, with line or byte offset where there is one; empty where there is no place. */
  readonly where: string;
  /** Whether playback is over. */
  readonly fatal: boolean;

  constructor(code: ErrorCode | 'aborted', message: string, where = '', fatal = true) {
    super(message);
    this.name = 'PraxinoError';
    this.code = code;
    this.where = where;
    this.fatal = fatal;
  }
}
