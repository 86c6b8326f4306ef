import type { NamedLine } from './named-line.ts';
import { ownText } from './own-text.ts';

/** A name for a permission: `READ`, or `READ` of the class, object or enumeration `Permission`. */
export interface PermissionConstant {
  readonly name: string;
  readonly owner?: string;
  readonly value: string;
}

/** What one file says of permissions, as far as constants matter. */
export interface FileConstants {
  readonly constants: readonly PermissionConstant[];
  /** Constants that calls name, each at its first place. */
  readonly asked: readonly NamedLine[];
}

const CONSTANT =
  /(?<![\w.$])([A-Za-z_]\w{0,60})["']?\s{0,3}(?::\s{0,3}[\w.[\]]{1,40}\s{0,3})?[:=]\s{0,3}["'`]([a-z][a-z0-9_]{0,40}:[a-z][a-z0-9_]{0,40})["'`]/g;
const OWNER =
  /\b(?:const|let|var|class|enum)\s{1,9}([A-Z]\w{0,60})|^([A-Z]\w{0,60})\s{0,3}(?::[^=\n]{1,60})?=\s{0,3}[{(]/gm;

/** The constants of a source whose values look like permissions. */
export function permissionConstants(text: string): PermissionConstant[] {
  const found = [...text.matchAll(CONSTANT)];
  if (found.length === 0) return [];
  const owners = [...text.matchAll(OWNER)].map(({ 1: declared, 2: assigned, index }) => ({
    name: declared ?? assigned ?? '',
    index,
  }));
  let next = 0;
  return found.map(({ 1: name = '', 2: value = '', index }) => {
    while ((owners[next]?.index ?? Number.POSITIVE_INFINITY) <= index) next += 1;
    const owner = owners[next - 1]?.name;
    return {
      name: ownText(name),
      value: ownText(value),
      ...(owner === undefined || owner === name ? {} : { owner: ownText(owner) }),
    };
  });
}

/**
 * The permissions that calls name by a constant, where all constants of that name have one value: those of the same file
 * before those of the others.
 */
export function askedByConstant<File extends FileConstants>(
  files: readonly File[],
): readonly (NamedLine & { readonly of: File })[] {
  const everywhere = index(files.flatMap(({ constants }) => constants));
  return files.flatMap((of) => {
    const here = index(of.constants);
    return of.asked.flatMap(({ name, line }) => {
      const values = here.get(name) ?? everywhere.get(name);
      const [value] = values ?? [];
      return value === undefined || values?.size !== 1 ? [] : [{ name: value, line, of }];
    });
  });
}

/** By `READ`, and by `Permission.READ` or `PERMISSIONS.READ`. */
function index(constants: readonly PermissionConstant[]): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const { name, owner, value } of constants)
    for (const key of owner === undefined ? [name] : [name, `${owner}.${name}`]) {
      const values = found.get(key) ?? new Set();
      found.set(key, values.add(value));
    }
  return found;
}

const PART = /["'`]([a-z][a-z0-9_]{1,40}:)(?:["'`]\s{0,9}\+|\$?\{)|(?:\}|\+\s{0,9}["'`])(:[a-z][a-z0-9_]{1,40})["'`]/g;

/** What permissions begin or end with that are put together at run time: `tasks:` of `tasks:${action}`, `:read`. */
export function permissionParts(text: string): string[] {
  return [...text.matchAll(PART)].map(({ 1: start, 2: end }) => ownText(start ?? end ?? ''));
}
