/** The package as npm packs it, and folders where it was installed. */
import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

export const run = promisify(execFile);

export interface Packed {
  readonly tarball: string;
  readonly names: readonly string[];
}

export async function pack(into: string): Promise<Packed> {
  const js = fileURLToPath(new URL('../../js/', import.meta.url));
  const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', into], { cwd: js });
  const [{ filename, files }] = JSON.parse(stdout) as [{ filename: string; files: { path: string }[] }];
  return { tarball: join(into, filename), names: files.map(({ path }) => path) };
}

/** A fresh application with nothing but the package. It depends on nothing, so no network is needed. */
export async function install({ tarball }: Packed, folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'package.json'), '{ "private": true, "type": "module" }\n');
  const quiet = ['--no-audit', '--no-fund', '--no-package-lock', '--offline'];
  await run('npm', ['install', ...quiet, tarball], { cwd: folder });
  return folder;
}
