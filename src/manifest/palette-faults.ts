import type { SchemaFault } from '../formats/schema-fault.ts';
import { digestJson } from '../model/digest.ts';
import type { JsonDocument } from '../model/json/parse.ts';
import { pointerGet, pointerJoin } from '../model/json/pointer.ts';
import type { JsonObject } from '../model/json/value.ts';
import { nearest } from '../model/nearest.ts';
import type { PaletteFault } from './palette-model.ts';
import { placeOf, shownAt, subjectOf } from './palette-places.ts';
import { expectedWords, foundWords } from './palette-words.ts';

/** Places that have a rule of their own. Where the last part is absent, the rule is that of the absent member too. */
const RULES: Readonly<Record<string, string>> = {
  '/connections': 'manifest/connections-list',
  '/connections/*': 'manifest/connection-object',
  '/connections/*/id': 'manifest/connection-id',
  '/connections/*/provider': 'manifest/connection-provider',
  '/connections/*/label': 'manifest/connection-label',
  '/connections/*/auth': 'manifest/connection-auth',
  '/connections/*/scopes': 'manifest/connection-scopes-list',
  '/connections/*/scopes/*': 'manifest/connection-scope',
  '/provides/namespace': 'manifest/provided-name',
  '/provides/services/*/id': 'manifest/provided-service-id',
  '/provides/services/*/methods/*/id': 'manifest/provided-name',
  '/provides/services/*/methods/*/name': 'manifest/provided-name',
  '/provides/services/*/methods/*/route_method': 'manifest/route-method',
  '/provides/services/*/routes/*/method': 'manifest/route-method',
  '/provides/services/*/routes/*/path': 'manifest/route-path',
  '/provides/events/*': 'manifest/provided-event-topic',
  '/provides/events/*/id': 'manifest/provided-name',
  '/provides/events/*/topic': 'manifest/provided-name',
  '/provides/events/*/name': 'manifest/provided-name',
  '/requires/apps/*/id': 'manifest/required-app-id',
  '/requires/services/*/id': 'manifest/required-service-id',
  '/requires/services/*/provider': 'manifest/required-service-provider',
  '/requires/events/*': 'manifest/required-event-topic',
  '/consumes/services/*': 'manifest/consumed-target',
  '/consumes/services/*/target': 'manifest/consumed-target',
  '/consumes/events/*': 'manifest/consumed-target',
  '/consumes/events/*/target': 'manifest/consumed-target',
};

/** Places that take one of two kinds, where the schema's branch names the second alone. */
const KINDS_AT: Readonly<Record<string, string>> = {
  '/platform_services': 'a list or an object',
  '/provides/events/*': 'a name or an object',
  '/consumes/services/*': 'a target or an object',
  '/consumes/events/*': 'a target or an object',
};

/** Names of keys that come from the author are looked up for so many faults only. */
const MOST_SUGGESTIONS = 20;

/** A generated validator of a published format. */
interface Validator {
  (data: unknown): boolean;
  errors?: SchemaFault[] | null;
}

/** What the published schema of a dialect finds in a manifest. */
export function schemaFaults(validate: Validator, document: JsonDocument, json: JsonObject): PaletteFault[] {
  if (validate(json)) return [];
  let suggestions = MOST_SUGGESTIONS;
  return (validate.errors ?? []).filter(isCause).map((fault) => {
    const unknown = unknownKey(fault);
    if (unknown === undefined) return valueFault(document, json, fault);
    suggestions -= 1;
    return unknownFault(document, json, fault, unknown, suggestions >= 0);
  });
}

/** A failed condition says nothing by itself, and a wrong name of a member is told once. */
function isCause({ keyword, schemaPath }: SchemaFault): boolean {
  return keyword !== 'if' && keyword !== 'anyOf' && !schemaPath.includes('/propertyNames/');
}

function unknownKey({ keyword, params }: SchemaFault): string | undefined {
  return keyword === 'additionalProperties' ? String(params.additionalProperty) : undefined;
}

function unknownFault(
  document: JsonDocument,
  json: JsonObject,
  { instancePath, params }: SchemaFault,
  key: string,
  suggest: boolean,
): PaletteFault {
  const known = Array.isArray(params.known) ? params.known.map(String) : [];
  const suggestion = suggest ? nearest(key, known) : undefined;
  return {
    ...faultAt(document, json, pointerJoin(instancePath, key), 'unknown'),
    ...(suggestion === undefined ? {} : { suggestion }),
  };
}

function valueFault(document: JsonDocument, json: JsonObject, fault: SchemaFault): PaletteFault {
  const missing = fault.keyword === 'required';
  const pointer = pointerOf(fault);
  const at = faultAt(document, json, pointer, missing ? 'missing' : 'wrong');
  const rule = RULES[at.place];
  return {
    ...at,
    found: missing ? 'is missing' : foundWords(fault, pointerGet(json, pointer)),
    expected: (fault.keyword === 'type' ? KINDS_AT[at.place] : undefined) ?? expectedWords(fault),
    ...(rule === undefined ? {} : { rule }),
  };
}

/** The value that a fault is about, or where it would be. */
function pointerOf({ keyword, instancePath, params }: SchemaFault): string {
  if (keyword === 'required') return pointerJoin(instancePath, String(params.missingProperty));
  return keyword === 'propertyNames' ? pointerJoin(instancePath, String(params.propertyName)) : instancePath;
}

/** A fault about one place, as far as the place alone says it. */
export function faultAt(
  { locate }: Pick<JsonDocument, 'locate'>,
  json: JsonObject,
  pointer: string,
  kind: PaletteFault['kind'],
): PaletteFault {
  return {
    kind,
    place: placeOf(json, pointer),
    location: locate(pointer),
    shown: shownAt(json, pointer),
    subject: subjectOf(json, pointer),
    found: '',
    digest: digestJson(pointerGet(json, pointer) ?? null),
    expected: '',
  };
}
