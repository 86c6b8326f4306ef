/** What node:zlib gives with `info`: the data, and how many compressed bytes it took. */
export interface Inflated {
  readonly buffer: Uint8Array;
  readonly engine: { readonly bytesWritten: number };
}

/** node:zlib's types know the option `info` and not what it changes. */
export function inflated(result: unknown): Inflated {
  if (isInflated(result)) return result;
  throw new TypeError('node:zlib gave no engine');
}

function isInflated(value: unknown): value is Inflated {
  return typeof value === 'object' && value !== null && 'buffer' in value && 'engine' in value;
}
