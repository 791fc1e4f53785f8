import { withWorker } from './worker-host.js';

export default function appendInWorker(request) {
  return withWorker(request);
}
