/** How a call travels into a page and its answer back: as source text and as one JSON string. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

type Reply = { value?: unknown; failure?: { name: string; message: string; stack: string } };

/** An error that was thrown in the page; `name` is kept, so that a DOMException stays recognisable. */
export class PageError extends Error {
  constructor(name: string, message: string, stack: string) {
    super(message);
    this.name = name;
    this.stack = `${name}: ${message}\n  in the page:\n${stack}`;
  }
}

/** An expression that yields a promise of a string, whatever `code` does. */
export function wrapCall(code: unknown, args: readonly Json[]): string {
  const target =
    typeof code === 'string' ? `(await import(${JSON.stringify(code)})).default` : `(${String(code)})`;
  // esbuild marks named functions with __name(); the page has never heard of it.
  return `(async () => {
    const __name = (value) => value;
    try {
      const value = await ${target}(...${JSON.stringify(args)});
      return JSON.stringify({ value });
    } catch (error) {
      const { name, message, stack } = Object(error);
      return JSON.stringify({ failure: {
        name: String(name ?? 'Thrown'), message: String(message ?? error), stack: String(stack ?? '') } });
    }
  })()`;
}

export function unwrapReply<R>(reply: string): R {
  const { value, failure } = JSON.parse(reply) as Reply;
  if (failure) throw new PageError(failure.name, failure.message, failure.stack);
  return value as R;
}
