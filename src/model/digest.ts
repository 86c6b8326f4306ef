import { hash } from 'node:crypto';
import { canonicalJson } from './json/canonical.ts';

/** `sha256:` and 64 lower-case hex digits. */
export type Digest = `sha256:${string}`;

/** Digest of exact bytes; a string is hashed as UTF-8. */
export function digestBytes(bytes: Uint8Array | string): Digest {
  return `sha256:${hash('sha256', bytes)}`;
}

/** Digest of a JSON value over its RFC 8785 form. */
export function digestJson(value: unknown): Digest {
  return digestBytes(canonicalJson(value));
}
