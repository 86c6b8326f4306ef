import validateSource from '../../formats/generated/validators/contract.js';
import { validateDocument } from '../../formats/validate.ts';
import { inputError } from '../../model/errors.ts';
import type { JsonDocument } from '../../model/json/parse.ts';
import { pointerJoin, pointerTokens } from '../../model/json/pointer.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../model/json/value.ts';
import { byTuple } from '../../model/order.ts';
import { CRYPTA_MEMBERS, type CryptaKind, usualMembers } from '../crypta-layout.ts';
import type { ContractSource } from '../model.ts';

/** True for a crypta contract: the envelope `{"contract": {…}}`, or the contract object alone. */
export function isCrypta(value: JsonValue): value is JsonObject {
  if (!isJsonObject(value) || Object.hasOwn(value, 'kind')) return false;
  return isJsonObject(value.contract) || (Object.hasOwn(value, 'contractVersion') && Object.hasOwn(value, 'endpoints'));
}

/**
 * The native source of a crypta contract document. Author order stays; members that the native format does not know
 * go to `foreign`, and every object whose members come in another order than the usual one is noted, so that export
 * gives the same bytes again.
 * @param document parsed with integers only, as the platform's own reader does
 * @throws AssayError schema-invalid
 */
export function importCrypta(document: JsonDocument): ContractSource {
  const { value } = document;
  if (!isCrypta(value))
    throw inputError(
      'crypta-unrecognized',
      `${document.locate('').path} holds no crypta contract; expected {"contract": {…}} or the contract object`,
      'check that it is the right file',
      document.locate(''),
    );
  const bare = !isJsonObject(value.contract);
  const source = new Importer(document, bare).source(value);
  const native: JsonDocument = { value: source, locate: (pointer) => document.locate(cryptaPointer(pointer, bare)) };
  return validateDocument<ContractSource>(native, validateSource, 'crypta contract');
}

/** Where a pointer into the native source lies in the crypta document: foreign members stand among the others there. */
export function cryptaPointer(pointer: string, bare: boolean): string {
  const tokens = pointerTokens(pointer);
  const skipped = tokens[0] === 'imported' || (bare && tokens[0] === 'contract') ? 0 : -1;
  const foreign = tokens.indexOf('foreign');
  return pointerJoin('', ...tokens.filter((_, index) => index !== skipped && index !== foreign));
}

class Importer {
  private readonly memberOrder: Record<string, string[]> = {};
  private readonly document: JsonDocument;
  private readonly bare: boolean;

  constructor(document: JsonDocument, bare: boolean) {
    this.document = document;
    this.bare = bare;
  }

  source(value: JsonObject): JsonObject {
    const contract = this.contract(isJsonObject(value.contract) && !this.bare ? value.contract : value);
    const around = this.bare ? {} : this.aside('envelope', value, '');
    const imported: Record<string, JsonValue> = {
      dialect: 'crypta',
      ...(this.bare ? { envelope: false } : {}),
      ...around,
    };
    if (Object.keys(this.memberOrder).length > 0) imported.memberOrder = this.memberOrder;
    return { kind: 'assay.contract', schemaVersion: 1, imported, contract };
  }

  private contract(value: JsonObject): JsonObject {
    const at = '/contract';
    return this.object('contract', value, at, {
      stableBaseline: (item) => this.object('stableBaseline', item, `${at}/stableBaseline`),
      compatibilityWindow: (item) => this.object('compatibilityWindow', item, `${at}/compatibilityWindow`),
      capabilities: (items) => this.descriptors('capability', items, `${at}/capabilities`),
      endpoints: (items) => this.descriptors('endpoint', items, `${at}/endpoints`),
    });
  }

  private descriptors(kind: 'capability' | 'endpoint', items: JsonValue, at: string): JsonValue {
    if (!Array.isArray(items)) return items;
    return items.map((item: JsonValue, index) => {
      const place = pointerJoin(at, index);
      return this.object(kind, item, place, {
        deprecation: (deprecation) => this.object('deprecation', deprecation, `${place}/deprecation`),
      });
    });
  }

  /** The known members in their usual order, the others under `foreign`. What is no object stays, for validation to refuse. */
  private object<Value extends JsonValue>(
    kind: CryptaKind,
    value: Value,
    at: string,
    convert: Readonly<Record<string, (member: JsonValue) => JsonValue>> = {},
  ): Value | JsonObject {
    if (!isJsonObject(value)) return value;
    const native: Record<string, JsonValue> = {};
    for (const name of CRYPTA_MEMBERS[kind]) {
      const member = value[name];
      if (member !== undefined) native[name] = convert[name]?.(member) ?? member;
    }
    return { ...native, ...this.aside(kind, value, at) };
  }

  /** The foreign members of an object; notes the order of its members where it is not the usual one. */
  private aside(kind: CryptaKind, value: JsonObject, at: string): { foreign?: JsonObject } {
    const known: readonly string[] = CRYPTA_MEMBERS[kind];
    const names = this.names(value, at);
    const foreign: Record<string, JsonValue> = {};
    for (const name of names) {
      const member = value[name];
      if (member === undefined || known.includes(name)) continue;
      foreign[name] = member;
      this.noteIntegerNames(member, pointerJoin(at === '' ? '/imported' : at, 'foreign', name));
    }
    const usual = usualMembers(kind, (name) => Object.hasOwn(value, name), Object.keys(foreign));
    if (names.length !== usual.length || names.some((name, index) => name !== usual[index]))
      this.memberOrder[at] = names;
    return Object.keys(foreign).length === 0 ? {} : { foreign };
  }

  /** JavaScript puts names like "10" first in every object, so the order of such objects must be noted. */
  private noteIntegerNames(value: JsonValue, at: string): void {
    if (typeof value !== 'object' || value === null) return;
    if (isJsonObject(value)) {
      const names = this.names(value, at);
      const keys = Object.keys(value);
      if (names.some((name, index) => name !== keys[index])) this.memberOrder[at] = names;
    }
    for (const [name, member] of Object.entries(value)) this.noteIntegerNames(member, pointerJoin(at, name));
  }

  /** The names of an object's members in the order of the text. @param at pointer in the native source */
  private names(value: JsonObject, at: string): string[] {
    const names = Object.keys(value);
    if (!names.some((name) => /^(?:0|[1-9]\d*)$/.test(name))) return names;
    const parent = cryptaPointer(at, this.bare);
    const placed = names.map((name) => {
      const { line = 0, column = 0 } = this.document.locate(pointerJoin(parent, name));
      return { name, place: [line, column] };
    });
    return placed.sort((a, b) => byTuple(a.place, b.place)).map(({ name }) => name);
  }
}
