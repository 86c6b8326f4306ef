import type { Documentation, PropertyNode, TypeNode } from '../../ir/model.ts';
import type { ClassLayout, ClassStyle } from './class-style.ts';
import type { ClassDeclaration } from './declarations.ts';
import { expression } from './expression.ts';
import { docstring, isPlainKey, pyComment, pyString } from './identifiers.ts';

/** Names that annotations in a class body refer to: a key of that name would stand in front of them. */
const SPOKEN_FOR: ReadonlySet<string> = new Set(
  'str int float bool list dict Any Literal Never NotRequired TypeAlias TypedDict Union'.split(' '),
);

/** TypedDicts as every checker of today reads them. */
export const TYPED_DICT: ClassStyle = (declaration, names, used) => layout(declaration, names, used, []);

/** TypedDicts that say what other keys hold (PEP 728); not every checker reads them. */
export const TYPED_DICT_728: ClassStyle = (declaration, names, used) =>
  layout(declaration, names, used, [
    declaration.additional.kind === 'never' ? 'closed=True' : `extra_items=${expression(declaration.additional, used)}`,
  ]);

function layout(
  declaration: ClassDeclaration,
  names: ReadonlySet<string>,
  used: Set<string>,
  more: readonly string[],
): ClassLayout {
  used.add('TypedDict');
  const { name, properties } = declaration;
  const plain = properties.every(
    (property) => isPlainKey(property.name) && !SPOKEN_FOR.has(property.name) && !names.has(property.name),
  );
  return plain ? asClass(declaration, used, more) : asCall(declaration, used, more, name);
}

function asClass(
  { name, properties, documentation, additional }: ClassDeclaration,
  used: Set<string>,
  more: readonly string[],
): ClassLayout {
  const text = documentationText(documentation);
  return {
    before: [],
    open: `class ${name}(${['TypedDict', ...more].join(', ')}):`,
    documentation: [
      ...docstring(text === '' ? emptiness(properties, additional) : text),
      ...(properties.length === 0 ? ['pass'] : []),
    ],
    property: (property) => ({
      before: [],
      ...around(`${property.name}: `, property, used, ''),
      after: docstring(documentationText(property.documentation)),
    }),
    close: [],
  };
}

/** Keys that are no names of Python stand as strings in a call. */
function asCall(
  { documentation }: ClassDeclaration,
  used: Set<string>,
  more: readonly string[],
  name: string,
): ClassLayout {
  return {
    before: comments(documentation),
    open: `${name} = TypedDict("${name}", {`,
    documentation: [],
    property: (property) => ({
      before: comments(property.documentation),
      ...around(`${pyString(property.name)}: `, property, used, ','),
      after: [],
    }),
    close: [`}${more.map((part) => `, ${part}`).join('')})`],
  };
}

function around(start: string, { required }: PropertyNode, used: Set<string>, end: string) {
  if (required) return { start, end };
  used.add('NotRequired');
  return { start: `${start}NotRequired[`, end: `]${end}` };
}

function emptiness(properties: readonly PropertyNode[], additional: TypeNode): string {
  return properties.length === 0 && additional.kind === 'never' ? 'An object without keys.' : '';
}

function comments(documentation: Documentation): string[] {
  const text = pyComment(documentationText(documentation));
  return text === '' ? [] : [`# ${text}`];
}

/** What a reader is told of a type or a property. */
export function documentationText({ description = '', deprecated }: Documentation): string {
  return [description.trim(), ...(deprecated === true ? ['Deprecated.'] : [])]
    .filter((part) => part !== '')
    .join('\n\n');
}
