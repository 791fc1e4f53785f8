import { serve } from '../page/serve.ts';

/** Numbers, as shaka.util.Error lists them. */
interface ShakaError {
  readonly severity: number;
  readonly category: number;
  readonly code: number;
  readonly data: readonly unknown[];
}

/** shaka.util.Error.Severity: the other one is what it recovers from. */
const CRITICAL = 2;

const describe = ({ code, data }: ShakaError) =>
  new Error([code, ...data.filter((part) => typeof part !== 'object')].join(' ').slice(0, 200));

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
      const { bufferGoal, forced, settings, url } = stage.spec;
      video = stage.video;
      shaka.polyfill.installAll();
      const player = new shaka.Player();
      player.addEventListener('error', (event) => {
        const { detail } = event as CustomEvent<ShakaError>;
        stage.fail(describe(detail), detail.severity < CRITICAL);
      });
      player.configure({ streaming: { bufferingGoal: bufferGoal } });
      if (forced) {
        const { height } = forced;
        player.configure({ abr: { enabled: false }, restrictions: { minHeight: height, maxHeight: height } });
      }
      player.configure(settings);
      await player.attach(video);
      void video.play();
      await player.load(url).catch((error: ShakaError) => Promise.reject(describe(error)));
      stage.mark('loaded');
    },
    seek(seconds) {
      video.currentTime = seconds;
    },
  });
}
