/** What every test page and the test worker share: opening a source, appending, and waiting for events. */

export const types = {
  video: 'video/mp4; codecs="avc1.4d400a"',
  audio: 'audio/mp4; codecs="mp4a.40.2"',
};

export function once(target, name) {
  return new Promise((resolve) => target.addEventListener(name, resolve, { once: true }));
}

/** Resolves with the event, or with undefined after `milliseconds` without it: for events that must not come. */
export function onceWithin(target, name, milliseconds) {
  return new Promise((resolve) => {
    const limit = setTimeout(() => resolve(undefined), milliseconds);
    target.addEventListener(
      name,
      (event) => {
        clearTimeout(limit);
        resolve(event);
      },
      { once: true },
    );
  });
}

export async function fetchBytes(address) {
  const reply = await fetch(address);
  if (!reply.ok) throw new Error(`${address}: ${reply.status}`);
  return new Uint8Array(await reply.arrayBuffer());
}

export function freshVideo() {
  document.querySelectorAll('video').forEach((old) => {
    old.removeAttribute('src');
    old.srcObject = null;
    old.load();
    old.remove();
  });
  const video = document.createElement('video');
  video.muted = true;
  video.width = 320;
  document.body.append(video);
  return video;
}

/** An open MediaSource on a fresh video element. */
export async function openSource() {
  const video = freshVideo();
  const source = new MediaSource();
  const url = URL.createObjectURL(source);
  video.src = url;
  await once(source, 'sourceopen');
  URL.revokeObjectURL(url);
  return { video, source };
}

/** Resolves when the append is over; rejects when it failed. */
export async function append(sink, bytes) {
  sink.appendBuffer(bytes);
  await idle(sink);
}

/** Resolves at the end of the running update; rejects if that was an error. */
export function idle(sink) {
  return new Promise((resolve, reject) => {
    if (!sink.updating) return resolve();
    const failed = () => reject(new Error('the append failed'));
    sink.addEventListener('error', failed, { once: true });
    sink.addEventListener(
      'updateend',
      () => {
        sink.removeEventListener('error', failed);
        resolve();
      },
      { once: true },
    );
  });
}

export function rangesOf(ranges) {
  return Array.from({ length: ranges.length }, (_, i) => [ranges.start(i), ranges.end(i)]);
}

export function nameOfThrown(act) {
  try {
    act();
    return null;
  } catch (error) {
    return error.name;
  }
}

/** `promise`, or a failure that says in which state the element was left. */
function inTime(video, what, promise) {
  return new Promise((resolve, reject) => {
    const limit = setTimeout(() => {
      const { readyState, networkState, currentTime, paused, seeking } = video;
      const state = {
        readyState,
        networkState,
        currentTime,
        paused,
        seeking,
        buffered: rangesOf(video.buffered),
      };
      reject(new Error(`no ${what}: ${JSON.stringify(state)}`));
    }, 10_000);
    promise.then(resolve, reject).finally(() => clearTimeout(limit));
  });
}

/** The first frame has been decoded. */
export function loaded(video) {
  const known = video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA;
  return known ? Promise.resolve() : inTime(video, 'loadeddata', once(video, 'loadeddata'));
}

/** Seeks and waits until the picture there has been decoded. */
export async function showAt(video, time) {
  const shown = once(video, 'seeked');
  video.currentTime = time;
  await inTime(video, 'seeked', shown);
  return { time: video.currentTime, width: video.videoWidth, error: video.error?.code ?? null };
}

/** Plays until `time` has passed; rejects on a media error. */
export function playPast(video, time) {
  const passed = new Promise((resolve, reject) => {
    video.addEventListener('error', () => reject(new Error(video.error?.message ?? 'media error')));
    video.addEventListener('timeupdate', () => {
      if (video.currentTime >= time) resolve(video.currentTime);
    });
    video.play().catch(reject);
  });
  return inTime(video, `timeupdate past ${time}`, passed);
}
