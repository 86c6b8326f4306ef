import type { JsonValue } from '../model/json/value.ts';
import { isJsonObject } from '../model/json/value.ts';

/** Folders of this machine that no report may name, by the placeholder that stands for each. */
export interface PrivateFolders {
  readonly workspace: string;
  readonly home?: string | undefined;
  readonly temporary?: string | undefined;
}

/** Members that hold what a machine says in words, at any depth; ids, digests, names and paths are never touched. */
const PROSE: ReadonlySet<string> = new Set(['message', 'help', 'statusReason', 'reason', 'explanation', 'annotations']);

/** Folders of one name that are private all the same; any other, such as `/apps`, may as well be a route. */
const PRIVATE_ROOTS: ReadonlySet<string> = new Set(['/root', '/tmp']);

/**
 * Replaces the folders of this machine in the prose of a document: `<workspace>/apps/x` says enough. Only whole absolute
 * paths are replaced, so that the same content gives the same bytes wherever it is checked out.
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
  // The longest first: a workspace lies in a home.
  const known = names
    .flatMap(([folder = '', placeholder]) => (isPrivate(trimmed(folder)) ? [{ folder, placeholder }] : []))
    .map(({ folder, placeholder }) => ({ folder: trimmed(folder), placeholder }))
    .sort((a, b) => b.folder.length - a.folder.length)
    .map(({ folder, placeholder }) => ({ pattern: wholePath(folder), placeholder }));
  let replaced = 0;
  const hide = (text: string): string =>
    known.reduce(
      (all, { pattern, placeholder }) =>
        all.replace(pattern, () => {
          replaced += 1;
          return placeholder;
        }),
      text,
    );
  const inProse = (item: JsonValue, prose: boolean): JsonValue => {
    if (typeof item === 'string') return prose ? hide(item) : item;
    if (Array.isArray(item)) return item.map((one: JsonValue) => inProse(one, prose));
    if (!isJsonObject(item)) return item;
    return Object.fromEntries(
      Object.entries(item).map(([name, one]) => [name, inProse(one, PROSE.has(name) || prose)]),
    );
  };
  return { value: inProse(value, typeof value === 'string'), replaced };
}

function trimmed(folder: string): string {
  return folder.replace(/[/\\]+$/, '');
}

/** Absolute, and of two names at least: a root or a folder of one name tells nothing, and could be any word. */
function isPrivate(folder: string): boolean {
  if (!/^(?:\/|\\\\|[A-Za-z]:[/\\])/.test(folder)) return false;
  const names = folder.split(/[/\\]/).filter((name) => name !== '' && !/^[A-Za-z]:$/.test(name));
  return names.length > 1 || PRIVATE_ROOTS.has(folder);
}

/** A folder where a path begins and a name ends: not in `/backup/home/ann`, `/home/anna` or the route `GET /home/ann`. */
function wholePath(folder: string): RegExp {
  const name = folder.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  const begins = '(?:(?<=file:\\/\\/\\/?)|(?<![\\p{L}\\p{N}_.\\-/\\\\>]))';
  const noRoute = '(?<!\\b(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS|TRACE) )';
  return new RegExp(`${noRoute}${begins}${name}(?![\\p{L}\\p{N}_-]|\\.[\\p{L}\\p{N}_])`, 'gu');
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
