import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import { PraxinoError } from '../index.js';

/** A manifest as a command line names it. */
export interface Source {
  readonly bytes: Uint8Array;
  /** After redirects. */
  readonly url: string;
  readonly contentType: string;
}

/** `name`: an http(s) URL, a file, or - for what comes in. Throws where it cannot be had. */
export async function fetchSource(name: string): Promise<Source> {
  if (name === '-') {
    return { bytes: await buffer(process.stdin), url: pathToFileURL(resolve('-')).href, contentType: '' };
  }
  if (!/^https?:/i.test(name)) {
    const url = pathToFileURL(resolve(name)).href;
    return { bytes: await readFile(name), url, contentType: '' };
  }
  const response = await fetch(name).catch((error: Error) => {
    throw new PraxinoError('manifest-load', `no reply: ${String(error.cause ?? error.message)}`, name);
  });
  if (!response.ok) throw new PraxinoError('manifest-load', `status ${response.status}`, name);
  const bytes = new Uint8Array(await response.arrayBuffer());
  return { bytes, url: response.url, contentType: response.headers.get('content-type') ?? '' };
}

/** One line for whoever reads what went wrong. */
export function failure(name: string, error: unknown): string {
  const { message, where } = error as PraxinoError;
  const line = where === undefined ? undefined : /line (\d+)$/.exec(where)?.[1];
  return `${name}${line === undefined ? '' : `:${line}`}: ${message}\n`;
}
