/** So many names, each with its value, as `next` gives them word by word; of several values of a name the first. */
export function readAttributes(count: number, next: () => string): Record<string, string> {
  const all: Record<string, string> = {};
  for (let left = count; left > 0; left--) {
    const name = next();
    const value = next();
    if (Object.hasOwn(all, name)) continue;
    // A name may be any, and this one would not be a member.
    if (name === '__proto__') Object.defineProperty(all, name, { value, enumerable: true });
    else all[name] = value;
  }
  return all;
}
