// The pictures and sounds that all streams are made of: a test pattern in which every frame carries its number
// twice (large digits for people, a row of sixteen black or white blocks for programs) and a tone whose pitch climbs.
import { ffmpeg } from './run.mjs';

export const fps = 30;
export const seconds = 60;
export const segmentSeconds = 2;

/** The counter as a fraction of the picture: sixteen blocks side by side at the top, highest bit first, white is 1. */
export const counter = { bits: 16, x: 0, y: 0, width: 1, height: 1 / 16 };

/** The tone of second n is base + step × (n mod steps) Hz on the left, an octave of `base` higher on the right. */
export const tone = { base: 330, step: 55, steps: 8 };

export const rungs = {
  240: { width: 426, height: 240, kbps: 300, profile: 'main' },
  360: { width: 640, height: 360, kbps: 800, profile: 'main' },
  720: { width: 1280, height: 720, kbps: 2500, profile: 'high' },
};

function counterFilters(first) {
  const filters = ['drawbox=x=0:y=0:w=iw:h=45:color=black:t=fill'];
  for (let bit = 0; bit < counter.bits; bit += 1) {
    const place = 2 ** (counter.bits - 1 - bit);
    filters.push(
      `drawbox=x=${80 * bit}:y=0:w=80:h=45:color=white:t=fill:enable='gt(bitand(n+${first},${place}),0)'`,
    );
  }
  filters.push(
    `drawtext=font='DejaVu Sans Mono':text='%{n}':start_number=${first}:fontsize=180:fontcolor=white:` +
      'box=1:boxcolor=black:boxborderw=24:x=(w-tw)/2:y=(h-th)/2',
  );
  return filters.join(',');
}

function encoder({ kbps, profile }, bFrames, vp9) {
  const gop = fps * segmentSeconds;
  if (vp9) {
    const quick = ['-c:v', 'libvpx-vp9', '-deadline', 'realtime', '-cpu-used', 8];
    return [...quick, '-b:v', `${kbps}k`, '-g', gop, '-keyint_min', gop].map(String);
  }
  const video = ['-c:v', 'libx264', '-preset', 'veryfast', '-profile:v', profile, '-pix_fmt', 'yuv420p'];
  const rate = ['-b:v', `${kbps}k`, '-maxrate', `${Math.round(kbps * 1.08)}k`, '-bufsize', `${kbps * 2}k`];
  const groups = ['-g', gop, '-keyint_min', gop, '-sc_threshold', 0, '-flags', '+cgop', '-bf', bFrames];
  return [...video, ...rate, ...groups].map(String);
}

/** Pictures of one pattern, numbered from `first`, encoded once for each of `outputs`. */
async function makeVideo(folder, { first, length, look, outputs }) {
  const sizes = outputs.map(({ rung }) => rungs[rung]);
  const pattern = `testsrc2=size=1280x720:rate=${fps}:duration=${length}${look},${counterFilters(first)}`;
  const copies = outputs.map((_, i) => `[in${i}]`).join('');
  const scaled = sizes.map((s, i) => `[in${i}]scale=${s.width}:${s.height},setsar=1[out${i}]`).join(';');
  await ffmpeg(
    folder,
    ['-filter_complex', `${pattern},split=${outputs.length}${copies};${scaled}`],
    outputs
      .map(({ file, bFrames, vp9 }, i) => ['-map', `[out${i}]`, ...encoder(sizes[i], bFrames, vp9), file])
      .flat(),
  );
}

async function makeAudio(folder, { file, base, length, codec = 'aac' }) {
  const side = (pitch) => `0.3*sin(2*PI*(${pitch}+${tone.step}*mod(floor(t)\\,${tone.steps}))*t)`;
  const source = `aevalsrc=${side(base)}|${side(2 * base)}:s=48000:d=${length}`;
  await ffmpeg(folder, ['-f', 'lavfi', '-i', source, '-c:a', codec, '-b:a', '128k', file]);
}

/** Everything encoded, in `folder`: v240 v360 v720 (with B-frames), n240 n360 (without), w240 w360 (VP9), a, o (Opus), and the second part. */
export async function makeSources(folder) {
  await makeVideo(folder, {
    first: 0,
    length: seconds,
    look: '',
    outputs: [
      { file: 'v240.mp4', rung: 240, bFrames: 2 },
      { file: 'v360.mp4', rung: 360, bFrames: 2 },
      { file: 'v720.mp4', rung: 720, bFrames: 2 },
      { file: 'n240.mp4', rung: 240, bFrames: 0 },
      { file: 'n360.mp4', rung: 360, bFrames: 0 },
      { file: 'w240.mp4', rung: 240, vp9: true },
      { file: 'w360.mp4', rung: 360, vp9: true },
    ],
  });
  // The second part of streams that change on the way: other colours, other sizes, the counter goes on.
  await makeVideo(folder, {
    first: (fps * seconds) / 2,
    length: seconds / 2,
    look: ',negate',
    outputs: [
      { file: 'b240.mp4', rung: 240, bFrames: 2 },
      { file: 'b360.mp4', rung: 360, bFrames: 0 },
      { file: 'c240.mp4', rung: 240, vp9: true },
    ],
  });
  await makeAudio(folder, { file: 'a.mp4', base: tone.base, length: seconds });
  await makeAudio(folder, { file: 'o.webm', base: tone.base, length: seconds, codec: 'libopus' });
  await makeAudio(folder, { file: 'b.mp4', base: tone.base / 2, length: seconds / 2 });
  await ffmpeg(folder, ['-i', 'v360.mp4', '-c', 'copy', '-frames:v', 6 * fps, 'tiny-video.mp4'].map(String));
  await ffmpeg(folder, ['-i', 'a.mp4', '-c', 'copy', '-t', '6', 'tiny-audio.mp4']);
}
