import 'media-chrome';
import { Player, PraxinoError } from 'praxino';
import type { Decision, RuleName, Stats } from 'praxino';
import { Chart } from './charts.js';
import { listenToKeys } from './keys.js';
import { advice, bits, name, seconds, what, why } from './words.js';

interface Stream {
  readonly name: string;
  readonly title: string;
  readonly protocol: string;
  readonly url: string;
}

const find = <T extends HTMLElement>(id: string) => document.getElementById(id) as T;
const video = find<HTMLVideoElement>('video');
const picker = find<HTMLSelectElement>('stream');
const address = find<HTMLInputElement>('url');
const quality = find<HTMLSelectElement>('quality');
const rule = find<HTMLSelectElement>('rule');
const audio = find<HTMLSelectElement>('audio');
const problem = find('problem');
const decisions = find<HTMLTableSectionElement>('decisions');
const save = find<HTMLButtonElement>('export');

/** Rows of the decision log that are kept. */
const mostRows = 200;

const bufferChart = new Chart(find('buffer-chart'), [{ label: 'buffer', color: '--accent' }], seconds);
const rateChart = new Chart(
  find('rate-chart'),
  [
    { label: 'bandwidth', color: '--accent' },
    { label: 'bitrate', color: '--second' },
  ],
  bits,
  1e5,
);

let player = new Player({ record: 'full' });
let began = 0;

function listen(): void {
  player.addEventListener('present', showMenus);
  player.addEventListener('quality', showQuality);
  player.addEventListener('decision', (event) => showDecision(event.detail));
  player.addEventListener('stats', (event) => showStats(event.detail));
  player.addEventListener('error', (event) => showProblem(event.detail));
}

async function play(url: string): Promise<void> {
  await player.destroy();
  player = new Player({ record: 'full' });
  listen();
  player.attach(video);
  problem.hidden = true;
  decisions.replaceChildren();
  bufferChart.clear();
  rateChart.clear();
  showNothing();
  quality.disabled = true;
  save.disabled = false;
  began = performance.now();
  // The loading of what comes is not waited for: the button's press allows playback now.
  player.play().catch(() => undefined);
  try {
    await player.load(url, { rule: rule.value as RuleName });
  } catch (error) {
    if (error instanceof PraxinoError && error.code !== 'aborted') showProblem(error);
  }
}

/** What is there before anything is known, so that nothing moves when it is. */
function showNothing(): void {
  showQuality();
  for (const id of ['buffer-now', 'estimate-now', 'bitrate-now']) find(id).textContent = '–';
  showFacts({
    'First frame after': '–',
    Engine: '–',
    'Media buffers': '–',
    'Frames shown': '–',
    Stalls: '–',
    Requests: '–',
  });
}

function showMenus(): void {
  const best = [...player.qualities].filter((one) => one.playable).sort((a, b) => b.bitrate - a.bitrate);
  quality.replaceChildren(
    new Option('Auto', 'auto'),
    ...best.map((one) => new Option(name(one), String(one.id))),
  );
  quality.disabled = false;
  const sounds = player.tracks.filter((track) => track.kind === 'audio');
  find('audio-label').hidden = sounds.length < 2;
  audio.replaceChildren(
    ...sounds.map(
      (one) => new Option(one.label || one.language || 'Audio', String(one.id), one.active, one.active),
    ),
  );
}

function showQuality(): void {
  const now = player.quality;
  find<HTMLOutputElement>('now').value = now ? `On the screen: ${name(now)}` : '';
}

function showDecision(decision: Decision): void {
  const log = find('log');
  const follows = log.scrollTop + log.clientHeight > log.scrollHeight - 40;
  // One wait goes on in the next.
  const last = [...decisions.rows].at(-1);
  const goesOn = decision.subject === 'wait' && last?.dataset['subject'] === 'wait';
  const row = goesOn ? last : decisions.insertRow();
  row.dataset['subject'] = decision.subject;
  const texts = [seconds(decision.time / 1000), what(decision, player.qualities), why(decision)];
  texts.forEach((text, i) => ((row.cells[i] ?? row.insertCell()).textContent = text));
  while (decisions.rows.length > mostRows) decisions.deleteRow(0);
  if (follows) log.scrollTop = log.scrollHeight;
}

