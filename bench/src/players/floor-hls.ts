import type { PlayerSpec } from '../page/spec.ts';
import { serveFloor, type FloorTrack } from './floor.ts';

async function text(url: string): Promise<string> {
  return (await fetch(url)).text();
}

function attribute(line: string, name: string): string | undefined {
  return new RegExp(`[:,]${name}=(?:"([^"]*)"|([^,]*))`)
    .exec(line)
    ?.slice(1)
    .find((value) => value !== undefined);
}

async function readMediaPlaylist(url: string, mime: string): Promise<FloorTrack> {
  const lines = (await text(url)).split('\n').map((line) => line.trim());
  const map = lines.find((line) => line.startsWith('#EXT-X-MAP:')) ?? '';
  const durations = lines
    .filter((line) => line.startsWith('#EXTINF:'))
    .map((line) => parseFloat(line.slice(8)));
  const uris = lines.filter((line) => line !== '' && !line.startsWith('#'));
  let start = 0;
  const segments = uris.map((uri, at) => {
    const segment = { url: new URL(uri, url).href, start };
    start += durations[at] ?? 0;
    return segment;
  });
  return { mime, init: new URL(attribute(map, 'URI') ?? '', url).href, segments, duration: start };
}

/** The multivariant playlist, then both media playlists at once. */
async function readTracks({ url, forced }: PlayerSpec): Promise<FloorTrack[]> {
  const lines = (await text(url)).split('\n').map((line) => line.trim());
  const at = lines.findIndex(
    (line) =>
      line.startsWith('#EXT-X-STREAM-INF:') && Number(attribute(line, 'BANDWIDTH')) === forced?.bandwidth,
  );
  const variant = lines[at] ?? '';
  const group = attribute(variant, 'AUDIO');
  const audio = lines.find(
    (line) => line.startsWith('#EXT-X-MEDIA:TYPE=AUDIO') && attribute(line, 'GROUP-ID') === group,
  );
  const codecs = (attribute(variant, 'CODECS') ?? '').split(',');
  const audioCodec = codecs.find((codec) => codec.startsWith('mp4a')) ?? '';
  const videoCodec = codecs.find((codec) => !codec.startsWith('mp4a')) ?? '';
  const playlist = (uri: string, mime: string) => readMediaPlaylist(new URL(uri, url).href, mime);
  return Promise.all([
    playlist(lines[at + 1] ?? '', `video/mp4; codecs="${videoCodec}"`),
    ...(audio ? [playlist(attribute(audio, 'URI') ?? '', `audio/mp4; codecs="${audioCodec}"`)] : []),
  ]);
}

serveFloor(readTracks);
