/** A page without a bundler: from its own server and from another, under policies, shut off from others. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { stream, streamsFolder } from '../play/streams.ts';
import { serve, strictPolicy, type ServeOptions } from '../../scripts/serve.mjs';
import { dist, forAll, isolation, servePage, type Lab, type Thread } from './lab.ts';
import { application, elsewhere, policy } from './readme.ts';

interface Way extends Pick<ServeOptions, 'headers' | 'intercept'> {
  readonly what: string;
  /** Another origin, which has the package, and its headers. */
  readonly cdn?: Readonly<Record<string, string>>;
  readonly csp?: (cdn: string) => string;
  readonly options?: string;
  readonly thread?: Thread;
}

const allowing = (cdn: string) =>
  strictPolicy.replace("script-src 'self'", `$& ${cdn}`).replace("connect-src 'self'", `$& ${cdn}`);

const waysOf = (lab: () => Lab): readonly Way[] => [
  { what: 'plays' },
  { what: 'plays under a strict policy', csp: () => strictPolicy },
  { what: "plays under the README's policy", csp: () => `default-src 'none'; ${policy}` },
  { what: 'plays on an isolated page', headers: isolation },
  {
    what: 'plays where the page alone is isolated, and its worker is blocked',
    headers: (path) => (path === '/' ? isolation : {}),
    thread: 'page',
  },
  {
    what: 'plays where the wasm has another type',
    intercept: async (_, reply, path) => {
      if (!path.endsWith('.wasm')) return false;
      reply.writeHead(200, { 'content-type': 'application/octet-stream' });
      reply.end(await readFile(join(lab().installed, path)));
      return true;
    },
  },
  {
    what: 'plays where its files lie elsewhere',
    options: elsewhere,
    intercept: (_, reply, path) => {
      const gone = path.startsWith(dist) && /worker|wasm/.test(path);
      if (gone) reply.writeHead(404).end();
      return gone;
    },
  },
  { what: 'plays from another origin', cdn: {} },
  {
    what: 'plays from another origin under a policy',
    cdn: {},
    csp: (cdn) => allowing(cdn).replace("worker-src 'self'", 'worker-src blob:'),
  },
  {
    what: 'plays from another origin where no blob may be a worker',
    cdn: {},
    csp: allowing,
    thread: 'page',
  },
  { what: 'plays from another origin on an isolated page', cdn: forAll, headers: isolation },
  {
    what: 'plays from another origin on an isolated page that does not let its worker in',
    cdn: {},
    headers: isolation,
    thread: 'page',
  },
];

export function describePages(lab: () => Lab): void {
  describe('on a page without a bundler', () => {
    for (const { what, cdn, csp, options, thread, ...how } of waysOf(lab)) {
      it(what, async () => {
        const { installed, plays } = lab();
        const modules = { '/node_modules/': join(installed, 'node_modules') };
        const other = cdn && (await serve({ roots: modules, headers: cdn }));
        const code = application({
          url: `/streams/${stream('hls-fmp4').url}`,
          from: `${other?.url ?? ''}${dist}praxino.js`,
          ...(options ? { options } : {}),
        });
        const served = await servePage(code, {
          ...how,
          roots: {
            '/streams/': streamsFolder,
            ...(options ? { '/engine/': join(installed, dist) } : {}),
            ...(other ? {} : modules),
          },
          ...(csp ? { csp: csp(other?.url ?? '') } : {}),
        });
        try {
          const { isolated } = await plays(`${served.url}/`, thread);
          assert.equal(isolated, how.headers !== undefined);
        } finally {
          await served.close();
          await other?.close();
        }
      });
    }
  });
}
