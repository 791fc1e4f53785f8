import { instantiate } from '../engine/instantiate.js';
import type { ToRoom } from '../engine/messages.js';
import { Room } from '../engine/room.js';

const scope = globalThis as unknown as {
  postMessage(message: unknown, transfer: Transferable[]): void;
  addEventListener(name: 'message', listener: (event: MessageEvent<ToRoom>) => void): void;
  close(): void;
};

const room = new Room((message, transfer = []) => scope.postMessage(message, transfer), instantiate);

scope.addEventListener('message', (event) => {
  room.receive(event.data);
  if (event.data.type === 'destroy') scope.close();
});
