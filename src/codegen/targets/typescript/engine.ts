import type { JsonObject } from '../../../model/json/value.ts';
import { propertyKey } from '../../identifiers.ts';
import { type TypedTarget, type TypeOptions, typesOfTargets } from '../../ir/build-types.ts';
import type { NamedType, SchemaRole, TargetTypes as TypesOfTarget } from '../../ir/model.ts';
import type { ClientTarget } from '../../model.ts';
import { printTypes } from './print.ts';
import { commentOf, indexType, isEmptyClosed, type PrintContext, printNode, printProperty } from './print-node.ts';
import { styleOf, type TypeStyle } from './style.ts';
import { tagsOf } from './tags.ts';

/** The engine's exact version, as package.json pins it and every generated header names it. */
export const ENGINE = 'json-schema-to-typescript 16.0.0';

/** The types of one target: the names of its schemas and the text that declares them. */
export interface TargetTypes<T extends TypedTarget = ClientTarget> {
  readonly target: T;
  /** Type name by role. */
  readonly names: ReadonlyMap<SchemaRole, string>;
  readonly text: string;
  readonly types: TypesOfTarget;
}

export interface DeclareOptions<T extends TypedTarget = ClientTarget> extends TypeOptions {
  /** How types are written, by role; {@link styleOf} unless given. */
  readonly style?: (role: SchemaRole) => TypeStyle;
  /** The text of a target's types where it is there already, else made. */
  readonly textOf?: (target: T, types: TypesOfTarget, make: () => Promise<string>) => Promise<string>;
}

/**
 * Declares the types of every target of a namespace, with one run of the engine for each target that has any: no
 * target's text depends on another's, and no file or address is ever looked at.
 * @throws AssayError client-schema-reference, client-schema-shape
 */
export async function declareTypes<T extends TypedTarget>(
  { targets }: { readonly targets: readonly T[] },
  options: DeclareOptions<T> = {},
): Promise<TargetTypes<T>[]> {
  const { style = styleOf, textOf = (_target, _types, make) => make(), ...typeOptions } = options;
  const types = typesOfTargets(targets, typeOptions);
  const declared: TargetTypes<T>[] = [];
  for (const [index, target] of targets.entries()) {
    const own = types[index];
    if (own === undefined) throw new Error(`no types were made for ${target.target}`);
    const text = await textOf(target, own, async () => (await declare(own, style)).trimEnd());
    declared.push({ target, types: own, names: own.roots, text });
  }
  return declared;
}

/** The root that holds all others: the engine declares what a schema leads to, and this one leads to everything. */
const ROOT = 'AssayRoot';

async function declare({ types }: TypesOfTarget, styleFor: (role: SchemaRole) => TypeStyle): Promise<string> {
  if (types.length === 0) return '';
  const tags = tagsOf(types);
  const keys = new PropertyTokens();
  const properties = types.map((type, index): [string, JsonObject] => [
    `t${index}`,
    engineSchema(type, { style: styleFor(type.role), tags }, keys),
  ]);
  // Loaded when the first type is declared: the engine takes a while.
  const { runEngine } = await import('./run-engine.ts');
  const raw = await runEngine({ title: ROOT, type: 'object', properties: Object.fromEntries(properties) }, ROOT);
  const blocks = blocksByName(printTypes(keys.restore(raw)));
  return types
    .map(({ name }) => {
      const block = blocks.get(name);
      if (block === undefined) throw new Error(`${ENGINE} declared no type named ${name}`);
      return block;
    })
    .join('\n');
}

/**
 * A type in the small dialect that the engine gets right. No keyword of the user's is in it, so `tsType`,
 * `tsEnumNames`, `extends`, `$id` and whatever an engine may read next never reach it: `tsType` here is always ours.
 */
function engineSchema(
  { name, node, documentation }: NamedType,
  context: PrintContext,
  keys: PropertyTokens,
): JsonObject {
  const comment = commentOf(documentation);
  const head = { title: name, ...(comment === '' ? {} : { description: comment }) };
  if (node.kind !== 'object' || isEmptyClosed(node)) return { ...head, tsType: printNode(node, context) };
  const index = indexType(node, context);
  return {
    ...head,
    type: 'object',
    properties: Object.fromEntries(
      node.properties.map((property) => {
        const text = commentOf(property.documentation);
        const schema = { tsType: printProperty(property, context), ...(text === '' ? {} : { description: text }) };
        return [keys.tokenOf(property.name), schema];
      }),
    ),
    required: node.properties.filter(({ required }) => required).map((property) => keys.tokenOf(property.name)),
    additionalProperties: index === undefined ? false : { tsType: index },
  };
}

const MARK = '\ue000';

/**
 * The engine never sees a property's name: some make it crash (`hasOwnProperty`), some make it write an index
 * signature (`[k: string]`). The private-use marks can't come from anywhere else: identifiers.ts escapes them.
 */
class PropertyTokens {
  private readonly names: string[] = [];
  private readonly tokens = new Map<string, string>();

  tokenOf(name: string): string {
    let token = this.tokens.get(name);
    if (token === undefined) {
      token = `${MARK}${this.names.length}${MARK}`;
      this.tokens.set(name, token);
      this.names.push(name);
    }
    return token;
  }

  restore(text: string): string {
    return text.replace(/"\ue000(\d+)\ue000"/g, (_, index: string) => propertyKey(this.names[Number(index)] ?? ''));
  }
}

/** The declarations of a file, each with its comment, by name. */
function blocksByName(text: string): ReadonlyMap<string, string> {
  const blocks = new Map<string, string>();
  for (const [block, name = ''] of text.matchAll(
    /^(?:\/\*\*(?:(?! \*\/)[^\n]*\n)*?[^\n]*\*\/\n)?export (?:interface|type) (\w+) [^\n]*\n(?:(?!export |\/\*\*)[^\n]*\n)*/gm,
  ))
    blocks.set(name, block);
  return blocks;
}
