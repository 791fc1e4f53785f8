import muxjs from 'mux.js';
import { cpuTime, type Contestant } from './contestant.ts';

/** mux.js, the transmuxer of video.js: it takes pieces as they come, and gives all of a segment at its end. */
export function createMuxjs(): Contestant {
  return {
    takesPieces: true,
    async pass(feeds, take) {
      const transmuxers = feeds.map((feed, index) => {
        // As video.js makes it: one buffer for the picture, one for the sound.
        const transmuxer = new muxjs.mp4.Transmuxer({ remux: false, keepOriginalTimestamps: true });
        const begun = new Set<string>();
        transmuxer.on('data', ({ type, initSegment, data }) => {
          const file = `${index} ${type}`;
          if (!begun.has(type)) take(file, initSegment);
          begun.add(type);
          take(file, data);
        });
        return { feed, transmuxer };
      });
      const started = cpuTime();
      for (const { feed, transmuxer } of transmuxers) {
        for (const { pieces } of feed.segments) {
          for (const piece of pieces) transmuxer.push(piece);
          transmuxer.flush();
        }
      }
      return cpuTime() - started;
    },
  };
}
