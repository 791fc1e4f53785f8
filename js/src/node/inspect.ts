import { readManifest } from './manifest.js';
import type { Feed, Manifest, Rendition, Variant } from './manifest-types.js';
import { failure, fetchSource } from './source.js';

const mostWarnings = 10;

/** The command: `praxino inspect FILE|URL|-`. Gives the exit code. */
export async function inspectCommand(words: readonly string[]): Promise<number> {
  const [name, ...others] = words;
  if (name === undefined || others.length > 0) {
    process.stderr.write('usage: praxino inspect FILE|URL|-\n');
    return 2;
  }
  try {
    const { bytes, url, contentType } = await fetchSource(name);
    process.stdout.write(summary(await readManifest(bytes, url, { contentType })));
    return 0;
  } catch (error) {
    process.stderr.write(failure(name, error));
    return 2;
  }
}

/** What a manifest says, for people. */
export function summary(manifest: Manifest): string {
  const { protocol, url, live, duration, tracks, renditions, variants, feeds } = manifest;
  const length = duration === undefined ? '' : `, ${seconds(duration)}`;
  const lines = [url, `${protocol.toUpperCase()}, ${live ? 'live' : 'whole'}${length}`];
  for (const { kind, language, label, roles, renditions: ids, ...flags } of tracks) {
    const named = [
      language,
      label && `"${label}"`,
      ...roles,
      flags.default && 'default',
      flags.trick && 'for winding',
    ].filter(Boolean);
    lines.push('', [`${kind}${named.length > 0 ? ':' : ''}`, named.join(', ')].join(' ').trim());
    if (ids.length === 0) lines.push('  inside the picture’s files');
    for (const id of ids) {
      const rendition = renditions[id]!;
      lines.push(`  ${described(rendition) || 'one rendition'}`, `    ${held(feeds[rendition.feed]!)}`);
    }
  }
  lines.push('', count(variants.length, 'variant'));
  for (const variant of variants) lines.push(`  ${together(variant, renditions)}`);
  lines.push(...warned(manifest), '');
  return lines.join('\n');
}

function described(rendition: Rendition): string {
  const { name, bitrate, averageBitrate, width, height, frameRate, channels, sampleRate } = rendition;
  return [
    name,
    width > 0 && `${width}×${height}`,
    frameRate > 0 && `${decimal(frameRate)} fps`,
    channels > 0 && count(channels, 'channel'),
    sampleRate > 0 && `${sampleRate} Hz`,
    bitrate > 0 && rate(bitrate) + (averageBitrate === bitrate ? '' : ` (average ${rate(averageBitrate)})`),
    rendition.container,
    rendition.codecs,
  ]
    .filter(Boolean)
    .join(', ');
}

function held({ playlist, segments, indexes }: Feed): string {
  if (segments === undefined) {
    const index = indexes[0]?.index;
    return index === undefined ? playlist : `${count(indexes.length, 'index', 'indexes')} in ${index.uri}`;
  }
  if (segments.length === 0) return 'no segments';
  const { length, duration, targetDuration } = segments;
  const longest = `${decimal(duration / length)} s each, none over ${decimal(targetDuration)} s`;
  return `${count(length, 'segment')}, ${seconds(duration)}: ${longest}; from ${segments.uriOf(0)}`;
}

function together({ bitrate, video, audio }: Variant, renditions: readonly Rendition[]): string {
  const ids = video === undefined ? audio : [video, ...audio];
  const named = ids.map((id) => renditions[id]!.name || 'one rendition').join(' + ');
  return bitrate > 0 ? `${rate(bitrate)}: ${named}` : named;
}

function warned({ warnings, warningCount }: Manifest): string[] {
  if (warningCount === 0) return [];
  const shown = warnings.slice(0, mostWarnings);
  const more = warningCount - shown.length;
  return [
    '',
    count(warningCount, 'warning'),
    ...shown.map(({ line, text }) => `  line ${line}: ${text}`),
    ...(more > 0 ? [`  and ${more} more`] : []),
  ];
}

const decimal = (value: number): string => String(Number(value.toFixed(3)));

const count = (number: number, one: string, many = `${one}s`): string =>
  `${number} ${number === 1 ? one : many}`;

const rate = (bits: number): string =>
  bits >= 1e6 ? `${(bits / 1e6).toFixed(2)} Mbit/s` : `${Math.round(bits / 1e3)} kbit/s`;

function seconds(value: number): string {
  if (!(value >= 60)) return `${decimal(value)} s`;
  const whole = Math.round(value);
  const parts = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  return parts.map((part, at) => (at === 0 ? String(part) : String(part).padStart(2, '0'))).join(':');
}
