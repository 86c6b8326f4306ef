import { commentText, propertyKey } from '../../identifiers.ts';
import type { Documentation, ObjectNode, PropertyNode, TupleNode, TypeNode } from '../../ir/model.ts';
import { literalType } from '../../literal.ts';
import type { TypeStyle } from './style.ts';
import { isWord, type Tags } from './tags.ts';

export interface PrintContext {
  readonly style: TypeStyle;
  readonly tags: Tags;
}

/** A type as TypeScript writes it: one line per property, not yet indented. */
export function printNode(node: TypeNode, context: PrintContext): string {
  switch (node.kind) {
    case 'integer':
      return 'number';
    case 'literal':
      return literalType(node.value);
    case 'reference':
      return node.name;
    case 'array':
      return `${printOperand(node.items, context)}[]`;
    case 'tuple':
      return printTuple(node, context);
    case 'object':
      return printObject(node, context);
    case 'union':
      return [...node.members.map((member) => printMember(member, context)), ...openArms(node.members, context)].join(
        ' | ',
      );
    case 'intersection':
      return node.members.map((member) => printOperand(member, context)).join(' & ');
    default:
      return node.kind;
  }
}

/** In parentheses where an operator follows. */
function printOperand(node: TypeNode, context: PrintContext): string {
  const text = printNode(node, context);
  return node.kind === 'union' || node.kind === 'intersection' ? `(${text})` : text;
}

function printMember(node: TypeNode, context: PrintContext): string {
  return node.kind === 'intersection' ? printOperand(node, context) : printNode(node, context);
}

/** What else a value may be that a later version of its provider sends. */
function openArms(members: readonly TypeNode[], { style, tags }: PrintContext): readonly string[] {
  const arms: string[] = [];
  if (style.words === 'open' && members.filter(isWord).length > 1) arms.push('(string & {})');
  const tag = style.unknownArm ? tags.tagOf(members) : undefined;
  if (tag !== undefined) arms.push(`{\n${propertyKey(tag)}: string & {}\n[k: string]: unknown\n}`);
  return arms;
}

function printTuple({ items, required, rest }: TupleNode, context: PrintContext): string {
  const places = items.map((item, index) =>
    index < required ? printNode(item, context) : `${printOperand(item, context)}?`,
  );
  const more = rest.kind === 'never' ? [] : [`...${printOperand(rest, context)}[]`];
  return `[${[...places, ...more].join(', ')}]`;
}

function printObject(node: ObjectNode, context: PrintContext): string {
  if (isEmptyClosed(node)) return EMPTY;
  const lines = node.properties.map((property) => {
    const comment = blockComment(property.documentation);
    return `${comment}${propertyKey(property.name)}${property.required ? '' : '?'}: ${printProperty(property, context)}`;
  });
  const index = indexType(node, context);
  if (index !== undefined) lines.push(`[k: string]: ${widened(index, node, context)}`);
  return `{\n${lines.join('\n')}\n}`;
}

export const EMPTY = 'Record<string, never>';

/** An interface without a member would take anything but null. */
export function isEmptyClosed({ properties, additional }: ObjectNode): boolean {
  return properties.length === 0 && additional.kind === 'never';
}

/** Properties that every object has: a missing one is a function to the compiler. */
const INHERITED: ReadonlySet<string> = new Set([
  'constructor',
  'hasOwnProperty',
  'isPrototypeOf',
  'propertyIsEnumerable',
  'toLocaleString',
  'toString',
  'valueOf',
]);

/** The type of a property's value. */
export function printProperty(property: PropertyNode, context: PrintContext): string {
  const text = printNode(property.type, wordsIn(property, context));
  const inherited = !property.required && INHERITED.has(property.name) && text !== 'unknown';
  return inherited ? `${text} | Function` : text;
}

/** A tag's words are exact: an open one would fit every arm. */
function wordsIn(property: PropertyNode, context: PrintContext): PrintContext {
  return context.tags.isTag(property) ? { ...context, style: { ...context.style, words: 'exact' } } : context;
}

/** What other keys hold; undefined where the type names none. */
export function indexType({ properties, additional }: ObjectNode, context: PrintContext): string | undefined {
  if (additional.kind === 'never') return undefined;
  if (additional.kind === 'unknown' && properties.length > 0 && context.style.extraKeys === 'exact') return undefined;
  return printNode(additional, context);
}

/** Every declared property is also one of the index: its type has to be among the index's. */
function widened(index: string, node: ObjectNode, context: PrintContext): string {
  if (index === 'unknown') return index;
  const optional = node.properties.some(({ required }) => !required);
  const types = node.properties
    .filter(({ type }) => type.kind !== 'never')
    .map((property) => printProperty(property, context));
  const all = new Set([index, ...types, ...(optional ? ['undefined'] : [])]);
  return all.has('unknown') ? 'unknown' : [...all].join(' | ');
}

/** Longest default or example that a comment shows. */
const LONGEST_VALUE = 200;

/** Text of a comment: what a type or property is, what stands for it, and whether it should be used. */
export function commentOf({ description, deprecated, default: fallback, examples = [] }: Documentation): string {
  const values = [
    ...(fallback === undefined ? [] : [`@default ${JSON.stringify(fallback)}`]),
    ...examples.map((example) => `@example ${JSON.stringify(example)}`),
  ].filter((line) => line.length <= LONGEST_VALUE);
  const lines = [
    ...(description === undefined ? [] : [commentText(description)]),
    ...values.map(commentText),
    ...(deprecated === true ? ['@deprecated'] : []),
  ];
  return lines.join('\n');
}

function blockComment(documentation: Documentation): string {
  const text = commentOf(documentation);
  if (text === '') return '';
  const lines = text.split('\n').map((line) => ` * ${line}`.trimEnd());
  return `/**\n${lines.join('\n')}\n */\n`;
}
