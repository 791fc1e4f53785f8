// A film without a player: two files into two SourceBuffers by hand. What the machine shows of it is all that it can.
import { keepFrames } from './frames.js';
import { until, video } from './player.js';

/** Bytes: some ten seconds of the largest picture. All of it would be too much for WebKit. */
const enough = 4e6;

export default async function plain({ picture, sound, seconds, rate }) {
  video.muted = true;
  const { frames, counters } = keepFrames(seconds);
  const source = new MediaSource();
  video.src = URL.createObjectURL(source);
  const next = (target, event) => new Promise((done) => target.addEventListener(event, done, { once: true }));
  await next(source, 'sourceopen');
  const tracks = [
    [picture, source.addSourceBuffer('video/mp4; codecs="avc1.64001f"')],
    [sound, source.addSourceBuffer('audio/mp4; codecs="mp4a.40.2"')],
  ];
  for (const [url, buffer] of tracks) {
    const bytes = await (await fetch(url)).arrayBuffer();
    buffer.appendBuffer(bytes.slice(0, enough));
    await next(buffer, 'updateend');
  }
  video.playbackRate = rate;
  await video.play();
  let waits = 0;
  video.addEventListener('waiting', () => (waits += 1));
  const began = [performance.now(), video.currentTime];
  await until(() => video.currentTime >= seconds, `${seconds} s`, seconds * 1000 + 20_000);
  const passed = (performance.now() - began[0]) / 1000;
  return { frames, counters, waits, measured: (video.currentTime - began[1]) / passed };
}
