import type { Decision, ErrorCode, Quality } from 'praxino';

/** The engine's terms in words that a viewer and an engineer both understand. */

const reasons: Record<Decision['why'], string> = {
  start: 'the first choice',
  'throughput-up': 'the connection carries more',
  'throughput-down': 'the connection no longer carries it',
  'buffer-low': 'little is buffered',
  hold: 'too soon after the last change',
  pinned: 'you chose it',
  released: 'you gave the choice back',
  capped: 'the application’s limit',
  'buffer-full': 'enough is buffered',
  'browser-full': 'the browser asked for a pause',
  quota: 'the browser’s buffer is full',
  behind: 'played, and far behind',
  status: 'the server answered with an error',
  network: 'the connection broke',
  timeout: 'nothing came for too long',
  gap: 'no media here, the next is near',
  person: 'you asked',
  codec: 'other codecs follow',
  failed: 'the other one cannot be loaded',
  changed: 'the file is another one now',
  late: 'it would come too late',
  stuck: 'playback stood still',
  decode: 'it could not be decoded',
  'buffer-high': 'enough is buffered to take a better one',
};

export function bits(perSecond: number): string {
  if (perSecond < 1e6) return `${Math.round(perSecond / 1e3)} kbit/s`;
  return `${(perSecond / 1e6).toFixed(perSecond < 1e8 ? 1 : 0)} Mbit/s`;
}

export const seconds = (value: number): string => `${value.toFixed(1)} s`;

export function name(quality: Quality): string {
  const size = quality.height > 0 ? `${quality.height}p` : quality.label || 'sound';
  return `${size}, ${bits(quality.bitrate)}`;
}

export function what(decision: Decision, qualities: readonly Quality[]): string {
  const quality = qualities.find((one) => one.id === decision.rendition);
  const stream = decision.sink === 0 ? 'picture' : 'sound';
  switch (decision.subject) {
    case 'quality':
      return `Fetch ${quality ? name(quality) : stream} from ${seconds(decision.at)} on`;
    case 'wait':
      return 'Wait';
    case 'retry':
      return 'Try a request again';
    case 'jump':
      return `Jump to ${seconds(decision.at)}`;
    case 'evict':
      return `Forget the ${stream} before ${seconds(decision.at)}`;
    case 'seek':
      return `Go to ${seconds(decision.at)}`;
    case 'skip':
      return `Leave out a piece at ${seconds(decision.at)}`;
    case 'rebuild':
      return `Begin anew at ${seconds(decision.at)}`;
  }
}

export function why(decision: Decision): string {
  const measured = decision.estimate > 0 ? `, ${bits(decision.estimate)} measured` : '';
  return `${reasons[decision.why]}; ${seconds(decision.buffer)} ahead${measured}`;
}

/** What a person can do about it. */
export function advice(code: ErrorCode | 'aborted'): string {
  switch (code) {
    case 'manifest-load':
    case 'playlist-load':
    case 'index-load':
    case 'init-load':
    case 'segment-load':
    case 'key-load':
      return 'Check the address, and that its server allows requests from this page (CORS).';
    case 'manifest-parse':
    case 'playlist-parse':
    case 'index-parse':
    case 'segment-parse':
      return 'The stream itself is at fault: show this to whoever makes it.';
    case 'unsupported':
      return 'Another browser may be able to decode it.';
    case 'aborted':
      return '';
    default:
      return 'Play it again; if it stays, save the session’s log and send it to us.';
  }
}
