import { launch } from './driver/launch.ts';
import { serveEverything } from './play/server.ts';
import { stream } from './play/streams.ts';
const s = await serveEverything();
const b = await launch((process.argv[2] ?? 'webkit') as 'webkit');
try {
  for (const of of process.argv.slice(3)) {
    await b.goto(`${s.url}/pages/index.html`);
    const seen = await b.evaluate<any>('/pages/watch.js', { url: `${s.url}/streams/${stream(of).url}`, seconds: 8, options: { startBitrate: 900_000 }, settings: { record: 'full' }, sound: false });
    console.log(of, 'counters', JSON.stringify(seen.counters.map(([t, c]: any) => [t, c - Math.round(t * 30)])), 'warn', JSON.stringify(seen.heard.warnings), JSON.stringify(seen.stats));
    const state = () => b.evaluate<any>(() => { const { player: p, heard } = (globalThis as any).praxino; const v = document.querySelector('video')!; const r = (x: any) => Array.from({ length: x.length }, (_, i) => [x.start(i), x.end(i)]); return { t: v.currentTime, ready: v.readyState, paused: v.paused, seeking: v.seeking, ended: v.ended, err: v.error?.message, w: v.videoWidth, h: v.videoHeight, buffered: r(v.buffered), st: p.state, q: p.quality?.height, vb: p.stats.videoBuffered, ab: p.stats.audioBuffered, warn: heard.warnings, errs: heard.errors, dec: heard.decisions.slice(-6), req: heard.requests.slice(-4).map((q: any) => [q.what, q.url.slice(-22), q.status, q.bytes, q.outcome]), qual: heard.qualities, frames: v.getVideoPlaybackQuality().totalVideoFrames, dropped: v.getVideoPlaybackQuality().droppedVideoFrames }; });
    for (const [act, d] of [['seek', { to: 52.7 }], ['seek', { to: 2.4 }], ['switch', { heights: [720, 240] }], ['end', {}]] as any) {
      const t0 = Date.now();
      const r = await b.evaluate<any>('/pages/act.js', act, d).catch((e) => ({ failed: e.message }));
      console.log(of, act, JSON.stringify(d), Date.now() - t0, 'ms', JSON.stringify(r), r.counter !== undefined ? r.counter - Math.round(r.mediaTime * 30) : '');
      if (r.failed) console.log(JSON.stringify(await state()));
      if (r.failed) { await new Promise((x) => setTimeout(x, 1000)); const z = await state(); console.log('1s later', z.t, z.frames, z.dropped, z.buffered); }
    }
    await b.evaluate('/pages/act.js', 'destroy');
  }
} finally { await b.close(); await s.close(); }
