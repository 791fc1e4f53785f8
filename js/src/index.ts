export { Player } from './player.js';
export { PraxinoError } from './errors.js';
export { isSupported } from './support.js';
export { version } from './version.js';
export type {
  Decision,
  LoadOptions,
  PlayerEventMap,
  PlayerOptions,
  Presentation,
  Quality,
  RequestFilter,
  ResponseFilter,
  Said,
  StartupMark,
  Stats,
  TimedEvent,
  Track,
} from './types.js';
export type { FilteredRequest, RequestAnswer, RequestRecord } from './hosts/fetch.js';
export type { ErrorCode, RuleName, State, Subject, Why } from './protocol.js';
