/** What the benchmarks' command lines have in common. */

export function stopForHelp(help: boolean, usage: string): void {
  if (!help) return;
  process.stdout.write(usage);
  process.exit(0);
}

export function wholeNumber(name: string, text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) throw new Error(`--${name} takes a whole number above 0`);
  return number;
}

/** Each entry holds alternatives: a label must contain one of every entry. */
export type Only = readonly (readonly string[])[];

export function readOnly(entries: readonly string[]): Only {
  return entries.map((entry) => entry.toLowerCase().split(',').filter(Boolean));
}

export function matches(only: Only, label: string): boolean {
  const low = label.toLowerCase();
  return only.every((alternatives) => alternatives.some((word) => low.includes(word)));
}
