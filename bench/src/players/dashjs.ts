import { MediaPlayer, type MediaPlayerClass, type MediaPlayerSettingClass } from 'dashjs';
import { serve } from '../page/serve.ts';

let player: MediaPlayerClass;

serve({
  start(stage) {
    const { bufferGoal, forced, settings, url } = stage.spec;
    player = MediaPlayer().create();
    // Which of its errors are its end, it does not say.
    player.on(MediaPlayer.events['ERROR'], ({ error }) => {
      stage.fail(new Error(typeof error === 'string' ? error : `${error.code} ${error.message}`), true);
    });
    player.on(MediaPlayer.events['MANIFEST_LOADED'], () => stage.mark('manifest'));
    if (forced) {
      const abr = { autoSwitchBitrate: { video: false }, initialBitrate: { video: forced.bandwidth / 1000 } };
      player.updateSettings({ streaming: { abr } });
    }
    const buffer = { bufferTimeDefault: bufferGoal, bufferTimeAtTopQuality: bufferGoal };
    player.updateSettings({ streaming: { buffer } });
    player.updateSettings(settings as MediaPlayerSettingClass);
    player.initialize(stage.video, url, true);
  },
  seek(seconds) {
    player.seek(seconds);
  },
});
