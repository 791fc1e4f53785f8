// streams.json: what the demo page, the browser tests and the benchmarks know of each stream.
import { clearKey } from './package.mjs';
import { counter, fps, rungs, seconds, segmentSeconds, tone } from './sources.mjs';

const audio = {
  codecs: 'mp4a.40.2',
  bitrate: 128_000,
  channels: 2,
  sampleRate: 48_000,
  language: 'en',
  muxed: false,
};

export function describeStreams(codecs) {
  const rung = (name) => {
    const { width, height, kbps } = rungs[Number(name.slice(1))];
    return { width, height, bitrate: kbps * 1000, codecs: codecs[name], bFrames: name.startsWith('v') };
  };
  const main = ['v240', 'v360', 'v720'];
  const small = ['v240', 'v360'];
  const stream = (name, title, url, names, more = {}) => ({
    name,
    title,
    protocol: url.endsWith('.mpd') ? 'dash' : 'hls',
    url,
    duration: seconds,
    fps,
    segment: segmentSeconds,
    rungs: names.map(rung),
    audio,
    ...more,
  });
  const muxed = { audio: { ...audio, muxed: true } };
  const keys = { keys: [clearKey] };
  // `later` marks what the engine does not play yet.
  const later = { later: true };
  const streams = [
    stream('hls-fmp4', 'HLS, fragmented MP4', 'cmaf/master.m3u8', main, {
      notes:
        'Audio in a rendition of its own; CODECS everywhere; shares its segments with dash-number and dash-list.',
    }),
    stream('hls-fmp4-byterange', 'HLS, byte ranges of one file', 'files/master.m3u8', main, {
      notes: 'EXT-X-BYTERANGE and EXT-X-MAP with BYTERANGE.',
    }),
    stream(
      'hls-fmp4-muxed',
      'HLS, audio and video together',
      'hls-fmp4-muxed/master.m3u8',
      ['n240', 'n360'],
      {
        ...muxed,
        notes: 'One fragmented MP4 carries both tracks; no B-frames.',
      },
    ),
    stream(
      'hls-fmp4-discontinuity',
      'HLS, a discontinuity half way',
      'hls-fmp4-discontinuity/master.m3u8',
      small,
      {
        changes: [seconds / 2],
        notes:
          'Another EXT-X-MAP and timestamps from 0 again at 30 s; negative colours, the counter goes on.',
      },
    ),
    stream('hls-fmp4-codecs', 'HLS, H.264 and then VP9', 'hls-fmp4-codecs/master.m3u8', small.slice(0, 1), {
      changes: [seconds / 2],
      notes: 'Behind a discontinuity at 30 s the picture is VP9; CODECS names H.264 alone.',
    }),
    stream('dash-number', 'DASH, $Number$', 'dash-number/manifest.mpd', main, {
      notes: 'SegmentTemplate $Number%05d$ with one duration, BaseURL.',
    }),
    stream('dash-timeline', 'DASH, $Time$', 'dash-timeline/manifest.mpd', main, {
      notes: 'SegmentTemplate $Time$ with SegmentTimeline.',
    }),
    stream('dash-list', 'DASH, SegmentList', 'dash-list/manifest.mpd', main, {
      notes: 'SegmentList, BaseURL.',
    }),
    stream('dash-sidx', 'DASH, one file with an index', 'files/manifest.mpd', main, {
      notes: 'SegmentBase with indexRange.',
    }),
    stream('dash-webm', 'DASH, WebM with Cues', 'dash-webm/manifest.mpd', ['w240', 'w360'], {
      audio: { ...audio, codecs: 'opus' },
      notes: 'VP9 and Opus; SegmentBase whose index is Cues.',
    }),
    stream('dash-periods', 'DASH, two Periods', 'dash-periods/manifest.mpd', main, {
      changes: [seconds / 2],
      notes:
        'presentationTimeOffset of 100 s in the second Period, which has no 720 rung; negative colours, the counter goes on.',
    }),
    stream('hls-ts-muxed', 'HLS, MPEG-TS', 'hls-ts-muxed/master.m3u8', main, muxed),
    stream('hls-ts-demuxed', 'HLS, MPEG-TS and packed AAC', 'hls-ts-demuxed/master.m3u8', main),
    stream('hls-aes-128', 'HLS, MPEG-TS, AES-128', 'hls-aes-128/master.m3u8', main, muxed),
    ...['cenc', 'cbcs'].flatMap((scheme) => [
      stream(
        `dash-clearkey-${scheme}`,
        `DASH, ClearKey ${scheme}`,
        `clearkey-${scheme}/manifest.mpd`,
        small,
        {
          ...later,
          scheme,
          ...keys,
        },
      ),
      stream(`hls-clearkey-${scheme}`, `HLS, ClearKey ${scheme}`, `clearkey-${scheme}/master.m3u8`, small, {
        ...later,
        scheme,
        ...keys,
      }),
    ]),
  ];
  const tiny = {
    duration: 6,
    files: ['video.mp4', 'audio.mp4', 'video-cenc.mp4', 'audio-cenc.mp4', 'video-cbcs.mp4', 'audio-cbcs.mp4'],
    segments: {
      video: ['video-init.mp4', 'video-$Number$.m4s'],
      audio: ['audio-init.mp4', 'audio-$Number$.m4s'],
      count: 3,
    },
    folder: 'tiny',
    ...keys,
  };
  return { counter, tone, streams, tiny };
}
