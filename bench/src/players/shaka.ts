import { serve } from '../page/serve.ts';

interface ShakaPlayer {
  addEventListener(type: 'error', listener: (event: Event) => void): void;
  configure(config: object): boolean;
  attach(video: HTMLMediaElement): Promise<unknown>;
  load(url: string): Promise<unknown>;
}

/** What both builds have; each declares its classes anew, so neither's own type fits the other. */
interface Shaka {
  readonly polyfill: { installAll(): void };
  readonly Player: new () => ShakaPlayer;
}

/** The build that carries one protocol alone is what a careful page would ship. */
export function serveShaka(shaka: Shaka): void {
  let video: HTMLVideoElement;
  serve({
    async start(stage) {
      const { forced, settings, url } = stage.spec;
      video = stage.video;
      shaka.polyfill.installAll();
      const player = new shaka.Player();
      player.addEventListener('error', (event) => stage.fail(new Error(JSON.stringify(event))));
      if (forced) {
        const { height } = forced;
        player.configure({ abr: { enabled: false }, restrictions: { minHeight: height, maxHeight: height } });
      }
      player.configure(settings);
      await player.attach(video);
      void video.play();
      await player.load(url);
      stage.mark('loaded');
    },
    seek(seconds) {
      video.currentTime = seconds;
    },
  });
}
