import { PraxinoError } from '../index.js';
import type { Playlist, PlaylistRefresh } from './manifest-types.js';
import { ask, type Engine, heldEngine, linesOf, readMedia } from './manifest.js';
import { Segments } from './segments.js';

interface Followed {
  readonly engine: Engine;
  readonly id: number;
}

const forgotten = new FinalizationRegistry<Followed>(({ engine, id }) => engine.reader.unfollow(id));

/** core/manifest/hls/live.h: a media playlist that is loaded again and again. Let go by close(), or with the last reference. */
export class LivePlaylist {
  readonly url: string;
  #followed: Followed | undefined;

  /** @internal */
  constructor(url: string, followed: Followed) {
    this.url = url;
    this.#followed = followed;
    forgotten.register(this, followed, this);
  }

  /**
   * Takes the text as it is now, and says what is new: where it goes on as the one before, nothing else is read. A
   * segment has the same start in every text; the very first begins at 0. Rejects as readPlaylist does, and then all is
   * as it was before.
   */
  refresh(bytes: Uint8Array | string): Promise<PlaylistRefresh> {
    return this.#ask(
      [bytes],
      (reader, id, [text]) => reader.refresh(id, text!),
      (flat) => {
        const removed = flat.number();
        const added = new Segments(flat);
        return { added, removed, ended: added.ended };
      },
    );
  }

  /** All that the last text says. */
  playlist(): Promise<Playlist> {
    return this.#ask(
      [],
      (reader, id) => reader.followed(id),
      (flat) => readMedia(flat, this.url),
    );
  }

  close(): void {
    if (!this.#followed) return;
    const { engine, id } = this.#followed;
    forgotten.unregister(this);
    this.#followed = undefined;
    engine.reader.unfollow(id);
  }

  async #ask<T>(
    texts: readonly (Uint8Array | string)[],
    read: (reader: Engine['reader'], id: number, sizes: number[]) => void,
    take: Parameters<typeof ask<T>>[3],
  ): Promise<T> {
    if (!this.#followed) throw new PraxinoError('manifest-parse', 'the playlist is closed', this.url);
    const { engine, id } = this.#followed;
    return ask(this.url, texts, (reader, sizes) => read(reader, id, sizes), take, engine);
  }
}

/**
 * Follows an HLS media playlist: each time it has been loaded, refresh() says which segments are new. `url`,
 * `variables`: as for readPlaylist.
 *
 *     const live = await followPlaylist(url);
 *     for (;;) {
 *       const { added, ended } = await live.refresh(await load(url));
 *       for (const { uri, start } of added) …
 *     }
 */
export async function followPlaylist(
  url: string | URL,
  variables: Readonly<Record<string, string>> = {},
): Promise<LivePlaylist> {
  const href = String(url);
  const engine = await heldEngine();
  let id = 0;
  await ask(
    href,
    [href, linesOf(variables)],
    (reader, [place, size]) => (id = reader.follow(place!, size!)),
    () => undefined,
    engine,
  );
  return new LivePlaylist(href, { engine, id });
}
