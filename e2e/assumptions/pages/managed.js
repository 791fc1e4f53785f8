/** ManagedMediaSource: when it opens, and what its streaming events do over a short load. */
import { append, fetchBytes, freshVideo, onceWithin, rangesOf, showAt, types } from './mse.js';

async function attach(prepare) {
  const video = freshVideo();
  prepare(video);
  const source = new globalThis.ManagedMediaSource();
  const opened = onceWithin(source, 'sourceopen', 1500);
  video.src = URL.createObjectURL(source);
  return { video, source, opened: (await opened) !== undefined };
}

export async function attachRules() {
  const plain = await attach(() => {});
  const local = await attach((video) => {
    video.disableRemotePlayback = true;
  });
  const alternative = await attach((video) => {
    const other = document.createElement('source');
    other.src = '/media/other.m3u8';
    other.type = 'application/vnd.apple.mpegurl';
    video.append(other);
  });
  return { plain: plain.opened, remoteOff: local.opened, withAlternative: alternative.opened };
}

export async function streaming({ file }) {
  const bytes = await fetchBytes(file);
  const events = [];
  const { video, source } = await attach((element) => {
    element.disableRemotePlayback = true;
  });
  for (const name of ['startstreaming', 'endstreaming', 'qualitychange']) {
    source.addEventListener(name, () => events.push(name));
  }
  const before = source.streaming;
  const sink = source.addSourceBuffer(types.video);
  const managed = sink.constructor.name;
  sink.addEventListener('bufferedchange', () => {
    if (events.at(-1) !== 'bufferedchange') events.push('bufferedchange');
  });
  if (!source.streaming) await onceWithin(source, 'startstreaming', 1500);
  const started = source.streaming;
  const ended = onceWithin(source, 'endstreaming', 3000);
  for (let turn = 0; turn < 5; turn++) {
    sink.timestampOffset = turn * 8;
    await append(sink, bytes);
  }
  await ended;
  const stopped = !source.streaming;
  const refused = await append(sink, bytes).then(
    () => null,
    (error) => error.name,
  );
  const buffered = rangesOf(sink.buffered);
  const shown = await showAt(video, 3);
  return { before, managed, started, stopped, refused, events, buffered, shown };
}

export default function managed({ part, ...options }) {
  return { attachRules, streaming }[part](options);
}
