// Two players for a long time: one that loops for good, and one that every minute gives way to a new one.
import { Player } from '/js/praxino.js';

function make(url) {
  const video = document.createElement('video');
  Object.assign(video, { muted: true, playsInline: true, width: 320 });
  document.body.append(video);
  const player = new Player();
  const errors = [];
  player.addEventListener('error', ({ detail }) => errors.push(detail.message));
  const again = () => (player.seek(0), player.play());
  video.addEventListener('ended', again);
  player.attach(video);
  player.load(url).catch(() => undefined);
  player.play().catch(() => undefined);
  return {
    player,
    errors,
    video,
    async end() {
      video.removeEventListener('ended', again);
      await player.destroy();
      video.remove();
    },
  };
}

let looping;
let passing;

const actions = {
  begin({ url }) {
    looping = make(url);
  },
  /** A new player beside the one that loops. */
  next({ url }) {
    passing = make(url);
  },
  /** Each goes somewhere else, at another quality. */
  stir({ to, rung }) {
    for (const one of [looping, passing]) {
      if (!one || one.player.state === 'loading') continue;
      const { player } = one;
      player.seek(to * (player.duration || 0));
      const { qualities } = player;
      player.selectQuality(qualities.length ? qualities[rung % qualities.length].id : 'auto');
    }
  },
  async pass() {
    const { errors, video } = passing;
    const frames = video.getVideoPlaybackQuality().totalVideoFrames;
    await passing.end();
    passing = undefined;
    return { errors, frames };
  },
  look: () => ({
    errors: looping.errors,
    frames: looping.video.getVideoPlaybackQuality().totalVideoFrames,
    stats: looping.player.stats,
  }),
};

export default (action, details = {}) => actions[action](details);
