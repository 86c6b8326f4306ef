import { Ajv } from 'ajv';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { Ajv2020 } from 'ajv/dist/2020.js';
import standaloneCode from 'ajv/dist/standalone/index.js';
import { isJsonObject, type JsonObject, type JsonValue } from '../../../model/json/value.ts';
import { ReferenceFault } from '../../../schema-diff/bundle/reference-fault.ts';
import { staticSchema } from '../../../schema-diff/bundle/static-schema.ts';
import { type Dialect, dialectOf, isAtLeast } from '../../../schema-diff/dialect/dialect.ts';
import { standalone as standaloneSchema } from '../../../schema-diff/dialect/standalone.ts';
import { Nodes } from '../../../schema-diff/ir/nodes.ts';
import { resolveOptions } from '../../../schema-diff/options.ts';
import { readSide } from '../../../schema-diff/pair.ts';
import { visibleJson } from '../../identifiers.ts';
import { judgedRight } from './validator-schema.ts';

const OPTIONS = {
  strict: false,
  meta: false,
  validateSchema: false,
  validateFormats: false,
  logger: false,
  unicodeRegExp: true,
  // A member named constructor must not be found in Object.prototype.
  ownProperties: true,
  // Inlined references can make code that is exponential in the schema.
  inlineRefs: false,
  code: { source: true, esm: true, lines: true, regExp: Object.assign(regExpOf, { code: 'new RegExp' }) },
} as const;

/** What Ajv's code takes from its own modules, and what it is called in ours. */
const REQUIRED: readonly [RegExp, string][] = [
  [/require\("ajv\/dist\/runtime\/ucs2length"\)\.default/g, 'ucs2length'],
  [/require\("ajv\/dist\/runtime\/equal"\)\.default/g, 'equal'],
];

/**
 * Ajv counts the items that were evaluated, and compares the count with a list's length. Where a branch decided it the
 * count may be missing, which is none of them, or `true`, which is all: as many as there can be.
 */
const COUNTS: readonly [RegExp, string][] = [
  [/^(var |let |)(items\d+) = true;$/gm, '$1$2 = Infinity;'],
  [/^var (items\d+) = ([\w.]+\.evaluated\.items);$/gm, 'var $1 = $2 === true ? Infinity : $2;'],
  [/^(var valid\d+ = len\d+ <= )(items\d+);$/gm, '$1($2 ?? 0);'],
  [/^(if\(len\d+ > )(items\d+)\)\{$/gm, '$1($2 ?? 0)){'],
  [/^(for\(let i\d+=)(items\d+); /gm, '$1$2 ?? 0; '],
];

/**
 * Statements that end with `return validate`, a function of Ajv's for the schema in its own dialect. They need `equal`
 * and `ucs2length` at most, load nothing and evaluate nothing.
 * @throws Error for what is no schema, and for a schema that Ajv can't compile
 */
export function standalone(schema: JsonValue): string {
  const { ajv, plain } = prepared(schema);
  const code = standaloneCode.default(ajv, ajv.compile(plain));
  const named = /export default (\w+);/.exec(code)?.[1] ?? /export const validate = (\w+);/.exec(code)?.[1];
  let text = code
    .replace('"use strict";', '')
    .replace(/export const validate = \w+;\s*export default \w+;/, '')
    .replace(/export default \w+;/, '');
  for (const [pattern, name] of REQUIRED) text = text.replace(pattern, name);
  for (const [pattern, mended] of COUNTS) text = text.replace(pattern, mended);
  text = text.replace(/new RegExp\(("(?:[^"\\\n]|\\.)*"), "u"\)/g, withFlag);
  if (named === undefined || /\brequire\(|^import |^export |\basync function\b/m.test(withoutStrings(text)))
    throw new Error('its validator needs more than a module can have');
  return `${withVisibleTexts(withoutUnused(text).trim())}\nreturn ${named};`;
}

/** The schema with what its dialect gives a meaning and nothing else, and the Ajv that compiles it. */
function prepared(schema: JsonValue): { readonly ajv: Ajv | Ajv2019 | Ajv2020; readonly plain: JsonObject } {
  const options = resolveOptions({});
  // A dialect that nobody knows is read as the types read it: as if the schema named none.
  const known = dialectOf(schema, options.defaultDialect) === undefined ? withoutDialect(schema) : schema;
  const side = readSide(withoutDynamic(known), 'a', new Nodes(), options);
  if ('code' in side) throw new Error(`${side.pointer === '' ? '' : `${side.pointer} `}${side.message}`);
  const { dialect } = side.document;
  const alone = standaloneSchema(side.document);
  if (alone) {
    const plain = judgedRight(alone.schema, dialect);
    return { ajv: engine(plain, dialect, OPTIONS), plain };
  }
  // Too large to be taken apart: as it is, and held against its meta-schema.
  const plain = withoutDialect(schema);
  return { ajv: engine(plain, dialect, { ...OPTIONS, meta: true, validateSchema: true }), plain };
}

function withoutDynamic(schema: JsonValue): JsonValue {
  try {
    return staticSchema(schema);
  } catch (error) {
    throw error instanceof ReferenceFault ? new Error(`${error.pointer} ${error.message}`) : error;
  }
}

function withoutDialect(schema: JsonValue): JsonObject {
  const { $schema: _, ...rest } = isJsonObject(schema) ? schema : {};
  return rest;
}

function engine(schema: JsonObject, dialect: Dialect, options: ConstructorParameters<typeof Ajv>[0]) {
  if (dialect === '2020-12') return new Ajv2020(options);
  const later = isAtLeast(dialect, '2019-09') || JSON.stringify(schema).includes('"unevaluated');
  return later ? new Ajv2019(options) : new Ajv(options);
}

/** Patterns are of the dialect of ECMA-262 with `u`; where one is none with it, as `\-` is, it is one without. */
function regExpOf(pattern: string, flags: string): RegExp {
  try {
    return new RegExp(pattern, flags);
  } catch {
    return new RegExp(pattern);
  }
}

/** The expression that makes a pattern in the written code, with the flag that it can have. */
function withFlag(expression: string, literal: string): string {
  const pattern: unknown = JSON.parse(literal);
  return regExpOf(String(pattern), 'u').unicode ? expression : `new RegExp(${literal})`;
}

const TEXT = /"(?:[^"\\\n]|\\.)*"/g;

function withoutStrings(code: string): string {
  return code.replace(TEXT, '""');
}

/** What a contract's author wrote stands in texts alone. Ajv writes it as it is: what turns the reading direction too. */
function withVisibleTexts(code: string): string {
  return code.replace(TEXT, visibleJson);
}

/** Ajv carries each schema's text along; what no function reads is left out. */
function withoutUnused(code: string): string {
  return code.replace(/^const (schema\d+) = \{.*\};$/gm, (line, name: string) =>
    code.split(new RegExp(`\\b${name}\\b`)).length > 2 ? line : '',
  );
}
