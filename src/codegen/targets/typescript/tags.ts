import type { NamedType, ObjectNode, PropertyNode, TypeNode } from '../../ir/model.ts';
import { partsOf } from '../../ir/nodes.ts';

/** The properties that tell the arms of a union apart: their words stay exact, or nothing would tell them apart. */
export interface Tags {
  isTag(property: PropertyNode): boolean;
  /** The name of the property that tells the members of a union apart; undefined where none does. */
  tagOf(members: readonly TypeNode[]): string | undefined;
}

/** Finds the tags of all unions of some types. */
export function tagsOf(types: readonly NamedType[]): Tags {
  const byName = new Map(types.map((type) => [type.name, type.node]));
  const found = new Set<PropertyNode>();
  const object = (node: TypeNode): ObjectNode | undefined => {
    let open: TypeNode | undefined = node;
    for (let steps = 0; open?.kind === 'reference' && steps < 100; steps += 1) open = byName.get(open.name);
    return open?.kind === 'object' ? open : undefined;
  };
  const tagProperties = (members: readonly TypeNode[]): readonly PropertyNode[] => {
    const arms = members.filter(({ kind }) => kind !== 'null').map(object);
    const [first] = arms;
    if (first === undefined || arms.length < 2) return [];
    for (const { name } of first.properties.filter(isWorded)) {
      const same = arms.map((arm) => arm?.properties.find((property) => property.name === name && isWorded(property)));
      if (same.every((property) => property !== undefined)) return same;
    }
    return [];
  };
  const visit = (node: TypeNode): void => {
    if (node.kind === 'union') for (const property of tagProperties(node.members)) found.add(property);
    for (const part of partsOf(node)) visit(part);
  };
  for (const { node } of types) visit(node);
  return { isTag: (property) => found.has(property), tagOf: (members) => tagProperties(members)[0]?.name };
}

/** True for a required property that is one of some words. */
function isWorded({ required, type }: PropertyNode): boolean {
  return required && (isWord(type) || (type.kind === 'union' && type.members.every(isWord)));
}

export function isWord(node: TypeNode): boolean {
  return node.kind === 'literal' && typeof node.value === 'string';
}
