import type { UserSchema } from '../contract/model.ts';
import { isJsonObject, type JsonValue } from '../model/json/value.ts';
import { quote } from '../model/quote.ts';
import type { RuleHit } from '../model/rule.ts';
import { inspectSchema } from '../schema-diff/inspect.ts';
import type { SchemaFaultCode } from '../schema-diff/schema-fault.ts';
import type { Provided } from './provided-targets.ts';

/** A reference to another file is none: it may be there. */
const FAULTS: ReadonlySet<SchemaFaultCode> = new Set([
  'invalid-schema',
  'unknown-dialect',
  'too-deep',
  'unresolved-reference',
]);

/**
 * One hit for every schema of what an app provides that is no JSON Schema.
 * @param app the app's id, for the fingerprint
 * @param fileAt gives the schema of a file by the path that the manifest names; undefined where files are not looked at
 */
export function* providedSchemaFaults(
  app: string,
  provided: Provided,
  fileAt: (path: string) => UserSchema | undefined,
): Generator<RuleHit> {
  for (const { kind, name, schemas, schemaPointers } of provided.targets)
    for (const role of ['input', 'output', 'payload'] as const) {
      const written = schemas[role];
      if (written === undefined) continue;
      const file = typeof written === 'string' ? written : undefined;
      const fault = faultOf(file === undefined ? written : fileAt(file));
      if (fault === undefined) continue;
      const pointer = schemaPointers[role] ?? '';
      const where = `${file === undefined ? '' : ` in ${quote(file)}`}${fault.pointer === '' ? '' : ` at ${fault.pointer}`}`;
      yield {
        message: `the ${role} schema of ${kind} ${quote(name)} is no JSON Schema${where}: ${fault.message}`,
        location: provided.locate(file === undefined ? pointer + fault.pointer : pointer),
        key: [app, kind, name, role, fault.code],
      };
    }
}

function faultOf(schema: JsonValue | UserSchema | undefined) {
  if (typeof schema === 'boolean') return undefined;
  if (!isJsonObject(schema)) return undefined;
  const { fault } = inspectSchema(schema);
  return fault !== undefined && FAULTS.has(fault.code) ? fault : undefined;
}
