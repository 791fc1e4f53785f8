/**
 * One byte range of RFC 9110 §14.1.2 as [first, last]; undefined where there is none, or several, or none that can be
 * read, all of which ask for the whole; 'unsatisfiable' where it begins past the end.
 */
export function parseRange(text, size) {
  const match = /^bytes=(\d*)-(\d*)$/.exec(text?.trim() ?? '');
  if (!match || (!match[1] && !match[2])) return undefined;
  if (!match[1]) {
    const length = Math.min(Number(match[2]), size);
    return length === 0 ? 'unsatisfiable' : [size - length, size - 1];
  }
  const first = Number(match[1]);
  const last = match[2] ? Math.min(Number(match[2]), size - 1) : size - 1;
  if (match[2] && Number(match[2]) < first) return undefined;
  return first >= size ? 'unsatisfiable' : [first, last];
}
