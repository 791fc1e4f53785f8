import assert from 'node:assert/strict';
import { test } from 'node:test';
import { difference } from '../src/manifest/check.ts';
import type { Row } from '../src/manifest/process.ts';

const rows: Row[] = [
  ['https://a.example/1', 0, 4],
  ['https://a.example/2', 4, 4],
];

test('who reads something else is found out, but for the order and for roundings', () => {
  assert.equal(difference(rows, rows), undefined);
  assert.equal(difference([rows[1]!, ['https://a.example/1', 0.001, 3.9995]], rows), undefined);
  assert.equal(difference(rows.slice(1), rows), '1 rows, not 2');
  assert.match(difference([rows[0]!, ['https://a.example/2', 4.01, 4]], rows)!, /2 4\.01 4, not .*2 4 4/);
  assert.match(difference([rows[0]!, ['https://a.example/3', 4, 4]], rows)!, /3 4 4, not/);
});
