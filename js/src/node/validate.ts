import { parseArgs } from 'node:util';
import { validateManifest } from './manifest.js';
import type { Finding, Judgement, Severity } from './manifest-types.js';
import { failure, fetchSource } from './source.js';

const severities: readonly Severity[] = ['error', 'warning', 'note'];
const usage = 'usage: praxino validate FILE|URL|-… [--json] [--severity error|warning|note]\n';

/** The command. Gives the exit code: 1 where there are errors, 2 where something cannot be read. */
export async function validateCommand(words: readonly string[]): Promise<number> {
  const asked = read(words);
  if (asked === undefined) {
    process.stderr.write(usage);
    return 2;
  }
  let code = 0;
  const answers: object[] = [];
  for (const name of asked.names) {
    try {
      const { bytes } = await fetchSource(name);
      const { counts, findings } = await validateManifest(bytes);
      const shown = findings.filter(({ severity }) => severities.indexOf(severity) <= asked.least);
      if (asked.json) answers.push({ name, counts, findings: shown });
      else process.stdout.write(report(name, { counts, findings: shown }));
      if (counts.error > 0) code = Math.max(code, 1);
    } catch (error) {
      if (asked.json) answers.push({ name, error: failure(name, error).trim() });
      else process.stderr.write(failure(name, error));
      code = 2;
    }
  }
  if (asked.json) process.stdout.write(`${JSON.stringify(answers, null, 2)}\n`);
  return code;
}

function read(words: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: { json: { type: 'boolean', default: false }, severity: { type: 'string', default: 'note' } },
    });
    const least = severities.indexOf(values.severity as Severity);
    return positionals.length === 0 || least < 0
      ? undefined
      : { names: positionals, json: values.json, least };
  } catch {
    return undefined;
  }
}

/** A finding in three lines at most, as compilers tell theirs. */
function told(name: string, { line, severity, what, detail, id, section, advice }: Finding): string {
  const place = `${name}:${line}: ${severity}: ${what}${detail === '' ? '' : `: ${detail}`}`;
  return `${place}\n    ${id}, ${section}\n    ${advice}\n`;
}

function report(name: string, { findings, counts }: Judgement): string {
  const numbers = severities.map(
    (severity) => `${counts[severity]} ${severity}${counts[severity] === 1 ? '' : 's'}`,
  );
  return `${findings.map((finding) => told(name, finding)).join('')}${name}: ${numbers.join(', ')}\n`;
}
