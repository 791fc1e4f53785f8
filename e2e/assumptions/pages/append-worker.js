/** A worker that owns the MediaSource. It answers every message with one result or one failure. */
import { fetchBytes, once, rangesOf, types } from './mse.js';
import * as ways from './heap.js';

async function run({ way, file, options, type }) {
  const bytes = await fetchBytes(file);
  const source = new MediaSource();
  const opened = once(source, 'sourceopen');
  const handle = source.handle;
  postMessage({ handle }, [handle]);
  await opened;
  const sink = source.addSourceBuffer(type ?? types.video);
  const outcome = await ways[way](sink, bytes, options);
  const buffered = rangesOf(sink.buffered);
  if (buffered.length > 0) source.endOfStream();
  return { outcome, buffered };
}

addEventListener('message', async ({ data }) => {
  try {
    postMessage({ result: await run(data) });
  } catch (error) {
    postMessage({ failure: `${error.name}: ${error.message}` });
  }
});
