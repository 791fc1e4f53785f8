import { Player, type PlayerOptions } from 'praxino';
import { serve } from '../page/serve.ts';
import type { Rung } from '../page/spec.ts';

let player: Player | undefined;

function make(settings: Readonly<Record<string, unknown>>, prewarm: boolean): Player {
  return new Player({ ...(settings as PlayerOptions), prewarm });
}

/** The audio's bitrate counts too, and an MPD states the video's alone; the rungs lie further apart than this. */
function startBitrate({ bandwidth }: Rung): number {
  return 1.3 * bandwidth;
}

serve({
  async prewarm(spec) {
    player = make(spec.settings, true);
    await new Promise((resolve) => setTimeout(resolve, 500));
  },
  async start({ video, spec, fail, mark, decided }) {
    const { bufferGoal, forced, settings, url } = spec;
    const playing = (player ??= make(settings, false));
    playing.addEventListener('error', ({ detail }) => fail(detail));
    if (decided) {
      playing.addEventListener('decision', ({ detail: { subject, why } }) => decided(`${subject}: ${why}`));
      playing.addEventListener('warning', ({ detail }) =>
        decided(`warning: ${detail.code} ${detail.message}`),
      );
    }
    playing.addEventListener('present', ({ detail }) => {
      mark('manifest');
      if (!forced) return;
      const rung = detail.qualities.find(({ height }) => height === forced.height);
      if (rung) playing.selectQuality(rung.id);
    });
    playing.attach(video);
    const loading = playing.load(url, {
      bufferGoal,
      ...(forced && { startBitrate: startBitrate(forced) }),
    });
    void playing.play().catch(() => {});
    await loading;
    video.requestVideoFrameCallback(() => {
      for (const [name, at] of Object.entries(playing.stats.startup)) mark(`engine: ${name}`, at);
    });
  },
  seek(seconds) {
    player?.seek(seconds);
  },
});
