// What Praxino reads of manifests beside what other parsers do: every field on which one differs is named here, with the
// sentence of the standard that settles it. Where none is named, all agree.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { choices, mpds, playlists, type Case } from './manifests.ts';
import { choiceReaders, mpdReaders, segmentReaders, type Reader } from './readers.ts';

const same = (one: unknown, other: unknown): boolean =>
  typeof one === 'number' && typeof other === 'number' ? Math.abs(one - other) < 0.0015 : one === other;

/** The fields in which rows differ; 'count' where there are not as many, 'refused' where there are none. */
async function differences<T extends object>(
  ours: readonly T[],
  text: string,
  read: Reader<T>,
): Promise<string[]> {
  let theirs: readonly T[];
  try {
    theirs = await read(text);
  } catch {
    return ['refused'];
  }
  if (theirs.length !== ours.length) return ['count'];
  const fields = new Set<string>();
  for (const [at, row] of ours.entries()) {
    for (const [field, value] of Object.entries(row))
      if (!same(value, theirs[at]![field as keyof T])) fields.add(field);
  }
  return [...fields].sort();
}

function compare<T extends object>(
  what: string,
  cases: readonly Case[],
  { ours, ...others }: { ours: Reader<T> } & Record<string, Reader<T>>,
): void {
  describe(what, () => {
    for (const { name, text, differ = {} } of cases) {
      test(name, async () => {
        const expected = await ours(text);
        for (const [other, read] of Object.entries(others)) {
          const found = await differences(expected, text, read);
          assert.deepEqual(found, Object.keys(differ[other] ?? {}).sort(), `${other}\n${text}`);
        }
      });
    }
  });
}

compare('media playlists', playlists(), segmentReaders);
compare('multivariant playlists', choices(), choiceReaders);
compare('MPDs', mpds(), mpdReaders);
