import type { UserSchema } from '../contract/model.ts';
import type { JsonValue } from '../model/json/value.ts';
import { SchemaDocument } from '../schema-diff/dialect/document.ts';
import { resolveOptions } from '../schema-diff/options.ts';
import { SchemaFaultError } from '../schema-diff/schema-fault.ts';
import { type CompiledValidator, compileValidator } from '../schema-diff/witness/validators.ts';

const compiled = new WeakMap<object, CompiledValidator | { readonly unreadable: string }>();

/**
 * Why a schema does not accept a value, in words with the place in the value; undefined where it does, and where the
 * schema can't be run.
 */
export function rejectionOf(schema: UserSchema | undefined, value: JsonValue): string | undefined {
  if (schema === undefined || schema === true) return undefined;
  if (schema === false) return 'nothing is accepted here';
  let validator = compiled.get(schema);
  if (validator === undefined) {
    validator = compile(schema);
    compiled.set(schema, validator);
  }
  if ('unreadable' in validator || validator.accepts(value) !== false) return undefined;
  const { instancePath = '', message = 'is not accepted' } = validator.rejection() ?? {};
  return `${instancePath === '' ? 'the value' : instancePath} ${message}`;
}

function compile(schema: object): CompiledValidator | { readonly unreadable: string } {
  const { formatAssertion, defaultDialect } = resolveOptions({});
  try {
    const json: JsonValue = JSON.parse(JSON.stringify(schema));
    const document = new SchemaDocument(json, defaultDialect);
    document.refuseCircles();
    return compileValidator(document, formatAssertion) ?? { unreadable: 'can’t be compiled' };
  } catch (error) {
    if (error instanceof SchemaFaultError) return { unreadable: error.fault.message };
    throw error;
  }
}
