import { Ajv } from 'ajv';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { Ajv2020 } from 'ajv/dist/2020.js';
import standaloneCode from 'ajv/dist/standalone/index.js';
import { isJsonObject, type JsonValue } from '../../../model/json/value.ts';

const OPTIONS = {
  strict: false,
  validateFormats: false,
  logger: false,
  unicodeRegExp: true,
  code: { source: true, esm: true, lines: true },
} as const;

/** What Ajv's code takes from its own modules, and what it is called in ours. */
const REQUIRED: readonly [RegExp, string][] = [
  [/require\("ajv\/dist\/runtime\/ucs2length"\)\.default/g, 'ucs2length'],
  [/require\("ajv\/dist\/runtime\/equal"\)\.default/g, 'equal'],
];

/**
 * Statements that end with `return validate`, a function of Ajv's for the schema. They need `equal` and `ucs2length`
 * at most, load nothing and evaluate nothing.
 * @throws Error for a schema that Ajv can't compile
 */
export function standalone(schema: JsonValue): string {
  const ajv = engine(schema);
  const plain = isJsonObject(schema) ? withoutDialect(schema) : schema;
  if (typeof plain !== 'boolean' && !isJsonObject(plain)) throw new Error('it is no schema');
  // An address that Ajv knows already must not be taken for the schema's own.
  const code = standaloneCode.default(ajv, ajv.compile(plain));
  const named = /export default (\w+);/.exec(code)?.[1] ?? /export const validate = (\w+);/.exec(code)?.[1];
  let text = code
    .replace('"use strict";', '')
    .replace(/export const validate = \w+;\s*export default \w+;/, '')
    .replace(/export default \w+;/, '');
  for (const [pattern, name] of REQUIRED) text = text.replace(pattern, name);
  if (named === undefined || /\brequire\(|^import |^export |\basync function\b/m.test(withoutStrings(text)))
    throw new Error('its validator needs more than a module can have');
  return `${withoutUnused(text).trim()}\nreturn ${named};`;
}

function engine(schema: JsonValue): Ajv | Ajv2019 | Ajv2020 {
  const dialect = isJsonObject(schema) && typeof schema.$schema === 'string' ? schema.$schema : '';
  if (/draft-0[67]/.test(dialect)) return new Ajv(OPTIONS);
  return /2019-09/.test(dialect) ? new Ajv2019(OPTIONS) : new Ajv2020(OPTIONS);
}

/** The engine is chosen by it; there is no meta-schema to load. */
function withoutDialect({ $schema: _, ...schema }: Readonly<Record<string, JsonValue>>): Record<string, JsonValue> {
  return schema;
}

function withoutStrings(code: string): string {
  return code.replace(/"(?:[^"\\\n]|\\.)*"/g, '""');
}

/** Ajv carries each schema's text along; what no function reads is left out. */
function withoutUnused(code: string): string {
  return code.replace(/^const (schema\d+) = \{.*\};$/gm, (line, name: string) =>
    code.split(new RegExp(`\\b${name}\\b`)).length > 2 ? line : '',
  );
}
