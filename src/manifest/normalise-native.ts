import { isJsonObject, type JsonObject } from '../model/json/value.ts';
import { byCodeUnit } from '../model/order.ts';
import { consumption, normaliseConnection, normaliseSecret } from './normalise-palette.ts';

/** The one form of a native manifest: defaults written, texts of consumed targets as objects, and what says nothing left out. */
export function normaliseNative(json: JsonObject): JsonObject {
  const { consumes, connections, secrets, permissions } = json;
  const document: JsonObject = {
    ...json,
    ...(Array.isArray(permissions) && permissions.every((item) => typeof item === 'string')
      ? { permissions: [...new Set(permissions)].sort(byCodeUnit) }
      : {}),
    ...(Array.isArray(connections) ? { connections: connections.map(normaliseConnection) } : {}),
    ...(isJsonObject(secrets)
      ? { secrets: Object.fromEntries(Object.entries(secrets).map(([name, item]) => [name, normaliseSecret(item)])) }
      : {}),
    ...(isJsonObject(consumes) ? consumption(consumes, []) : {}),
  };
  return Object.fromEntries(
    Object.entries(document).filter(([name, value]) => REQUIRED.has(name) || !saysNothing(value)),
  );
}

const REQUIRED: ReadonlySet<string> = new Set(['kind', 'schemaVersion', 'id', 'name', 'version']);

function saysNothing(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}
