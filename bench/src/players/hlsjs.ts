import Hls, { type HlsConfig } from 'hls.js';
import { serve } from '../page/serve.ts';

let video: HTMLVideoElement;

serve({
  start(stage) {
    const { bufferGoal, forced, settings, url } = stage.spec;
    video = stage.video;
    const ahead = { maxBufferLength: bufferGoal, maxMaxBufferLength: bufferGoal };
    const hls = new Hls({ ...ahead, ...(settings as Partial<HlsConfig>) });
    hls.on(Hls.Events.ERROR, (_event, data) => data.fatal && stage.fail(new Error(data.details)));
    hls.on(Hls.Events.MANIFEST_PARSED, (_event, { levels }) => {
      stage.mark('manifest');
      // Both the first fragment and every later one, without a switch between them.
      if (forced) hls.loadLevel = levels.findIndex((level) => level.bitrate === forced.bandwidth);
    });
    hls.loadSource(url);
    hls.attachMedia(video);
    void video.play();
  },
  seek(seconds) {
    video.currentTime = seconds;
  },
});
