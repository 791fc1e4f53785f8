/** What pages/bad.js brings back. */
export interface Told {
  readonly name: string;
  readonly code: string;
  readonly message: string;
  readonly where: string;
  readonly fatal: boolean;
}

export interface Bad {
  readonly rejected: Told | null;
  readonly events: readonly Told[];
  readonly state: string;
  readonly thread: string;
  readonly left: Record<string, number>;
}

/** What a destroyed player leaves behind. */
export const nothing = { workers: 0, urls: 0, listeners: 0, fetches: 0 };
