// Makes every sample stream into the folder that it is given, with streams.json to say what each of them is.
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describeStreams } from './describe.mjs';
import {
  copyShifted,
  joinPlaylists,
  readTimescale,
  writeListMpd,
  writeMaster,
  writeNumberMpd,
  writePeriodsMpd,
} from './manifests.mjs';
import {
  encrypted,
  muxHls,
  packageAes128,
  packageFiles,
  packageSegments,
  packageTiny,
  packageTs,
  packageWebm,
} from './package.mjs';
import { makeSources, rungs, seconds, segmentSeconds } from './sources.mjs';

const target = process.argv[2];
if (!target) throw new Error('usage: make.mjs FOLDER');

const half = seconds / 2;
/** Where media time of the second Period begins, so that nothing fits by chance. */
const offset = 100;
const main = ['v240', 'v360', 'v720'];
const at = (...names) => join(target, ...names);
const sources = at('sources');

/** What avcC says of profile, constraints and level, as RFC 6381 writes it. */
async function codecsOf(name) {
  const bytes = await readFile(join(sources, `${name}.mp4`));
  const avcc = bytes.indexOf('avcC');
  return `avc1.${bytes.subarray(avcc + 5, avcc + 8).toString('hex')},mp4a.40.2`;
}

const variantOf = async (name) => {
  const { width, height, kbps } = rungs[Number(name.slice(1))];
  return {
    uri: `${name}.m3u8`,
    bandwidth: Math.round(kbps * 1120 + 140_000),
    codecs: await codecsOf(name),
    width,
    height,
  };
};

const timed = async (name, work) => {
  const began = performance.now();
  await work;
  console.log(`   ${name} … ${((performance.now() - began) / 1000).toFixed(1)} s`);
};

/** The first half of cmaf, and `part` behind a discontinuity: playlists by the names of both halves. */
async function makeDiscontinuity(name, part, playlists) {
  const folder = at(name);
  const bases = ['../cmaf/', `../${part}/`];
  const count = half / segmentSeconds;
  for (const [a, b] of playlists) {
    await joinPlaylists(at('cmaf', `${a}.m3u8`), at(part, `${b}.m3u8`), join(folder, `${a}.m3u8`), {
      count,
      bases,
    });
  }
  const videos = playlists.map(([a]) => a).filter((a) => a.startsWith('v'));
  await writeMaster(join(folder, 'master.m3u8'), await Promise.all(videos.map(variantOf)), 'a.m3u8');
}

async function makePeriods() {
  const timescales = {};
  for (const name of ['b240', 'b360', 'b'])
    timescales[name] = await readTimescale(at('part-b', `${name}-init.mp4`));
  await copyShifted(at('part-b'), at('part-b-shifted'), offset, (file) => timescales[file.split('-')[0]]);
  await writePeriodsMpd(
    at('cmaf', 'manifest.mpd'),
    at('part-b', 'manifest.mpd'),
    at('dash-periods', 'manifest.mpd'),
    {
      half,
      offset,
      bases: ['../cmaf/', '../part-b-shifted/'],
    },
  );
}

/** `make` writes one rung's playlist and segments into the folder. */
async function makeMuxed(folder, names, make) {
  for (const name of names) await make(sources, at(folder), name);
  await writeMaster(at(folder, 'master.m3u8'), await Promise.all(names.map(variantOf)));
}
const muxedAs = (type) => (from, folder, name) => muxHls(from, folder, name, type);

await rm(target, { recursive: true, force: true });
await mkdir(sources, { recursive: true });
await timed('pictures and sound', makeSources(sources));
await timed('cmaf', packageSegments(sources, at('cmaf'), main, 'a', '$Number%05d$'));
await timed('dash-timeline', packageSegments(sources, at('dash-timeline'), main, 'a', '$Time$'));
await timed('files with an index', packageFiles(sources, at('files'), main, 'a'));
await timed('the same as WebM', packageWebm(sources, at('dash-webm'), ['w240', 'w360'], 'o'));
await timed(
  'the second part',
  packageSegments(sources, at('part-b'), ['b240', 'b360'], 'b', '$Number%05d$', {
    generate_sidx_in_media_segments: false,
  }),
);
await timed('the same in VP9', packageSegments(sources, at('part-c'), ['c240'], 'b', '$Number%05d$'));
await timed(
  'dash-number, dash-list',
  (async () => {
    await writeNumberMpd(at('cmaf', 'manifest.mpd'), at('dash-number', 'manifest.mpd'), '../cmaf/');
    await writeListMpd(at('cmaf', 'manifest.mpd'), at('dash-list', 'manifest.mpd'), '../cmaf/');
  })(),
);
await timed(
  'dash-periods, hls-fmp4-discontinuity, hls-fmp4-codecs',
  (async () => {
    await makePeriods();
    await makeDiscontinuity('hls-fmp4-discontinuity', 'part-b', [
      ['v240', 'b240'],
      ['v360', 'b360'],
      ['a', 'b'],
    ]);
    await makeDiscontinuity('hls-fmp4-codecs', 'part-c', [
      ['v240', 'c240'],
      ['a', 'b'],
    ]);
  })(),
);
await timed('hls-fmp4-muxed', makeMuxed('hls-fmp4-muxed', ['n240', 'n360'], muxedAs('fmp4')));
await timed('hls-ts-muxed', makeMuxed('hls-ts-muxed', main, muxedAs('ts')));
await timed('hls-ts-demuxed', packageTs(sources, at('hls-ts-demuxed'), main, 'a'));
await timed('hls-aes-128', makeMuxed('hls-aes-128', main, packageAes128));
await timed(
  'clearkey',
  (async () => {
    for (const scheme of ['cenc', 'cbcs']) {
      await packageSegments(
        sources,
        at(`clearkey-${scheme}`),
        ['v240', 'v360'],
        'a',
        '$Number%05d$',
        encrypted(scheme),
      );
    }
  })(),
);
await timed('tiny', packageTiny(sources, at('tiny')));
const codecs = Object.fromEntries(
  await Promise.all(
    ['v240', 'v360', 'v720', 'n240', 'n360'].map(async (name) => [
      name,
      (await codecsOf(name)).split(',')[0],
    ]),
  ),
);
Object.assign(codecs, { w240: 'vp9', w360: 'vp9' });
await rm(sources, { recursive: true });
const index = describeStreams(codecs);
for (const { name, url } of index.streams) {
  await readFile(at(url)).catch(() => {
    throw new Error(`${name}: nothing was made at ${url}`);
  });
}
await writeFile(at('streams.json'), `${JSON.stringify(index, null, 2)}\n`);
console.log(`   ${index.streams.length} streams in ${(await readdir(target)).length - 1} folders`);
