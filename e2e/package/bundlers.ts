/** Applications of bundlers that were told nothing of the package. */
import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as vite from 'vite';
import * as vite7 from 'vite-7';
import webpack from 'webpack';
import { page } from './lab.ts';

export type Vite = Pick<typeof vite, 'build' | 'createServer' | 'preview'>;
export const vites: Readonly<Record<'Vite 8' | 'Vite 7', Vite>> = {
  'Vite 8': vite,
  'Vite 7': vite7 as unknown as Vite,
};

export interface Running {
  readonly url: string;
  close(): Promise<void>;
}
type Headers = Record<string, string>;

export async function write(root: string, code: string): Promise<void> {
  await cp(page, root, { recursive: true });
  await writeFile(join(root, 'main.js'), code);
}

const common = (root: string) => ({ root, logLevel: 'error' }) as const;

export async function developed(
  { createServer }: Vite,
  root: string,
  headers: Headers,
  excluded: readonly string[] = [],
): Promise<Running> {
  const server = await createServer({
    ...common(root),
    server: { host: '127.0.0.1', headers },
    optimizeDeps: { exclude: [...excluded] },
  });
  await server.listen();
  return { url: server.resolvedUrls!.local[0]!, close: () => server.close() };
}

export async function built({ build, preview }: Vite, root: string, headers: Headers): Promise<Running> {
  await build(common(root));
  const server = await preview({ ...common(root), preview: { host: '127.0.0.1', headers } });
  return { url: server.resolvedUrls!.local[0]!, close: () => server.close() };
}

/** Into dist/, with the page; gives the size of each file. */
export async function packedByWebpack(
  context: string,
  entry: Record<string, string>,
): Promise<Map<string, number>> {
  const path = join(context, 'dist');
  // Its advice is about files of more than 244 KiB as they lie; what is sent of ours has a limit in scripts/size.mjs.
  const performance = { hints: false } as const;
  const compiler = webpack({ mode: 'production', context, entry, output: { path }, performance });
  const stats = await new Promise<webpack.Stats>((resolve, reject) =>
    compiler.run((error, done) =>
      done ? resolve(done) : reject(error ?? new Error('webpack gave nothing')),
    ),
  );
  await new Promise((closed) => compiler.close(closed));
  if (stats.hasErrors() || stats.hasWarnings()) throw new Error(stats.toString('errors-warnings'));
  const html = await readFile(join(context, 'index.html'), 'utf8');
  await writeFile(join(path, 'index.html'), html.replace('type="module"', 'defer'));
  return new Map(stats.toJson().assets?.map(({ name, size }) => [name, size]));
}
