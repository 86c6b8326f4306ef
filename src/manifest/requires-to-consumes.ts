import { isJsonObject, type JsonObject, type JsonValue } from '../model/json/value.ts';
import { soleMajor } from '../model/semver-range.ts';

/** A requirement that became a consumed target. */
export interface MappedRequirement {
  readonly id: string;
  readonly target: string;
}

/** A requirement that no target can say, and why; it stays as it is. */
export interface KeptRequirement {
  readonly id: string;
  readonly reason: string;
}

/** `org.hierarchy`: the namespace, and a name that a target can carry. */
const MAPPABLE = /^([a-z][a-z0-9_-]*)\.([a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)*)$/;

/**
 * The target of a required service: `org.hierarchy` in a range that admits major version 1 alone is
 * `org/v1#hierarchy`. A reason where there is none.
 */
export function targetOfRequirement(service: JsonObject): MappedRequirement | KeptRequirement {
  const { id: written, version, provider } = service;
  const id = typeof written === 'string' ? written : '';
  const [, namespace, name] = MAPPABLE.exec(id) ?? [];
  const major = typeof version === 'string' ? soleMajor(version) : undefined;
  if (namespace === undefined || name === undefined)
    return { id, reason: 'its id has no namespace and name that a target can carry' };
  if (provider !== undefined) return { id, reason: 'it pins its provider, and a target names none' };
  if (major === undefined) return { id, reason: 'its range does not admit exactly one major version from 1 on' };
  return { id, target: `${namespace}/v${major}#${name}` };
}

/** Required services as consumed ones where a target can say them, and the rest. */
export function splitRequired(services: JsonValue | undefined): {
  readonly consumed: readonly JsonObject[];
  readonly rest: readonly JsonValue[];
  readonly mapped: readonly MappedRequirement[];
  readonly kept: readonly KeptRequirement[];
} {
  const consumed: JsonObject[] = [];
  const rest: JsonValue[] = [];
  const mapped: MappedRequirement[] = [];
  const kept: KeptRequirement[] = [];
  const items: readonly JsonValue[] = Array.isArray(services) ? services : [];
  for (const service of items) {
    const result = isJsonObject(service) ? targetOfRequirement(service) : { id: '', reason: 'it is no object' };
    if ('target' in result && isJsonObject(service)) {
      const { id, version, ...more } = service;
      consumed.push({ ...more, target: result.target });
      mapped.push(result);
    } else {
      rest.push(service);
      if ('reason' in result) kept.push(result);
    }
  }
  return { consumed, rest, mapped, kept };
}
