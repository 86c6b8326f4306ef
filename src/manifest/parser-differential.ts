import { javaTrim } from '../formats/java-text.ts';
import type { ParserDifferential } from './crypta-model.ts';
import { type JavaEntry, readJavaProperties } from './java-properties.ts';
import type { CryptaProperties, PropertyEntry } from './parse-crypta-properties.ts';

type Kind = ParserDifferential['kind'];

const MESSAGES: Readonly<Record<Kind, string>> = {
  continuation: 'a backslash at the end of a line joins the next line for java.util.Properties only',
  separator: 'java.util.Properties ends the key at another place',
  escape: 'java.util.Properties decodes the backslashes otherwise',
  'byte-order-mark': 'java.util.Properties takes the byte order mark for a part of the first line',
  whitespace: 'java.util.Properties keeps white space that the manifest parser trims',
};

/**
 * The lines of a manifest that `java.util.Properties` reads otherwise than the manifest parser. Both readers are at
 * work in the platform, over the same signed bytes: core fields come from one, app-service metadata from the other.
 */
export function parserDifferentials(properties: CryptaProperties): ParserDifferential[] {
  const java = readJavaProperties(properties.byteOrderMark ? `\ufeff${properties.text}` : properties.text);
  const javaByLine = new Map(java.entries.map((entry) => [entry.line, entry]));
  const ours = new Set(properties.entries.map((entry) => entry.line));
  const found: ParserDifferential[] = [];
  const add = (kind: Kind, key: string, line: number, column: number): void => {
    found.push({ kind, key, location: { path: properties.path, line, column }, message: MESSAGES[kind] });
  };
  for (const entry of properties.entries) {
    if (java.refusedLine !== undefined && entry.line >= java.refusedLine) break;
    const kind = difference(entry, javaByLine.get(entry.line), properties.byteOrderMark);
    if (kind) add(kind, entry.key, entry.line, entry.column);
  }
  for (const entry of java.entries)
    if (!ours.has(entry.line))
      add(entry.key.startsWith('\ufeff') ? 'byte-order-mark' : 'whitespace', entry.key, entry.line, 1);
  if (java.refusedLine !== undefined) add('escape', keyAt(properties, java.refusedLine), java.refusedLine, 1);
  return found.sort((a, b) => (a.location.line ?? 0) - (b.location.line ?? 0));
}

function difference(entry: PropertyEntry, java: JavaEntry | undefined, mark: boolean): Kind | undefined {
  if (java === undefined || java.lastLine > entry.line) return 'continuation';
  if (java.key !== entry.key) {
    if (mark && entry.line === 1) return 'byte-order-mark';
    if (entry.key.startsWith(java.key) || java.key.startsWith(entry.key.replace(/\\$/, ''))) return 'separator';
    return 'escape';
  }
  if (java.value === entry.value) return undefined;
  return javaTrim(java.value) === entry.value ? 'whitespace' : 'escape';
}

function keyAt(properties: CryptaProperties, line: number): string {
  return properties.entries.find((entry) => entry.line === line)?.key ?? '';
}
