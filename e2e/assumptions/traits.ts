/** What we believe of each browser where they differ. A test holds every line; the design stands on these. */
import type { BrowserName } from '../driver/browser.ts';

export interface Traits {
  /** MediaSource can be made in a dedicated worker and its handle sent to the page. */
  readonly mseInWorker: boolean;
  readonly managedMediaSource: boolean;
  /** ManagedMediaSource opens even where remote playback is neither off nor has an alternative; Safari's does not. */
  readonly opensPlainly: boolean;
  readonly changeType: boolean;
  readonly clearKey: boolean;
  readonly hevc: boolean;
  readonly vp9InMp4: boolean;
  /** MPEG-TS straight into MSE: a test must know which path it took. */
  readonly transportStream: boolean;
  readonly ac3: boolean;
  readonly opusInMp4: boolean;
  readonly flacInMp4: boolean;
  readonly mp3InMp4: boolean;
  /** The element plays HLS by itself. */
  readonly nativeHls: boolean;
  readonly frameCallback: boolean;
  readonly liveSeekableRange: boolean;
  /** What appendBuffer throws for a view whose memory has grown; null where it takes it as no bytes. */
  readonly detachedView: string | null;
  /** What appendBuffer throws for a view of shared memory; undefined where shared memory is missing. */
  readonly sharedView: string | null | undefined;
}

export const traits: Readonly<Record<BrowserName, Traits>> = {
  chromium: {
    mseInWorker: true,
    managedMediaSource: false,
    opensPlainly: false,
    changeType: true,
    clearKey: true,
    hevc: false,
    vp9InMp4: true,
    transportStream: true,
    ac3: false,
    opusInMp4: true,
    flacInMp4: true,
    mp3InMp4: false,
    nativeHls: true,
    frameCallback: true,
    liveSeekableRange: true,
    detachedView: null,
    sharedView: 'TypeError',
  },
  firefox: {
    mseInWorker: false,
    managedMediaSource: false,
    opensPlainly: false,
    changeType: true,
    clearKey: true,
    hevc: true,
    vp9InMp4: true,
    transportStream: false,
    ac3: false,
    opusInMp4: true,
    flacInMp4: true,
    mp3InMp4: true,
    nativeHls: false,
    frameCallback: true,
    liveSeekableRange: true,
    detachedView: null,
    sharedView: 'TypeError',
  },
  webkit: {
    mseInWorker: false,
    managedMediaSource: true,
    opensPlainly: true,
    changeType: false,
    clearKey: false,
    hevc: true,
    vp9InMp4: true,
    transportStream: false,
    ac3: true,
    opusInMp4: true,
    flacInMp4: true,
    mp3InMp4: false,
    nativeHls: false,
    frameCallback: true,
    liveSeekableRange: true,
    detachedView: null,
    sharedView: 'TypeError',
  },
};
