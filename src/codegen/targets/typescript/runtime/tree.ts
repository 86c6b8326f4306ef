import type { Metadata } from './shapes.ts';

/** Segments that mean something to JavaScript itself: a node named `then` would make `await client.hr` call the broker. */
const RESERVED: ReadonlySet<string> = new Set(
  (
    'then catch finally constructor prototype toString valueOf toJSON toLocaleString hasOwnProperty isPrototypeOf ' +
    'propertyIsEnumerable __proto__ __defineGetter__ __defineSetter__ __lookupGetter__ __lookupSetter__ ' +
    'call apply bind name length caller arguments'
  ).split(' '),
);

/** Members of a client besides its namespaces: a namespace of such a name is not one of them. */
export const CLIENT_MEMBERS: ReadonlySet<string> = new Set('call tryCall isError events on emit'.split(' '));

/** True for a segment that is no part of a tree: what is below it stays reachable by `call(target, input)`. */
export function isReservedSegment(segment: string): boolean {
  return RESERVED.has(segment);
}

/** A node of the tree: a null prototype, and a function where the path to it is a target. */
export type TreeNode = { [segment: string]: TreeNode };

/** A leaf's way to its target. */
export interface TreeEntry {
  readonly path: readonly string[];
  readonly target: string;
}

/**
 * Builds the objects of `root.a.b.c(input)`. Nothing in them is inherited, nothing is caught by a trap, and none of
 * them is a thenable.
 */
export function buildTree(
  entries: readonly TreeEntry[],
  call: (target: string) => (...args: never[]) => unknown,
): TreeNode {
  const targets = new Map(entries.map(({ path, target }) => [path.join('\n'), target]));
  const children = new Map<string, Set<string>>();
  for (const { path } of entries)
    for (const [at, segment] of path.entries()) {
      const parent = path.slice(0, at).join('\n');
      children.set(parent, (children.get(parent) ?? new Set()).add(segment));
    }
  const node = (path: string): TreeNode => {
    const target = targets.get(path);
    const made = bare(target === undefined ? {} : call(target));
    for (const segment of children.get(path) ?? [])
      Object.defineProperty(made, segment, {
        value: node(path === '' ? segment : `${path}\n${segment}`),
        enumerable: true,
      });
    return Object.freeze(made);
  };
  return node('');
}

/** The object without a prototype and without members of its own. */
function bare(made: object): TreeNode {
  for (const key of Object.getOwnPropertyNames(made)) Reflect.deleteProperty(made, key);
  Object.setPrototypeOf(made, null);
  return made as TreeNode;
}

/** The paths of a namespace's methods below the namespace; one with a reserved segment is left out. */
export function treeEntries(metadata: Metadata): TreeEntry[] {
  const entries: TreeEntry[] = [];
  for (const [target, { kind, name }] of Object.entries(metadata)) {
    const path = name.split('.');
    if (kind === 'method' && !path.some(isReservedSegment)) entries.push({ path, target });
  }
  return entries;
}

/**
 * The path of a namespace in a client: `mcp.notion/v1` is at `client.mcp.notion.v1`; undefined where it is left out.
 * One that has a version within its name (`a.v1/v2`) is: what `a/v1` gets later may have the same path.
 */
export function namespacePath(namespace: string): readonly string[] | undefined {
  const path = namespace.split(/[./]/);
  const [first = ''] = path;
  const isVersion = (segment: string): boolean => /^v[1-9]\d*$/.test(segment);
  const leftOut = path.some(isReservedSegment) || CLIENT_MEMBERS.has(first) || path.slice(0, -1).some(isVersion);
  return leftOut ? undefined : path;
}

/** All methods by their paths in a client, which are all different. */
export function clientEntries(metadata: Metadata): TreeEntry[] {
  return treeEntries(metadata).flatMap(({ path, target }) => {
    const namespace = namespacePath(target.slice(0, target.indexOf('#')));
    return namespace === undefined ? [] : [{ path: [...namespace, ...path], target }];
  });
}
