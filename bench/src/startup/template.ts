import type { RunSpec } from '../page/spec.ts';
import type { CodeFile } from './code.ts';

function hint({ path }: CodeFile): string {
  if (path.endsWith('.wasm') || /worker/.test(path))
    return `<link rel="preload" as="fetch" crossorigin href="${path}">`;
  return `<link rel="modulepreload" href="${path}">`;
}

/** The one page for every contestant: hints for all its code, a connection to the media's origin, one script. */
export function page(files: readonly CodeFile[], mediaUrl: string, cold?: RunSpec): string {
  const spec = cold ? `<script>benchSpec=${JSON.stringify(cold)}</script>` : '';
  const preconnect = cold ? `<link rel="preconnect" href="${mediaUrl}" crossorigin>` : '';
  return `<!doctype html><meta charset="utf-8"><title>bench</title><link rel="icon" href="data:,">
${preconnect}${files.map(hint).join('')}${spec}
<video muted autoplay playsinline width="640" height="360"></video>
<script type="module" src="${files[0]?.path}"></script>`;
}
