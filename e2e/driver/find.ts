import { access, readdir } from 'node:fs/promises';

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

/** The first of `places` that is there, unless the environment names another. */
export async function findProgram(
  what: string,
  variable: string,
  places: readonly string[],
): Promise<string> {
  const named = process.env[variable];
  for (const place of named ? [named] : places) if (await exists(place)) return place;
  throw new Error(`${what} not found: looked for ${named ?? places.join(', ')}; set ${variable} to its path`);
}

/** MiniBrowser lives in a folder that carries the architecture and the API version in its name. */
export async function miniBrowserPlaces(): Promise<string[]> {
  const places: string[] = [];
  for (const triple of await readdir('/usr/lib').catch(() => [])) {
    const folder = `/usr/lib/${triple}`;
    for (const name of await readdir(folder).catch(() => [])) {
      if (/^webkit2gtk-4\.\d$/.test(name)) places.push(`${folder}/${name}/MiniBrowser`);
    }
  }
  return places.sort().reverse();
}