function showStats(stats: Stats): void {
  const at = (performance.now() - began) / 1000;
  const estimate = stats.estimate > 0 ? stats.estimate : null;
  const bitrate = stats.videoBitrate || stats.audioBitrate || null;
  bufferChart.add(at, [stats.buffer]);
  rateChart.add(at, [estimate, bitrate]);
  find('buffer-now').textContent = seconds(stats.buffer);
  find('estimate-now').textContent = estimate ? bits(estimate) : '–';
  find('bitrate-now').textContent = bitrate ? bits(bitrate) : '–';
  const thread = (where: string) => (where === 'worker' ? 'in a worker' : 'on the page');
  const { startup, threads } = stats;
  const sinks = Object.entries(threads.sinks).map(([kind, where]) => `${kind} ${thread(where)}`);
  showFacts({
    'First frame after': startup.firstFrame === undefined ? '–' : `${Math.round(startup.firstFrame)} ms`,
    Engine: thread(threads.engine),
    'Media buffers': sinks.join(', ') || '–',
    'Frames shown': `${stats.frames - stats.dropped}, ${stats.dropped} dropped`,
    Stalls: stats.stalls === 0 ? 'none' : `${stats.stalls}, ${seconds(stats.stalled)} in all`,
    Requests: `${stats.fetches}, ${(stats.bytes / 1e6).toFixed(1)} MB of media`,
  });
}

function showFacts(facts: Record<string, string>): void {
  const list = find('facts');
  if (list.children.length === 0) {
    for (const fact of Object.keys(facts)) {
      list.append(
        Object.assign(document.createElement('dt'), { textContent: fact }),
        document.createElement('dd'),
      );
    }
  }
  const values = list.querySelectorAll('dd');
  Object.values(facts).forEach((value, i) => {
    const cell = values[i];
    if (cell && cell.textContent !== value) cell.textContent = value;
  });
}

function showProblem(error: PraxinoError): void {
  const code = Object.assign(document.createElement('b'), { textContent: error.code });
  const where = error.where ? ` (${error.where})` : '';
  problem.replaceChildren(code, ` – ${error.message}${where}. ${advice(error.code)}`);
  problem.hidden = false;
  showNothing();
}

async function saveLog(): Promise<void> {
  const url = URL.createObjectURL(await player.exportLog());
  Object.assign(document.createElement('a'), { href: url, download: 'praxino-session.log' }).click();
  URL.revokeObjectURL(url);
}

async function fillPicker(): Promise<void> {
  const list = await fetch('./streams/streams.json')
    .then((reply) => (reply.ok ? (reply.json() as Promise<{ streams: Stream[] }>) : { streams: [] }))
    .catch(() => ({ streams: [] }));
  // What the engine does not play yet is not offered.
  const plays = list.streams.filter((one) => !one.name.includes('clearkey'));
  picker.replaceChildren(...plays.map((one) => new Option(one.title, `./streams/${one.url}`)));
  const asked = new URLSearchParams(location.search);
  const chosen = plays.findIndex((one) => one.name === asked.get('stream'));
  if (chosen >= 0) picker.selectedIndex = chosen;
  picker.addEventListener('change', () => {
    address.value = '';
    playChosen();
    share({ stream: plays[picker.selectedIndex]?.name });
  });
  address.value = asked.get('url') ?? '';
  const wanted = asked.get('rule');
  if ([...rule.options].some((one) => one.value === wanted)) rule.value = wanted!;
}

function playChosen(): void {
  const url = address.value.trim() || picker.value;
  if (url) void play(new URL(url, document.baseURI).href);
}

/** The page's address is one that others can open: it has what was chosen. */
function share(choice: { stream?: string | undefined; url?: string | undefined }): void {
  const link = new URL(location.href);
  for (const name of ['stream', 'url'] as const) {
    if (choice[name]) link.searchParams.set(name, choice[name]);
    else link.searchParams.delete(name);
  }
  if (rule.value === 'dynamic') link.searchParams.delete('rule');
  else link.searchParams.set('rule', rule.value);
  history.replaceState(null, '', link);
}

find<HTMLFormElement>('source').addEventListener('submit', (event) => {
  event.preventDefault();
  playChosen();
  const url = address.value.trim();
  if (url) share({ url });
});
rule.addEventListener('change', () => {
  const asked = new URLSearchParams(location.search);
  share({ stream: asked.get('stream') ?? undefined, url: asked.get('url') ?? undefined });
  playChosen();
});
quality.addEventListener('change', () => {
  player.selectQuality(quality.value === 'auto' ? 'auto' : Number(quality.value));
});
audio.addEventListener('change', () => player.selectTrack(Number(audio.value)));
save.addEventListener('click', () => void saveLog());

listenToKeys(video, find('controller'));

showNothing();
await fillPicker();
playChosen();
