import { MediaPlayer, type MediaPlayerClass, type MediaPlayerSettingClass } from 'dashjs';
import { serve } from '../page/serve.ts';

let player: MediaPlayerClass;

serve({
  start(stage) {
    const { forced, settings, url } = stage.spec;
    player = MediaPlayer().create();
    player.on(MediaPlayer.events['ERROR'], (event: unknown) => stage.fail(new Error(JSON.stringify(event))));
    player.on(MediaPlayer.events['MANIFEST_LOADED'], () => stage.mark('manifest'));
    if (forced) {
      const abr = { autoSwitchBitrate: { video: false }, initialBitrate: { video: forced.bandwidth / 1000 } };
      player.updateSettings({ streaming: { abr } });
    }
    player.updateSettings(settings as MediaPlayerSettingClass);
    player.initialize(stage.video, url, true);
  },
  seek(seconds) {
    player.seek(seconds);
  },
});
