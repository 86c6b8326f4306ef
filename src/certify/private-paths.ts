import type { JsonValue } from '../model/json/value.ts';
import { isJsonObject } from '../model/json/value.ts';

/** Folders of this machine that no report may name, by the placeholder that stands for each. */
export interface PrivateFolders {
  readonly workspace: string;
  readonly home?: string | undefined;
  readonly temporary?: string | undefined;
}

/**
 * Replaces the folders of this machine in every text of a document: `<workspace>/apps/x` says enough.
 * @returns the document and how many places were replaced
 */
export function hidePrivatePaths<T extends JsonValue>(
  value: T,
  folders: PrivateFolders,
): { value: JsonValue; replaced: number } {
  const names = [
    [folders.workspace, '<workspace>'],
    [folders.home, '<home>'],
    [folders.temporary, '<temporary>'],
  ] as const;
  // The longest first: a workspace lies in a home. A root is no folder that tells anything.
  const known = names
    .flatMap(([folder, placeholder]) => (folder === undefined ? [] : [{ folder: trimmed(folder), placeholder }]))
    .filter(({ folder }) => folder.length > 1 && !/^[A-Za-z]:$/.test(folder))
    .sort((a, b) => b.folder.length - a.folder.length);
  let replaced = 0;
  const hide = (text: string): string =>
    known.reduce(
      (all, { folder, placeholder }) =>
        splitAt(all, folder, (count) => {
          replaced += count;
        }).join(placeholder),
      text,
    );
  return { value: mapTexts(value, hide), replaced };
}

function trimmed(folder: string): string {
  return folder.replace(/[/\\]+$/, '');
}

/** Splits a text at a folder's name where it ends there: `/home/ann` is not in `/home/anna`. */
function splitAt(text: string, folder: string, count: (found: number) => void): string[] {
  const parts: string[] = [];
  let start = 0;
  for (let at = text.indexOf(folder); at !== -1; at = text.indexOf(folder, at + 1)) {
    if (at < start || /[\w.-]/.test(text.charAt(at + folder.length))) continue;
    parts.push(text.slice(start, at));
    start = at + folder.length;
  }
  count(parts.length);
  return [...parts, text.slice(start)];
}

/** The same document with every text value changed; names stay. */
export function mapTexts(value: JsonValue, change: (text: string) => string): JsonValue {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((item: JsonValue) => mapTexts(item, change));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, mapTexts(item, change)]));
}

/** A document of ours as plain JSON: what would be written, without members that are undefined. */
export function plainJson(value: unknown): JsonValue {
  return JSON.parse(JSON.stringify(value));
}
