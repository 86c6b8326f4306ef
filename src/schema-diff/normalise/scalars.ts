import type { JsonValue } from '../../model/json/value.ts';
import type { Node } from '../ir/node.ts';
import type { Nodes } from '../ir/nodes.ts';
import { TYPE } from '../ir/types-mask.ts';
import { ONE, rationalOf, ZERO } from '../rational.ts';
import type { NormaliseContext } from './context.ts';
import type { KeywordValues } from './keyword-values.ts';

const MASKS: ReadonlyMap<string, number> = new Map(Object.entries(TYPE));
/** Formats of ajv-formats that say something about numbers, or nothing at all. */
const SILENT_FORMATS: ReadonlySet<string> = new Set(['float', 'double', 'password', 'binary']);
const STRING_FORMATS: ReadonlySet<string> = new Set(
  (
    'date time date-time iso-time iso-date-time duration uri uri-reference uri-template url email hostname ipv4 ipv6 ' +
    'regex uuid json-pointer json-pointer-uri-fragment relative-json-pointer byte'
  ).split(' '),
);

/** `type` (with OpenAPI's `nullable` beside it), `enum` and `const`. */
export function valueAtoms(keywords: KeywordValues, context: NormaliseContext): Node[] {
  const { nodes } = context;
  const atoms: Node[] = [];
  const type = keywords.get('type');
  if (type !== undefined) atoms.push(typeNode(type, keywords, nodes));
  const values = keywords.list('enum');
  if (values !== undefined) atoms.push(nodes.enum(values));
  const constant = keywords.get('const');
  if (constant !== undefined) atoms.push(nodes.enum([constant]));
  return atoms;
}

function typeNode(type: JsonValue, keywords: KeywordValues, nodes: Nodes): Node {
  const names = keywords.asStrings(Array.isArray(type) ? type : [type], 'type');
  let mask = 0;
  for (const name of names) {
    const bit = name === 'integer' ? TYPE.number : MASKS.get(name);
    if (bit === undefined) keywords.fail('type', `names the unknown type ${JSON.stringify(name)}`);
    mask |= bit ?? 0;
  }
  if (keywords.get('nullable') === true) mask |= TYPE.null;
  const whole = names.includes('integer') && !names.includes('number');
  return nodes.and([nodes.type(mask), ...(whole ? [nodes.multipleOf(ONE)] : [])]);
}

/** Bounds (also draft-04's boolean exclusive ones, whatever the dialect says) and `multipleOf`. */
export function numberAtoms(keywords: KeywordValues, { nodes }: NormaliseContext): Node[] {
  const atoms: Node[] = [];
  const minimum = keywords.number('minimum');
  const maximum = keywords.number('maximum');
  const above = keywords.get('exclusiveMinimum');
  const below = keywords.get('exclusiveMaximum');
  if (minimum !== undefined) atoms.push(nodes.lower(rationalOf(minimum), above === true));
  if (maximum !== undefined) atoms.push(nodes.upper(rationalOf(maximum), below === true));
  if (typeof above === 'number') atoms.push(nodes.lower(rationalOf(above), true));
  else if (above !== undefined && typeof above !== 'boolean') keywords.fail('exclusiveMinimum', 'must be a number');
  if (typeof below === 'number') atoms.push(nodes.upper(rationalOf(below), true));
  else if (below !== undefined && typeof below !== 'boolean') keywords.fail('exclusiveMaximum', 'must be a number');
  const divisor = keywords.number('multipleOf');
  if (divisor !== undefined) {
    if (divisor <= 0) keywords.fail('multipleOf', 'must be greater than zero');
    atoms.push(nodes.multipleOf(rationalOf(divisor)));
  }
  return atoms;
}

/** Lengths, `pattern`, and `format` where it asserts. */
export function stringAtoms(keywords: KeywordValues, context: NormaliseContext): Node[] {
  const { nodes } = context;
  const atoms: Node[] = [];
  const min = keywords.count('minLength');
  const max = keywords.count('maxLength');
  if (min !== undefined) atoms.push(nodes.size('minLength', min));
  if (max !== undefined) atoms.push(nodes.size('maxLength', max));
  const pattern = keywords.string('pattern');
  if (pattern !== undefined) atoms.push(context.pattern(pattern, keywords, 'pattern'));
  const format = keywords.string('format');
  if (format !== undefined && context.formatAssertion) atoms.push(formatNode(format, nodes));
  return atoms;
}

/** Unknown formats are annotations; the numeric ones of OpenAPI are bounds. */
function formatNode(format: string, nodes: Nodes): Node {
  if (STRING_FORMATS.has(format)) return nodes.format(format);
  if (SILENT_FORMATS.has(format)) return nodes.true;
  if (format === 'int64') return nodes.multipleOf(ONE);
  if (format === 'int32') {
    const limit = rationalOf(2 ** 31);
    return nodes.and([
      nodes.multipleOf(ONE),
      nodes.lower({ n: ZERO.n - limit.n, d: 1n }, false),
      nodes.upper(limit, true),
    ]);
  }
  return nodes.true;
}
