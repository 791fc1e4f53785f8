/** A picture that stands for longer is seen to stand; a shorter gap is what a busy machine drops. */
const VISIBLE_S = 0.25;

/** How far a film has got, by the pictures that were seen, and how long they stood still on the way. All in seconds. */
export class Progress {
  #pictures = 0;
  #last = 0;
  #frame;
  /** The furthest place that was seen. */
  film = 0;
  stood = 0;
  /** Film that was jumped over. */
  leftOut = 0;

  constructor(frame) {
    this.#frame = frame;
  }

  /** A picture: when it was seen, and its place in the film. One that was passed already is no progress. */
  see(now, film) {
    if (this.begun && film <= this.film) return;
    // The first one may stand until there is enough to play on: that is the start, which is measured elsewhere.
    if (this.#pictures > 1) {
      const [waited, step] = [now - this.#last, film - this.film];
      if (waited > VISIBLE_S) this.stood += waited - this.#frame;
      // What passed unseen while the picture stood is left out too: sound alone is not the film.
      if (step > VISIBLE_S) this.leftOut += step - this.#frame;
    }
    this.#pictures += 1;
    [this.#last, this.film] = [now, film];
  }

  get begun() {
    return this.#pictures > 0;
  }
}
