import type { EffectOf, EventInit } from '../protocol.js';
import { handOf } from '../protocol.js';
import { decodeEffects, encodeEvent } from '../wire.js';
import type { Core } from './core.js';

/** Who obeys here. A hand that lives in another thread is not among them: `forward` gets its effects. */
export interface Hands {
  net(effect: EffectOf<'net'>): void;
  mse?(effects: readonly EffectOf<'mse'>[]): void;
  page?(effect: EffectOf<'page'>): void;
}

export interface DriverOptions {
  readonly core: Core;
  readonly hands: Hands;
  /** Takes those of a batch that have their hand elsewhere. Bytes of appends must be copied before it returns. */
  readonly forward?: (media: readonly EffectOf<'mse'>[], page: readonly EffectOf<'page'>[]) => void;
  /** The log's records of each call: a view. */
  readonly record?: (records: Uint8Array) => void;
  /** The engine trapped. Nothing more will come of it. */
  readonly fault: (error: unknown) => void;
  /** Seconds, never going back. */
  readonly now: () => number;
}

/** The loop between the engine and the world. It decides nothing. */
export class Driver {
  readonly #options: DriverOptions;
  #inbox: EventInit[] = [];
  #draining = false;
  #alarm: ReturnType<typeof setTimeout> | undefined;
  #dead = false;

  constructor(options: DriverOptions) {
    this.#options = options;
  }

  /** What a hand sends waits its turn: the engine is not re-entered. */
  send = (event: EventInit): void => {
    if (this.#dead) return;
    this.#inbox.push(event);
    if (this.#draining) return;
    this.#draining = true;
    try {
      for (let next; !this.#dead && (next = this.#inbox.shift());) this.#step(next);
    } catch (error) {
      this.#die();
      // The event that it could not bear is in the log: that is what the log is for.
      this.#options.record?.(this.#options.core.log());
      this.#options.fault(error);
    } finally {
      this.#draining = false;
    }
    this.#rearm();
  };

  destroy(): void {
    if (this.#dead) return;
    this.#die();
    this.#options.core.delete();
  }

  #step(event: EventInit): void {
    const { core, hands, forward, record, now } = this.#options;
    const batch = core.handle(encodeEvent(event), 'bytes' in event ? event.bytes : undefined, now());
    record?.(core.log());
    if (batch.effects.byteLength === 0) return;
    const effects = decodeEffects(batch.effects, batch.blobs);
    const media = effects.filter((effect): effect is EffectOf<'mse'> => handOf[effect.kind] === 'mse');
    const page = effects.filter((effect): effect is EffectOf<'page'> => handOf[effect.kind] === 'page');
    // Elsewhere first: what this thread's hands do may take a while, and a call into the engine ends the views.
    // A sink's birth is told in any case: the page says where each one lives.
    const elsewhere = hands.mse ? media.filter(({ kind }) => kind === 'addSink') : media;
    if (elsewhere.length + page.length > 0) forward?.(elsewhere, page);
    if (media.length > 0) hands.mse?.(media);
    for (const effect of effects) {
      if (handOf[effect.kind] === 'net') hands.net(effect as EffectOf<'net'>);
      else if (handOf[effect.kind] === 'page') hands.page?.(effect as EffectOf<'page'>);
    }
  }

  #rearm(): void {
    clearTimeout(this.#alarm);
    if (this.#dead) return;
    const at = this.#options.core.deadline();
    if (at === undefined) return;
    // A timer may fire a moment early by its own clock; a millisecond more than asked saves a second round.
    const delay = Math.max(0, at - this.#options.now()) * 1000 + 1;
    this.#alarm = setTimeout(() => this.send({ kind: 'tick' }), delay);
  }

  #die(): void {
    this.#dead = true;
    this.#inbox = [];
    clearTimeout(this.#alarm);
  }
}
