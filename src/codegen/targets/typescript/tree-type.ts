import { propertyKey, stringLiteral } from '../../identifiers.ts';
import type { ClientTarget } from '../../model.ts';
import { blockComment, documentation } from './documentation.ts';

/** A place in a tree of methods: what is at it, and what is below it. */
export interface Branch {
  readonly target?: ClientTarget;
  readonly below: ReadonlyMap<string, Branch>;
}

/** A method and the segments that lead to it. */
export interface TreePath {
  readonly path: readonly string[];
  readonly target: ClientTarget;
}

/** The tree of methods by their segments; a place may be a method and have others below it. */
export function branches(entries: readonly TreePath[]): Branch {
  const own = entries.find(({ path }) => path.length === 0);
  const groups = new Map<string, TreePath[]>();
  for (const { path, target } of entries) {
    const [first, ...rest] = path;
    if (first === undefined) continue;
    const group = groups.get(first) ?? [];
    groups.set(first, group);
    group.push({ path: rest, target });
  }
  const below = new Map([...groups].map(([segment, group]) => [segment, branches(group)]));
  return own ? { target: own.target, below } : { below };
}

/**
 * The type of a namespace's methods as a tree: a node may be called and have others below it.
 * @param call the type of a node that may be called
 */
export function treeType(entries: readonly TreePath[], call: string): string {
  return `export interface Tree {\n${members(branches(entries), call, 2)}}`;
}

function members({ below }: Branch, call: string, indent: number): string {
  return [...below]
    .map(([segment, branch]) => {
      const doc = branch.target ? blockComment(documentation(branch.target), indent) : [];
      const line = `${' '.repeat(indent)}readonly ${propertyKey(segment)}: ${branchType(branch, call, indent)};`;
      return `${[...doc, line].join('\n')}\n`;
    })
    .join('');
}

function branchType(branch: Branch, call: string, indent: number): string {
  const own = branch.target ? [`${call}<Services, ${stringLiteral(branch.target.target)}>`] : [];
  const object = branch.below.size > 0 ? [`{\n${members(branch, call, indent + 2)}${' '.repeat(indent)}}`] : [];
  return [...own, ...object].join(' & ');
}
