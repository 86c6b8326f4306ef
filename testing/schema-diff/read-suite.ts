import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { JsonValue } from '../../src/model/json/value.ts';

/** One schema of the JSON Schema Test Suite with its instances. */
export interface SuiteGroup {
  readonly file: string;
  readonly description: string;
  readonly schema: JsonValue;
  readonly tests: readonly { readonly description: string; readonly data: JsonValue; readonly valid: boolean }[];
}

type RawGroup = Omit<SuiteGroup, 'file'>;

/** The groups of one draft, by file, from the suite's archive. */
export function readSuite(archive: string, draft: string): Map<string, SuiteGroup[]> {
  const files = new Map<string, SuiteGroup[]>();
  for (const [name, text] of untar(gunzipSync(readFileSync(archive)))) {
    const file = new RegExp(`/tests/${draft}/((?:optional/)?[^/]+\\.json)$`).exec(name)?.[1];
    if (file === undefined) continue;
    const groups: RawGroup[] = JSON.parse(text);
    files.set(
      file,
      groups.map((group) => ({ file, ...group })),
    );
  }
  return files;
}

/** Names and texts of the regular files of a ustar archive. */
function* untar(bytes: Buffer): Iterable<readonly [string, string]> {
  for (let at = 0; at + 512 <= bytes.length; ) {
    const field = (from: number, length: number): string =>
      bytes.toString('latin1', at + from, at + from + length).replace(/\0.*$/s, '');
    const name = field(0, 100);
    if (name === '') return;
    const size = Number.parseInt(field(124, 12), 8);
    const prefix = field(345, 155);
    if (['0', ''].includes(field(156, 1)))
      yield [`${prefix === '' ? '' : `${prefix}/`}${name}`, bytes.toString('utf8', at + 512, at + 512 + size)];
    at += 512 + Math.ceil(size / 512) * 512;
  }
}
