// Plays a stream for some seconds and says what was seen and heard.
import { keepFrames } from './frames.js';
import { load, until, video } from './player.js';

export default async function watch({ url, seconds, options, settings, sound }) {
  video.muted = !sound;
  const { frames, counters } = keepFrames(seconds);
  const listening = sound ? listen() : undefined;
  const { player, heard } = await load(url, options, settings);
  await until(() => frames.length > 0, 'the first frame');
  await until(
    () => video.currentTime >= seconds || heard.errors.length > 0,
    `${seconds} s`,
    seconds * 1000 + 20_000,
  );
  const { stats } = player;
  return {
    frames,
    counters,
    stats,
    heard,
    duration: player.duration,
    loudest: listening?.() ?? 0,
    decodedAudio:
      video.webkitAudioDecodedByteCount ?? Number(video.mozHasAudio ?? video.audioTracks?.length > 0),
    source: video.currentSrc,
    error: video.error?.message ?? null,
  };
}

/** Hears the element through WebAudio; says how loud it ever was. */
function listen() {
  const audio = new AudioContext();
  const analyser = audio.createAnalyser();
  audio.createMediaElementSource(video).connect(analyser).connect(audio.destination);
  const samples = new Float32Array(analyser.fftSize);
  let loudest = 0;
  const timer = setInterval(() => {
    analyser.getFloatTimeDomainData(samples);
    for (const sample of samples) loudest = Math.max(loudest, Math.abs(sample));
  }, 100);
  return () => {
    // The context stays open: the element's clock runs on it from now on.
    clearInterval(timer);
    return loudest;
  };
}
