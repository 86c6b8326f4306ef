// Crypta's text formats are defined by what Java's String, Integer, Long and Instant accept, so these say exactly that.

/** `String.trim()`: strips every character up to U+0020 from both ends, and nothing else (no NBSP, no BOM). */
export function javaTrim(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && text.charCodeAt(start) <= 0x20) start += 1;
  while (end > start && text.charCodeAt(end - 1) <= 0x20) end -= 1;
  return text.slice(start, end);
}

const JAVA_BLANK = /^[\t-\r\u001c-\u0020\u1680\u2000-\u2006\u2008-\u200a\u2028\u2029\u205f\u3000]*$/;

/** `String.isBlank()`: empty, or only `Character.isWhitespace` characters, among which no-break spaces are not. */
export function isJavaBlank(text: string): boolean {
  return JAVA_BLANK.test(text);
}

/** ISO control characters: U+0000–U+001F and U+007F–U+009F. */
export const CONTROL = /[\u0000-\u001f\u007f-\u009f]/;

/** The grammar of app ids, capabilities, categories and aliases, after trimming and lower-casing. */
export const TOKEN = /^[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?$/;

/** Trimmed and lower-cased token; undefined where it does not match the grammar. */
export function parseToken(text: string, maxLength = Number.POSITIVE_INFINITY): string | undefined {
  const token = javaTrim(text).toLowerCase();
  return token.length <= maxLength && TOKEN.test(token) ? token : undefined;
}

const INTEGER = /^[+-]?[0-9]+$/;
const MAX_INT = 2n ** 31n - 1n;
const MAX_LONG = 2n ** 63n - 1n;

/** `Integer.parseInt` over ASCII digits; undefined where that throws. */
export function parseJavaInt(text: string): number | undefined {
  return parseWithin(text, MAX_INT);
}

/** `Long.parseLong` over ASCII digits, as the nearest double; undefined where that throws. */
export function parseJavaLong(text: string): number | undefined {
  return parseWithin(text, MAX_LONG);
}

function parseWithin(text: string, max: bigint): number | undefined {
  if (text.length > 64 || !INTEGER.test(text)) return undefined;
  const value = BigInt(text.startsWith('+') ? text.slice(1) : text);
  return value <= max && value >= -max - 1n ? Number(value) : undefined;
}

const INSTANT = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?(Z|([+-])([01]\d):([0-5]\d))$/;

/** An ISO 8601 instant, exact to the nanosecond. */
export interface Instant {
  readonly seconds: number;
  readonly nanos: number;
}

/** An instant as `Instant.parse` takes it, with four-digit years and without leap seconds; undefined for anything else. */
export function parseInstant(text: string): Instant | undefined {
  const match = INSTANT.exec(text);
  if (!match) return undefined;
  const [, local = '', fraction = '', , sign, hours = '0', minutes = '0'] = match;
  const milliseconds = Date.parse(`${local}Z`);
  // Date rolls 31 February over to March: only a date that comes back as it went in is one.
  if (Number.isNaN(milliseconds) || new Date(milliseconds).toISOString().slice(0, 19) !== local) return undefined;
  const offset = (Number(hours) * 60 + Number(minutes)) * 60 * (sign === '-' ? -1 : 1);
  return { seconds: milliseconds / 1000 - offset, nanos: Number(fraction.padEnd(9, '0')) };
}

/** True where `a` is before `b`. */
export function isBefore(a: Instant, b: Instant): boolean {
  return a.seconds < b.seconds || (a.seconds === b.seconds && a.nanos < b.nanos);
}
