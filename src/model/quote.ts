import { leakIn } from './leaks/values.ts';

/** Kinds of leak that no message may repeat; paths and instants are what messages are about. */
const SECRETS: ReadonlySet<string> = new Set([
  'private-key',
  'private-insert-uri',
  'process-token',
  'session-token',
  'form-password',
  'credential',
]);
const LONGEST = 80;
const LONGEST_ADDRESS = 300;

/**
 * Text from an input, safe to stand in a message: in double quotes, cut to 80 characters, with control characters,
 * line separators and bidirectional overrides escaped, so that it can neither move a terminal's cursor nor fake a line.
 * Text that looks like a secret is not repeated.
 */
export function quote(text: string): string {
  return quoted(text, LONGEST);
}

/** An address as `quote` writes text, cut to 300 characters: its end tells most. */
export function quoteAddress(address: string): string {
  return quoted(address, LONGEST_ADDRESS);
}

function quoted(text: string, longest: number): string {
  if (SECRETS.has(leakIn(text) ?? '')) return '"[redacted]"';
  const short = text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
  return JSON.stringify(short).replace(
    /[\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
