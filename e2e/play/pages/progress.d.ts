export class Progress {
  /** `frame`: how long a picture lasts. */
  constructor(frame: number);
  see(now: number, film: number): void;
  readonly begun: boolean;
  readonly film: number;
  readonly stood: number;
  readonly leftOut: number;
}
