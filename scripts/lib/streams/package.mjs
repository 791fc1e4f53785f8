// Fragmented MP4 and MPEG-TS out of the encoded sources, with the manifests that the packagers write by themselves.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ffmpeg, packager } from './run.mjs';
import { segmentSeconds } from './sources.mjs';

export const clearKey = { id: '00112233445566778899aabbccddeeff', key: '0123456789abcdeffedcba9876543210' };
const aesKey = '101112131415161718191a1b1c1d1e1f';
const aesIv = '202122232425262728292a2b2c2d2e2f';

const common = { segment_duration: segmentSeconds, default_language: 'en' };
const inEnglish = { language: 'en', hls_group_id: 'audio', hls_name: 'English' };

/** Segments as files, named `NAME-PLACEHOLDER.m4s`, with manifest.mpd (SegmentTimeline) and master.m3u8. */
export async function packageSegments(sources, folder, videos, audio, placeholder, options = {}) {
  await mkdir(folder, { recursive: true });
  const output = (name) => ({
    init_segment: `${name}-init.mp4`,
    segment_template: `${name}-${placeholder}.m4s`,
    playlist_name: `${name}.m3u8`,
  });
  await packager(
    folder,
    [
      ...videos.map((name) => ({ in: join(sources, `${name}.mp4`), stream: 'video', ...output(name) })),
      { in: join(sources, `${audio}.mp4`), stream: 'audio', ...output(audio), ...inEnglish },
    ],
    {
      ...common,
      generate_static_live_mpd: true,
      mpd_output: 'manifest.mpd',
      hls_master_playlist_output: 'master.m3u8',
      ...options,
    },
  );
}

/** One file for each rendition with an index at its head: SegmentBase for DASH, EXT-X-BYTERANGE for HLS. */
export async function packageFiles(sources, folder, videos, audio, options = {}) {
  await mkdir(folder, { recursive: true });
  const output = (name) => ({ output: `${name}.mp4`, playlist_name: `${name}.m3u8` });
  await packager(
    folder,
    [
      ...videos.map((name) => ({ in: join(sources, `${name}.mp4`), stream: 'video', ...output(name) })),
      { in: join(sources, `${audio}.mp4`), stream: 'audio', ...output(audio), ...inEnglish },
    ],
    { ...common, mpd_output: 'manifest.mpd', hls_master_playlist_output: 'master.m3u8', ...options },
  );
}

/** Likewise as WebM, whose index is Cues, for DASH. */
export async function packageWebm(sources, folder, videos, audio) {
  await mkdir(folder, { recursive: true });
  const output = (name) => ({ output: `${name}.webm` });
  await packager(
    folder,
    [
      ...videos.map((name) => ({ in: join(sources, `${name}.mp4`), stream: 'video', ...output(name) })),
      { in: join(sources, `${audio}.webm`), stream: 'audio', ...output(audio), language: 'en' },
    ],
    { ...common, mpd_output: 'manifest.mpd' },
  );
}

export const encrypted = (scheme) => ({
  enable_raw_key_encryption: true,
  protection_scheme: scheme,
  protection_systems: 'Common',
  clear_lead: 0,
  keys: `label=:key_id=${clearKey.id}:key=${clearKey.key}`,
});

const hlsList = [
  '-f',
  'hls',
  '-hls_playlist_type',
  'vod',
  '-hls_list_size',
  '0',
  '-hls_time',
  `${segmentSeconds}`,
];

/** Audio and video of one rung in the same segments; ffmpeg writes no usable master, so the caller does. */
export async function muxHls(sources, folder, video, type, more = []) {
  await mkdir(folder, { recursive: true });
  const extension = type === 'fmp4' ? 'm4s' : 'ts';
  const init = type === 'fmp4' ? ['-hls_fmp4_init_filename', `${video}-init.mp4`] : [];
  await ffmpeg(
    folder,
    [
      '-i',
      join(sources, `${video}.mp4`),
      '-i',
      join(sources, 'a.mp4'),
      '-map',
      '0:v',
      '-map',
      '1:a',
      '-c',
      'copy',
    ],
    [...hlsList, '-hls_segment_type', type === 'fmp4' ? 'fmp4' : 'mpegts', ...init, ...more],
    ['-hls_segment_filename', `${video}-%05d.${extension}`, `${video}.m3u8`],
  );
}

/** Whole segments encrypted, the oldest way there is. */
export async function packageAes128(sources, folder, video) {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'aes.key'), Buffer.from(aesKey, 'hex'));
  await writeFile(join(sources, 'aes.info'), `aes.key\n${join(folder, 'aes.key')}\n${aesIv}\n`);
  await muxHls(sources, folder, video, 'ts', ['-hls_key_info_file', join(sources, 'aes.info')]);
}

/** MPEG-TS video and packed AAC audio, each in a playlist of its own. */
export async function packageTs(sources, folder, videos, audio) {
  await mkdir(folder, { recursive: true });
  const output = (name, extension) => ({
    segment_template: `${name}-$Number%05d$.${extension}`,
    playlist_name: `${name}.m3u8`,
  });
  await packager(
    folder,
    [
      ...videos.map((name) => ({ in: join(sources, `${name}.mp4`), stream: 'video', ...output(name, 'ts') })),
      { in: join(sources, `${audio}.mp4`), stream: 'audio', ...output(audio, 'aac'), ...inEnglish },
    ],
    { ...common, hls_master_playlist_output: 'master.m3u8' },
  );
}

/** Six seconds of one track each, as one file and as segments, clear and encrypted: for tests of the browsers. */
export async function packageTiny(sources, folder) {
  await mkdir(folder, { recursive: true });
  const kinds = ['video', 'audio'];
  const whole = (kind, suffix) => ({
    in: join(sources, `tiny-${kind}.mp4`),
    stream: kind,
    output: `${kind}${suffix}.mp4`,
  });
  const pieces = (kind) => ({
    in: join(sources, `tiny-${kind}.mp4`),
    stream: kind,
    init_segment: `${kind}-init.mp4`,
    segment_template: `${kind}-$Number$.m4s`,
  });
  await packager(
    folder,
    kinds.map((kind) => whole(kind, '')),
    common,
  );
  await packager(folder, kinds.map(pieces), common);
  for (const scheme of ['cenc', 'cbcs']) {
    await packager(
      folder,
      kinds.map((kind) => whole(kind, `-${scheme}`)),
      { ...common, ...encrypted(scheme) },
    );
  }
}
