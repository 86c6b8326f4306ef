import { propertyKey, stringLiteral } from '../../identifiers.ts';
import type { ClientTarget } from '../../model.ts';
import { blockComment, documentation } from './documentation.ts';

/** A place in a tree of methods: what is at it, and what is below it. */
interface Branch {
  target?: ClientTarget;
  readonly below: Map<string, Branch>;
}

/** The type of a namespace's methods as a tree: a node may be called and have others below it. */
export function treeType(
  entries: readonly { readonly path: readonly string[]; readonly target: ClientTarget }[],
): string {
  const root: Branch = { below: new Map() };
  for (const { path, target } of entries) {
    let at = root;
    for (const segment of path) {
      const next: Branch = at.below.get(segment) ?? { below: new Map() };
      at.below.set(segment, next);
      at = next;
    }
    at.target = target;
  }
  return `export interface Tree {\n${members(root, 2)}}`;
}

function members({ below }: Branch, indent: number): string {
  return [...below]
    .map(([segment, branch]) => {
      const doc = branch.target ? blockComment(documentation(branch.target), indent) : [];
      const line = `${' '.repeat(indent)}readonly ${propertyKey(segment)}: ${branchType(branch, indent)};`;
      return `${[...doc, line].join('\n')}\n`;
    })
    .join('');
}

function branchType(branch: Branch, indent: number): string {
  const call = branch.target ? [`rt.Call<Services, ${stringLiteral(branch.target.target)}>`] : [];
  const object = branch.below.size > 0 ? [`{\n${members(branch, indent + 2)}${' '.repeat(indent)}}`] : [];
  return [...call, ...object].join(' & ');
}
