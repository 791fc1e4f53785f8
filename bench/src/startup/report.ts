import type { Cell } from './cells.ts';
import { groupBy, type Case, type RowFigure } from './figures.ts';
import { rungsAsked } from './judge.ts';
import type { Media } from './media.ts';

interface JsonRow {
  readonly bench: 'startup';
  readonly case: string;
  readonly ours: number | null;
  readonly best_peer: number | null;
  readonly peer: string | null;
  readonly ratio: number | null;
  readonly unit: 'ms';
}

function round(value: number | undefined, digits = 0): number | null {
  return value === undefined ? null : Number(value.toFixed(digits));
}

export function json(cases: readonly Case[]): JsonRow[] {
  return cases.map(({ name, ours, bestPeer }) => ({
    bench: 'startup',
    case: name,
    ours: round(ours, 1),
    best_peer: round(bestPeer?.value, 1),
    peer: bestPeer?.name ?? null,
    ratio: ours !== undefined && bestPeer ? round(ours / bestPeer.value, 3) : null,
    unit: 'ms',
  }));
}

function cellText({ spread, discarded }: RowFigure): string {
  const lost = discarded.length > 0 ? ` [${discarded.length} not counted]` : '';
  if (!spread) return `–${lost}`;
  const { median, low, high } = spread;
  return `${Math.round(median)} (${Math.round(low)}–${Math.round(high)})${lost}`;
}

function verdict({ ours, bestPeer, goal }: Case): string {
  if (ours === undefined || !bestPeer || goal === undefined) return '–';
  const ratio = (ours / bestPeer.value).toFixed(2);
  return `${ratio} × ${bestPeer.name}; goal ${Math.round(goal)}: ${ours <= goal ? 'met' : 'missed'}`;
}

/** One table for each kind of figure and protocol: a row for each contestant, a column for each shape. */
function tablesOf(cases: readonly Case[]): { title: string; lines: string[][] }[] {
  const groups = groupBy(cases, ({ kind, protocol }) => `${kind}, ${protocol}`);
  return [...groups].map(([title, group]) => {
    const names = [...new Set(group.flatMap(({ figures }) => figures.map(({ row }) => row.name)))];
    const body = names.map((name) => [
      name,
      ...group.map(({ figures }) => {
        const figure = figures.find(({ row }) => row.name === name);
        return figure ? cellText(figure) : '';
      }),
    ]);
    const shown = body.filter(([, ...cells]) => cells.some((cell) => /\d/.test(cell)));
    const judged = group.some(({ ours }) => ours !== undefined);
    return {
      title: `${title}, ms: median (quartiles)`,
      lines: [
        ['', ...group.map(({ shape }) => shape)],
        ...shown,
        ...(judged ? [['ours / best peer', ...group.map(verdict)]] : []),
      ],
    };
  });
}

export function markdownTable(lines: readonly string[][]): string {
  const [head = [], ...body] = lines;
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...body.map(line)].join('\n');
}

export function plainTable(lines: readonly string[][]): string {
  const widths = lines[0]!.map((_, column) => Math.max(...lines.map((cells) => cells[column]?.length ?? 0)));
  return lines
    .map((cells) =>
      cells
        .map((cell, at) => cell.padEnd(widths[at]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** Every case in one table: our median, and how it stands to the best peer's. */
function summary(cases: readonly Case[]): string[][] {
  const shapes = [...new Set(cases.map(({ shape }) => shape))];
  const groups = groupBy(cases, ({ kind, protocol }) => `${kind}, ${protocol}`);
  const text = ({ ours, bestPeer }: Case): string => {
    if (ours === undefined) return '–';
    const ratio = bestPeer ? `, ${(ours / bestPeer.value).toFixed(2)} × ${bestPeer.name}` : '';
    return `${Math.round(ours)} ms${ratio}`;
  };
  const lines = [...groups].map(([title, group]) => [
    title,
    ...shapes.map((shape) => group.filter((one) => one.shape === shape).map(text)[0] ?? ''),
  ]);
  return [['', ...shapes], ...lines];
}

/** Which rung each player takes when left to its own defaults. */
function defaults(cells: readonly Cell[], media: Media): string[][] {
  const shapes = [...new Set(cells.map(({ shape }) => shape.name))];
  const rows = [...new Set(cells.map(({ row }) => `${row.name}, ${row.protocol}`))];
  const taken = (cell: Cell | undefined) => {
    const rungs = (cell?.counted ?? []).map(({ requests, firstHeight }) => {
      const [asked] = rungsAsked(requests, media);
      return asked === firstHeight ? `${asked}p` : `${asked}p, given up for ${firstHeight}p`;
    });
    return [...new Set(rungs)].join(' or ');
  };
  const find = (name: string, shape: string) =>
    cells.find(({ row, shape: at }) => `${row.name}, ${row.protocol}` === name && at.name === shape);
  return [['', ...shapes], ...rows.map((name) => [name, ...shapes.map((shape) => taken(find(name, shape)))])];
}

export function tables(
  cases: readonly Case[],
  cells: readonly Cell[],
  media: Media,
  markdown: boolean,
): string {
  const draw = markdown ? markdownTable : plainTable;
  const parts = tablesOf(cases).map(({ title, lines }) => `${title}\n${markdown ? '\n' : ''}${draw(lines)}`);
  const free = cells.filter(({ phase }) => phase === 'defaults');
  if (free.length > 0) {
    parts.push(`rung taken by default\n${markdown ? '\n' : ''}${draw(defaults(free, media))}`);
  }
  parts.push(`Praxino, and the best peer\n${markdown ? '\n' : ''}${draw(summary(cases))}`);
  return `${parts.join('\n\n')}\n`;
}
