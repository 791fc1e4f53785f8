// Plays with filters that write down what they saw; one of them may refuse.
import { plain, until, video } from './player.js';
import { Player } from '/js/praxino.js';

export default async function filtered({ url, refuse, answer, headers }) {
  const player = new Player();
  const asked = [];
  const answered = [];
  player.requestFilter = async (request) => {
    asked.push(request.what);
    if (request.what === refuse) throw new Error('not this one');
    if (request.what === answer) {
      const { Range } = request.headers;
      const reply = await fetch(request.url, { headers: Range ? { Range } : {} });
      return { bytes: new Uint8Array(await reply.arrayBuffer()), status: reply.status };
    }
    return { ...request, url: `${request.url}?signed`, headers: { ...request.headers, ...headers } };
  };
  player.responseFilter = async ({ what, bytes }) => {
    answered.push(what);
    return bytes;
  };
  video.muted = true;
  player.attach(video);
  try {
    const loading = player.load(url);
    player.play().catch(() => undefined);
    await loading;
    await until(() => video.currentTime > 1, 'playback');
    return { asked, answered };
  } catch (error) {
    return plain(error);
  } finally {
    await player.destroy();
  }
}
