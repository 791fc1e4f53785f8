/**
 * Runs an operation script against the browser's own MSE and writes down what came of every step.
 * The format is described in scripts/README.md; tests/virtual runs the same files.
 */
import { fetchBytes, freshVideo, rangesOf } from './mse.js';
import { pick } from './parts.js';

const watched = {
  source: ['sourceopen', 'sourceended', 'sourceclose'],
  sink: ['updatestart', 'update', 'updateend', 'error', 'abort'],
  element: [
    ...['loadedmetadata', 'durationchange', 'loadeddata', 'seeking', 'seeked'],
    ...['waiting', 'playing', 'ended', 'error'],
  ],
};
const quiet = 30; // ms without any event after which nothing more is expected of a step
const patience = 1500; // ms for an event that a step waits for

class Stage {
  #media;
  #files = new Map();
  #sinks = new Map();
  #log = {};
  #heard = () => {};
  #lastEvent = 0;

  constructor(media) {
    this.#media = media;
    this.video = freshVideo();
    this.source = new MediaSource();
    this.#watch('element', this.video, watched.element);
    this.#watch('source', this.source, watched.source);
  }

  async load(steps) {
    for (const name of new Set(steps.flatMap(({ file }) => file ?? []))) {
      this.#files.set(name, await fetchBytes(`${this.#media}/${name}.mp4`));
    }
  }

  #watch(target, object, names) {
    for (const name of names) {
      object.addEventListener(name, () => {
        this.#lastEvent = performance.now();
        (this.#log[target] ??= []).push(name);
        this.#heard();
      });
    }
  }

  perform(step) {
    const { video, source } = this;
    const sink = this.#sinks.get(step.sink);
    switch (step.do) {
      case 'attach':
        video.src = URL.createObjectURL(source);
        return;
      case 'add': {
        const added = source.addSourceBuffer(step.type);
        this.#sinks.set(step.sink, added);
        return this.#watch(step.sink, added, watched.sink);
      }
      case 'drop':
        return source.removeSourceBuffer(sink);
      case 'append':
        return sink.appendBuffer(pick(this.#files.get(step.file), step));
      case 'abort':
        return sink.abort();
      case 'remove':
        return sink.remove(step.from, step.to ?? Infinity);
      case 'offset':
        sink.timestampOffset = step.to;
        return;
      case 'window':
        if (step.from !== undefined) sink.appendWindowStart = step.from;
        if (step.to !== undefined) sink.appendWindowEnd = step.to;
        return;
      case 'mode':
        sink.mode = step.to;
        return;
      case 'type':
        return sink.changeType(step.to);
      case 'duration':
        source.duration = step.to;
        return;
      case 'end':
        return step.error ? source.endOfStream(step.error) : source.endOfStream();
      case 'seek':
        video.currentTime = step.to;
        return;
      case 'play':
        video.playbackRate = step.rate ?? 1;
        video.play().catch(() => {});
        return;
      case 'pause':
        return video.pause();
      case 'wait':
        return;
    }
    throw new Error(`unknown operation ${step.do}`);
  }

  /** False when `until` did not come: what never fires is worth recording too. */
  async settle(until) {
    const [target, name] = until?.split(':') ?? [];
    const missing = () => until && !this.#log[target]?.includes(name);
    const start = performance.now();
    this.#lastEvent = start;
    for (;;) {
      const now = performance.now();
      const calm = now - this.#lastEvent >= quiet;
      const busy = [...this.#sinks.values()].some((sink) => updating(sink));
      if (calm && !busy && !missing()) return true;
      if (now - start > patience) return false;
      await new Promise((resolve) => {
        const limit = setTimeout(resolve, quiet);
        this.#heard = () => {
          clearTimeout(limit);
          resolve();
        };
      });
    }
  }

  takeEvents() {
    const events = this.#log;
    this.#log = {};
    return events;
  }

  /** What happened since the last step, and how things stand. */
  record() {
    const { video, source } = this;
    const events = this.takeEvents();
    const ranges = (object) => {
      try {
        return rangesOf(object.buffered).map((range) => range.map((time) => Number(time.toFixed(4))));
      } catch {
        return 'gone'; // of a sink that was removed
      }
    };
    const buffered = { element: ranges(video) };
    for (const [name, sink] of this.#sinks) buffered[name] = ranges(sink);
    return {
      ...(video.error && { mediaError: video.error.code }),
      events,
      buffered,
      state: source.readyState,
      duration: Number.isFinite(source.duration)
        ? Number(source.duration.toFixed(4))
        : String(source.duration),
      time: Number(video.currentTime.toFixed(4)),
      offsets: Object.fromEntries([...this.#sinks].map(([name, sink]) => [name, offsetOf(sink)])),
    };
  }
}

function updating(sink) {
  try {
    return sink.updating;
  } catch {
    return false;
  }
}

function offsetOf(sink) {
  try {
    return Number(sink.timestampOffset.toFixed(4));
  } catch {
    return 0;
  }
}

export default async function runScript({ steps, media }) {
  const stage = new Stage(media);
  await stage.load(steps);
  const results = [];
  for (const step of steps) results.push(await runStep(stage, step));
  return results;
}

/** Of a repeated step, the events of its last turn are kept, and how many turns there were. */
async function runStep(stage, step) {
  const outcome = {};
  let turns = 0;
  for (; turns < (step.times ?? 1) && !outcome.error; turns++) {
    if (turns > 0) stage.takeEvents();
    try {
      if (step.every !== undefined) stage.perform({ do: 'offset', sink: step.sink, to: turns * step.every });
      stage.perform(step);
    } catch (error) {
      outcome.error = error.name;
    }
    if (step.unsettled) continue;
    if (!(await stage.settle(outcome.error ? undefined : step.until))) outcome.missing = true;
  }
  return { ...outcome, ...(step.times && { turns }), ...stage.record() };
}
