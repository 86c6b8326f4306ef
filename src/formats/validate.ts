import { inputError } from '../model/errors.ts';
import type { JsonDocument } from '../model/json/parse.ts';
import { pointerGet, pointerJoin } from '../model/json/pointer.ts';
import type { JsonValue } from '../model/json/value.ts';
import { nearest } from '../model/nearest.ts';
import { quote } from '../model/quote.ts';
import type { SchemaFault } from './schema-fault.ts';

/** A generated validator: a type guard in all but name. */
export interface Validator {
  (data: unknown): boolean;
  errors?: SchemaFault[] | null;
  /** Names of all members that the format knows. */
  readonly members?: readonly string[];
}

const SHOWN = 5;

/**
 * Turns a parsed document into a typed one.
 * @param name the format's name, for the message ("contract source")
 * @param fresh the part of the document's value that was not validated before, where the rest is known to be valid
 * @throws AssayError schema-invalid, with line, column and pointer of the first fault and up to five faults in words
 */
export function validateDocument<T>(
  document: JsonDocument,
  validator: Validator,
  name: string,
  fresh: JsonValue = document.value,
): T {
  const { value } = document;
  if (holds<T>(validator, value, fresh)) return value;
  // Only the whole knows the places.
  if (fresh !== value) validator(value);
  const faults = rootCauses(validator.errors ?? []);
  const [first] = faults;
  const location = document.locate(first ? placeOf(first) : '');
  const lines = faults.slice(0, SHOWN).map((fault) => describe(fault, document, validator.members ?? []));
  const more = faults.length > SHOWN ? `; and ${faults.length - SHOWN} more` : '';
  throw inputError(
    'schema-invalid',
    `${[location.path, location.line, location.column].filter((part) => part !== undefined).join(':')} is not a valid ${name}: ${lines.join('; ')}${more}`,
    'mend the named members; `assay schemas` prints the format',
    location,
  );
}

function holds<T>(validator: Validator, _value: unknown, fresh: unknown): _value is T {
  return validator(fresh);
}

/**
 * The faults that say something: those of a failed oneOf, anyOf or if are followed by a summary of their own, and
 * "must be null" is the branch that nobody meant where another one has faults too.
 */
function rootCauses(faults: readonly SchemaFault[]): SchemaFault[] {
  const useful = faults.filter((fault) => !['oneOf', 'anyOf', 'if'].includes(fault.keyword));
  const meant = useful.filter((fault, index) => !(isNullBranch(fault) && isWithin(useful[index + 1], fault)));
  return meant.length > 0 ? meant : [...faults];
}

function isNullBranch(fault: SchemaFault): boolean {
  return fault.keyword === 'type' && fault.params.type === 'null';
}

function isWithin(other: SchemaFault | undefined, { instancePath }: SchemaFault): boolean {
  return other?.instancePath === instancePath || (other?.instancePath.startsWith(`${instancePath}/`) ?? false);
}

function param(fault: SchemaFault, name: string): string | undefined {
  const value = fault.params[name];
  return typeof value === 'string' ? value : undefined;
}

function placeOf(fault: SchemaFault): string {
  const extra = param(fault, 'additionalProperty');
  return extra === undefined ? fault.instancePath : pointerJoin(fault.instancePath, extra);
}

function describe(fault: SchemaFault, document: JsonDocument, members: readonly string[]): string {
  const where = fault.instancePath === '' ? 'the document' : fault.instancePath;
  switch (fault.keyword) {
    case 'additionalProperties': {
      const name = param(fault, 'additionalProperty') ?? '';
      const hint = nearest(
        name,
        members.filter((member) => member !== name),
      );
      return `${where} has the unknown member ${quote(name)}${hint === undefined ? '' : `, did you mean ${quote(hint)}?`}`;
    }
    case 'required':
      return `${where} lacks the member ${JSON.stringify(param(fault, 'missingProperty') ?? '')}`;
    case 'enum':
    case 'const': {
      const allowed = fault.keyword === 'enum' ? fault.params.allowedValues : [fault.params.allowedValue];
      return `${where} is ${shown(document, fault)}, expected ${Array.isArray(allowed) ? allowed.map((v) => JSON.stringify(v)).join(', ') : 'another value'}`;
    }
    default:
      return `${where} ${fault.message ?? fault.keyword}`;
  }
}

/** Values are shown only where they are short scalars: a long one may be a secret. */
function shown(document: JsonDocument, fault: SchemaFault): string {
  const value = pointerGet(document.value, fault.instancePath);
  const text = JSON.stringify(value) ?? 'missing';
  return typeof value === 'object' || text.length > 40 ? 'something else' : text;
}
