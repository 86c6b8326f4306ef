import type { SchemaFault } from '../formats/schema-fault.ts';
import { isJsonObject, type JsonValue } from '../model/json/value.ts';
import { quote } from '../model/quote.ts';

const KINDS: Readonly<Record<string, string>> = {
  object: 'an object',
  array: 'a list',
  string: 'a text',
  boolean: 'true or false',
  number: 'a number',
  integer: 'a whole number',
  'object,boolean,string': 'an inline schema or a path',
  'object,string,null': 'an inline schema, a path or null',
};

/** What a pattern of the published schema asks for; the test holds that none is forgotten. */
export const PATTERN_WORDS: Readonly<Record<string, string>> = {
  '^[a-z0-9][a-z0-9-]*[a-z0-9]$': 'lower-case kebab case of two characters or more',
  '^[a-z0-9][a-z0-9_-]*[a-z0-9]$': 'lower-case snake or kebab case of two characters or more',
  '^[a-z][a-z0-9]*(?:[._-][a-z0-9]+)*$': 'a dotted lower-case name as org.hierarchy',
  '^[a-z][a-z0-9_-]*(?:\\.[a-z0-9_-]+)*$': 'a dotted lower-case namespace as hr',
  '^[A-Za-z][A-Za-z0-9_]*(?:\\.[A-Za-z][A-Za-z0-9_]*)*$': 'dotted words as approvalChain.get',
  '^[a-z][a-z0-9_-]*(?:\\.[a-z0-9_-]+)*/v[1-9][0-9]{0,8}#[A-Za-z][A-Za-z0-9_]*(?:\\.[A-Za-z][A-Za-z0-9_]*)*$':
    'a target as hr/v1#approvalChain.get',
  '^(?:[Gg][Ee][Tt]|[Pp][Oo][Ss][Tt]|[Pp][Uu][Tt]|[Pp][Aa][Tt][Cc][Hh]|[Dd][Ee][Ll][Ee][Tt][Ee])$':
    'GET, POST, PUT, PATCH or DELETE',
  '^[a-z_]+:[a-z_]+$': 'a permission as tasks:read',
  '^[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?$': 'lower-case letters, digits, ".", "_" and "-"',
  '^[A-Za-z0-9](?:[A-Za-z0-9._:-]*[A-Za-z0-9])?$': 'letters, digits, ".", "_", ":" and "-"',
  '^1\\.(?:0|[1-9][0-9]{0,8})$': '1.0, 1.1 and so on',
  '^/': 'a path that starts with "/"',
  '\\S': 'a text that is not blank',
};

const MISSING: Readonly<Record<string, string>> = {
  manifest_version: '"1"',
  kind: '"assay.manifest"',
  schemaVersion: '1',
  mode: 'none, shell-panel, static or app',
  provider: 'who the connection is with',
  id: 'a name that is unique',
  name: 'a name',
  version: 'a version',
  label: 'a text for people',
  entry: 'a path in the bundle',
  target: 'a target as hr/v1#approvalChain.get',
  method: 'GET, POST, PUT, PATCH or DELETE',
  path: 'a path that starts with "/"',
};

/** What stands there instead, in words that follow the name of the place; never the value itself. */
export function foundWords({ keyword }: SchemaFault, value: JsonValue | undefined): string {
  if (keyword === 'minLength') return 'is empty';
  // The published schema names the members of one map alone, the platform's services.
  if (keyword === 'propertyNames') return 'is no service of a platform';
  if (keyword === 'pattern') return value === '' ? 'is empty' : 'has another form';
  return keyword === 'type' ? `is ${kindWords(value)}` : 'is another value';
}

/** What a fault's keyword asks for. */
export function expectedWords({ keyword, params }: SchemaFault): string {
  switch (keyword) {
    case 'type':
      return KINDS[String(params.type)] ?? String(params.type);
    case 'enum':
      return choiceWords(Array.isArray(params.allowedValues) ? params.allowedValues : []);
    case 'const':
      return JSON.stringify(params.allowedValue);
    case 'pattern':
      return PATTERN_WORDS[String(params.pattern)] ?? 'another form';
    case 'propertyNames':
      return 'llm, redis, storage or vector';
    case 'minimum':
      return `at least ${String(params.limit)}`;
    case 'required':
      return MISSING[String(params.missingProperty)] ?? 'a value';
    default:
      return 'some text';
  }
}

/** `one of a, b, c`; a single choice is quoted by itself. */
export function choiceWords(choices: readonly unknown[]): string {
  return choices.length === 1 ? JSON.stringify(choices[0]) : `one of ${choices.map(String).join(', ')}`;
}

/** The kind of a value, as `a list`. */
export function kindWords(value: JsonValue | undefined): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (isJsonObject(value)) return 'an object';
  return { string: 'a text', number: 'a number', boolean: 'true or false' }[String(typeof value)] ?? 'absent';
}

/** A place in a message: as it is where it is harmless, and quoted where an author's name makes it anything else. */
export function placeWords(shown: string): string {
  return /^[\w.[\]-]{1,80}$/.test(shown) ? shown : quote(shown);
}
