import { byCodeUnit } from '../../../model/order.ts';
import type { ClientTarget } from '../../model.ts';
import { snakeNames } from './identifiers.ts';

/** A place in a namespace's tree: a segment of target names, with the target that ends here, if one does. */
export interface TreeNode {
  /** Attribute name in its parent. */
  readonly attribute: string;
  /** Name of its class, unique in the namespace. */
  readonly className: string;
  readonly target?: ClientTarget;
  /** By code unit of their attributes. */
  readonly children: readonly TreeNode[];
}

/** The tree of a namespace's targets, segment by segment. @param prefix of the names of classes, ends with `_` */
export function targetTree(targets: readonly ClientTarget[], prefix: string): readonly TreeNode[] {
  return level(
    targets.map((target) => ({ target, path: target.name.split('.') })),
    prefix,
  );
}

interface Entry {
  readonly target: ClientTarget;
  /** Segments that are left. */
  readonly path: readonly string[];
}

function level(entries: readonly Entry[], prefix: string): TreeNode[] {
  const groups = new Map<string, Entry[]>();
  for (const entry of entries) {
    const [segment = ''] = entry.path;
    const group = groups.get(segment);
    if (group) group.push(entry);
    else groups.set(segment, [entry]);
  }
  const names = snakeNames([...groups.keys()]);
  const nodes = [...groups].map(([segment, group]): TreeNode => {
    const attribute = names.get(segment) ?? segment;
    // No attribute begins with an underscore or holds two in a row, so paths stay apart.
    const className = `${prefix}${attribute}`;
    const own = group.find(({ path }) => path.length === 1);
    const below = group
      .filter(({ path }) => path.length > 1)
      .map(({ target, path }) => ({ target, path: path.slice(1) }));
    return { attribute, className, ...(own ? { target: own.target } : {}), children: level(below, `${className}__`) };
  });
  return nodes.sort((a, b) => byCodeUnit(a.attribute, b.attribute));
}
