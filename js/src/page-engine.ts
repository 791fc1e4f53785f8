/** The engine on the page's own thread, for browsers and policies that start no worker. Loaded only then. */
import { instantiate } from './engine/instantiate.js';
import { Room } from './engine/room.js';
import type { PostFromRoom, ToRoom } from './engine/messages.js';

export function createRoom(post: PostFromRoom): { receive(message: ToRoom): void } {
  return new Room(post, instantiate);
}
