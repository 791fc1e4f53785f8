/** Files of tests that run beside each other (lanes.mjs) leave the machine to one that tries something again. */
import { mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { setTimeout as rest } from 'node:timers/promises';

const beside = Number(process.env['PRAXINO_LANES'] ?? 1) > 1;
const folder = fileURLToPath(new URL('../play/out/', import.meta.url));
const sign = `${folder}alone`;
/** Milliseconds: what the others are about then is nearly over; and a sign that nobody renews is of a run that ended. */
const leaving = 15_000;
const stale = 60_000;
let mine = false;

function isTaken(): boolean {
  const since = statSync(sign, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return !mine && Date.now() - since < stale;
}

/** Resolves once nobody else has the machine alone. */
export async function turn(): Promise<void> {
  while (beside && isTaken()) await rest(500);
}

/** With the machine to itself, as far as the other files open no page meanwhile. */
export async function alone<T>(act: () => Promise<T>): Promise<T> {
  if (!beside) return act();
  await turn();
  mkdirSync(folder, { recursive: true });
  const renew = () => writeFileSync(sign, '');
  renew();
  mine = true;
  const renewing = setInterval(renew, stale / 4);
  try {
    await rest(leaving);
    return await act();
  } finally {
    clearInterval(renewing);
    rmSync(sign, { force: true });
    mine = false;
  }
}
