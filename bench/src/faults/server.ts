/** Page, code and streams on one origin, and the folders where things go wrong. */
import type { Code } from '../startup/code.ts';
import { serve } from '../../../scripts/serve.mjs';
import { misbehave, openNowhere } from '../../../tests/faults.ts';
import { MEDIA_ROOT } from '../startup/media.ts';

export interface Asked {
  /** Since the epoch, in milliseconds. */
  readonly at: number;
  readonly path: string;
  readonly range?: string;
  /** 0 until the head is sent. */
  status: number;
}

export interface FaultServer {
  readonly url: string;
  /** What was asked for below a folder. */
  readonly asked: (folder: string) => readonly Asked[];
  close(): Promise<void>;
}

const now = () => performance.timeOrigin + performance.now();

/** A contestant's page, with this benchmark's own script after it. */
function page(entry: string): string {
  return `<!doctype html><meta charset="utf-8"><title>bench</title><link rel="icon" href="data:,">
<video muted autoplay playsinline width="320" height="180"></video>
<script type="module" src="/code/run-${entry}.js"></script>
<script type="module" src="/code/faults.js"></script>`;
}

export async function serveFaults(code: Code, folders: readonly string[]): Promise<FaultServer> {
  const nowhere = await openNowhere();
  const fault = misbehave({ streamsFolder: MEDIA_ROOT, ...nowhere });
  const asked: Asked[] = [];
  const roots = Object.fromEntries(folders.map((folder) => [`/${folder}/`, MEDIA_ROOT]));
  const served = await serve({
    roots: { '/code/': code.root, ...roots },
    intercept: (request, reply, path) => {
      const entry = /^\/page\/([\w-]+)$/.exec(path)?.[1];
      if (entry) {
        reply.setHeader('content-type', 'text/html');
        reply.end(page(entry));
        return true;
      }
      const { range } = request.headers;
      const one: Asked = { at: now(), path, status: 0, ...(range && { range }) };
      asked.push(one);
      reply.on('finish', () => (one.status = reply.statusCode));
      return fault(request, reply, path);
    },
  });
  return {
    url: served.url,
    asked: (folder) => asked.filter(({ path }) => path.startsWith(`/${folder}/`)),
    close: async () => {
      nowhere.close();
      await served.close();
    },
  };
}
