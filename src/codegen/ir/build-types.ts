import type { JsonValue } from '../../model/json/value.ts';
import { byCodeUnit } from '../../model/order.ts';
import type { Dialect } from '../../schema-diff/dialect/dialect.ts';
import { type NameRequest, uniqueNames } from '../identifiers.ts';
import type { ClientTarget } from '../model.ts';
import { documentationOf } from './documentation.ts';
import type { Loss, NamedType, SchemaRole, TargetTypes, TypeNode } from './model.ts';
import { type NamedNode, NamedSchemas } from './named-schemas.ts';
import { wantedName } from './names.ts';
import { mapParts, partsOf } from './nodes.ts';
import { type SchemaPlace, SchemaSpace } from './schema-space.ts';
import type { TypeMode } from './types-of.ts';

/** What types need to know of a target. */
export type TypedTarget = Pick<ClientTarget, 'target' | 'name' | 'schemas' | 'names'>;

export interface TypeOptions {
  /** How a schema that names no type is read; `intent` unless given. */
  readonly mode?: TypeMode;
  /** The dialect of a schema that names none; 2020-12 unless given. */
  readonly dialect?: Dialect;
  /** Documents that schemas may refer to, by address. Nothing else is ever read. */
  readonly documents?: ReadonlyMap<string, JsonValue>;
}

/** A schema's type before it has a name: its references are keys of types of the same role. */
interface DraftType {
  readonly key: string;
  /** The key within its role. */
  readonly local: string;
  readonly role: SchemaRole;
  readonly place: SchemaPlace;
  readonly node: TypeNode;
}

interface Draft {
  readonly target: TypedTarget;
  readonly roots: ReadonlyMap<SchemaRole, string>;
  readonly types: readonly DraftType[];
  readonly losses: readonly Loss[];
}

const ROLES: readonly SchemaRole[] = ['input', 'output', 'error', 'payload'];

/**
 * The types of one target, whatever else there is.
 * @throws AssayError client-schema-reference, client-schema-shape
 */
export function targetTypes(target: TypedTarget, options: TypeOptions = {}): TargetTypes {
  const draft = draftOf(target, options);
  return named(draft, uniqueNames(requests(draft), keptNames([draft])));
}

/**
 * The types of targets that share one file: no two of their names meet.
 * @throws AssayError client-schema-reference, client-schema-shape
 */
export function typesOfTargets(targets: readonly TypedTarget[], options: TypeOptions = {}): readonly TargetTypes[] {
  const drafts = targets.map((target) => draftOf(target, options));
  const names = uniqueNames(drafts.flatMap(requests), keptNames(drafts));
  return drafts.map((draft) => named(draft, names));
}

/** What a type is, whatever it is called: its target, its role and the pointer of its schema. */
function typeKey(target: string, role: SchemaRole, pointer: string): string {
  return `${target} ${role} ${pointer}`;
}

/** Drafts by schemas: several languages, the lock and the report ask for the types of the same targets. */
const drafted = new WeakMap<TypedTarget['schemas'], Draft>();

function draftOf(target: TypedTarget, options: TypeOptions): Draft {
  if (Object.keys(options).length > 0) return makeDraft(target, options);
  const draft = drafted.get(target.schemas) ?? makeDraft(target, options);
  drafted.set(target.schemas, draft);
  // Another target object may ask for other names.
  return { ...draft, target };
}

function makeDraft(target: TypedTarget, { mode = 'intent', dialect = '2020-12', documents }: TypeOptions): Draft {
  const roots = new Map<SchemaRole, string>();
  const types: DraftType[] = [];
  const losses: Loss[] = [];
  const schemas = [...target.schemas].sort((a, b) => ROLES.indexOf(a.role) - ROLES.indexOf(b.role));
  for (const { role, schema } of schemas) {
    const space = new SchemaSpace(schema, documents ?? new Map(), dialect, `${target.target} ${role}`);
    const made = new NamedSchemas(space, role, mode).all();
    const key = (name: string): string => typeKey(target.target, role, name);
    roots.set(role, key(''));
    types.push(
      ...reachable(made.named).map((type) => ({
        role,
        place: type.place,
        key: key(type.key),
        local: type.key,
        node: type.node,
      })),
    );
    losses.push(...made.losses);
  }
  return { target, roots, types, losses };
}

/** Those that the root leads to: what was merged into others needs no name of its own. */
function reachable(types: readonly NamedNode[]): readonly NamedNode[] {
  const byKey = new Map(types.map((type) => [type.key, type]));
  const found = new Set<string>();
  const stack = [''];
  for (let key = stack.pop(); key !== undefined; key = stack.pop()) {
    if (found.has(key)) continue;
    found.add(key);
    const node = byKey.get(key)?.node;
    if (node) eachReference(node, (name) => stack.push(name));
  }
  return types.filter(({ key }) => found.has(key));
}

function eachReference(node: TypeNode, found: (name: string) => void): void {
  if (node.kind === 'reference') found(node.name);
  for (const part of partsOf(node)) eachReference(part, found);
}

function renamed(node: TypeNode, rename: (name: string) => string): TypeNode {
  if (node.kind === 'reference') return { kind: 'reference', name: rename(node.name) };
  return mapParts(node, (part) => renamed(part, rename));
}

/** The names that types were given before. */
function keptNames(drafts: readonly Draft[]): ReadonlyMap<string, string> {
  return new Map(
    drafts.flatMap(({ target: { names }, types }) =>
      names === undefined
        ? []
        : types.flatMap(({ key, role, local }): [string, string][] => {
            const name = names.get(`${role}#${local}`);
            return name === undefined ? [] : [[key, name]];
          }),
    ),
  );
}

function requests({ target, types }: Draft): NameRequest[] {
  return types.map(({ key, role, place }) => ({ key, wanted: wantedName(target.name, role, place) }));
}

function named({ target, roots, types, losses }: Draft, names: ReadonlyMap<string, string>): TargetTypes {
  const nameOf = (key: string): string => {
    const name = names.get(key);
    if (name === undefined) throw new Error(`no type was named for ${key}`);
    return name;
  };
  const isRoot = new Set(roots.values());
  const all = types.map(({ key, local, role, place, node }): NamedType & { readonly root: boolean } => ({
    root: isRoot.has(key),
    name: nameOf(key),
    role,
    pointer: local,
    node: renamed(node, (other) => nameOf(typeKey(target.target, role, other))),
    documentation: documentationOf(place.schema),
  }));
  const others = all.filter(({ root }) => !root).sort((a, b) => byCodeUnit(a.name, b.name));
  return {
    target: target.target,
    roots: new Map([...roots].map(([role, key]) => [role, nameOf(key)])),
    types: [...all.filter(({ root }) => root), ...others].map(({ root: _, ...type }) => type),
    losses,
  };
}
