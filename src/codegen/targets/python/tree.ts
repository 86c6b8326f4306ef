import { byCodeUnit } from '../../../model/order.ts';
import type { ClientTarget } from '../../model.ts';

/** A place in a namespace's tree: a segment of target names, with the target that ends here, if one does. */
export interface TreeNode {
  /** Attribute name in its parent. */
  readonly attribute: string;
  /** Name of its class, unique in the namespace. */
  readonly className: string;
  readonly target?: ClientTarget;
  /** By code unit of their attributes; those that must be the last are. */
  readonly children: readonly TreeNode[];
}

/**
 * The tree of a namespace's targets, segment by segment.
 * @param attributes by where targets' names begin @param prefix of the names of classes, ends with `_`
 */
export function targetTree(
  targets: readonly ClientTarget[],
  attributes: ReadonlyMap<string, string>,
  prefix: string,
): readonly TreeNode[] {
  const entries = targets.map((target) => ({ target, path: target.name.split('.') }));
  return level(entries, { path: '', className: prefix }, attributes);
}

interface Entry {
  readonly target: ClientTarget;
  /** Segments that are left. */
  readonly path: readonly string[];
}

/** A name that a class of a place would take from its module: no attribute ends as the class does then. */
const MODULE_NAMES: ReadonlySet<string> = new Set(['_rt']);

/**
 * Names that bodies of classes use. An attribute stands in front of them for what follows in its class, so that it has
 * to be the last: `deprecated` before `property`, which marks everything.
 */
const LAST = ['deprecated', 'property'];

function level(
  entries: readonly Entry[],
  parent: { readonly path: string; readonly className: string },
  attributes: ReadonlyMap<string, string>,
): TreeNode[] {
  const groups = new Map<string, Entry[]>();
  for (const entry of entries) {
    const [segment = ''] = entry.path;
    const group = groups.get(segment);
    if (group) group.push(entry);
    else groups.set(segment, [entry]);
  }
  const nodes = [...groups].map(([segment, group]): TreeNode => {
    const path = parent.path === '' ? segment : `${parent.path}.${segment}`;
    const attribute = attributes.get(path) ?? segment;
    // No attribute begins with an underscore or holds two in a row, so paths stay apart.
    const plain = `${parent.className}${attribute}`;
    const className = MODULE_NAMES.has(plain) ? `${plain}_` : plain;
    const own = group.find(({ path }) => path.length === 1);
    const below = group
      .filter(({ path }) => path.length > 1)
      .map(({ target, path }) => ({ target, path: path.slice(1) }));
    const children = level(below, { path, className: `${className}__` }, attributes);
    return { attribute, className, ...(own ? { target: own.target } : {}), children };
  });
  return nodes.sort(
    (a, b) => LAST.indexOf(a.attribute) - LAST.indexOf(b.attribute) || byCodeUnit(a.attribute, b.attribute),
  );
}
