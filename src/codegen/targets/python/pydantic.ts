import type { TypeNode } from '../../ir/model.ts';
import type { ClassLayout, ClassStyle } from './class-style.ts';
import type { ClassDeclaration, Declaration } from './declarations.ts';
import { docstring, pyString, snakeName } from './identifiers.ts';
import { documentationText } from './typed-dict.ts';

/** What pydantic's models and annotations have names for: a field of that name would stand in front of it. */
const TAKEN: ReadonlySet<string> = new Set(
  (
    'str int float bool list dict copy json schema validate construct fields parse_obj parse_raw parse_file from_orm ' +
    'schema_json update_forward_refs'
  ).split(' '),
);

/**
 * Models of pydantic 2 with Python's names; the contract's keys are their aliases, on the way in and out. Keys that a
 * model does not name are kept.
 */
export const PYDANTIC: ClassStyle = (declaration, _names, used) => layout(declaration, used);

function layout({ name, properties, documentation }: ClassDeclaration, used: Set<string>): ClassLayout {
  const fields = fieldNames(properties.map((property) => property.name));
  return {
    before: [],
    open: `class ${name}(BaseModel):`,
    documentation: [
      ...docstring(documentationText(documentation)),
      'model_config = ConfigDict(extra="allow", populate_by_name=True, strict=True)',
    ],
    property(property) {
      const field = fields.get(property.name) ?? '';
      const key = pyString(property.name);
      const alias = field === property.name ? [] : [`validation_alias=${key}`, `serialization_alias=${key}`];
      const options = [...(property.required ? [] : ['default=None']), ...alias];
      const value = options.length === 0 ? '' : ` = Field(${options.join(', ')})`;
      if (!property.required) used.add('Optional');
      return {
        before: [],
        start: `${field}: ${property.required ? '' : 'Optional['}`,
        end: `${property.required ? '' : ']'}${value}`,
        after: docstring(documentationText(property.documentation)),
      };
    },
    close: [],
  };
}

/** A field for each key: Python's name of it, with an underscore where that is spoken for, a number where it is taken. */
function fieldNames(keys: readonly string[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const taken = new Set<string>();
  for (const key of keys) {
    const plain = snakeName(key);
    const wanted = TAKEN.has(plain) || plain.startsWith('model_') ? `${plain}_` : plain;
    let name = wanted;
    for (let round = 2; taken.has(name); round += 1) name = `${wanted}_${round}`;
    taken.add(name);
    names.set(key, name);
  }
  return names;
}

/**
 * Types as a model can have them. Numbers are `int | float`: a model turns a whole number that it knows as `float` into
 * one, and loses digits. What no value fulfils is any: pydantic has no schema for `Never`, and loads no model with it.
 */
export function forModels(declaration: Declaration): Declaration {
  if (declaration.kind === 'alias') return { ...declaration, type: modelled(declaration.type) };
  const properties = declaration.properties.map((property) => ({ ...property, type: modelled(property.type) }));
  return { ...declaration, properties };
}

function modelled(node: TypeNode): TypeNode {
  switch (node.kind) {
    case 'never':
      return { kind: 'unknown' };
    case 'number':
      return { kind: 'union', members: [{ kind: 'integer' }, { kind: 'number' }] };
    case 'array':
      return { kind: 'array', items: modelled(node.items) };
    case 'object':
      return { ...node, additional: modelled(node.additional) };
    case 'union':
      return { kind: 'union', members: node.members.flatMap((part) => unpacked(modelled(part))) };
    default:
      return node;
  }
}

function unpacked(node: TypeNode): readonly TypeNode[] {
  return node.kind === 'union' ? node.members : [node];
}
