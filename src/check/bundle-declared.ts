import type { LoadedManifest } from '../manifest/dialects.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../model/json/value.ts';
import type { BundleDeclared } from './bundle-input.ts';
import { providedTargets } from './provided-targets.ts';

/** What a manifest says of the platform; undefined where its dialect has no words for it. */
export function bundleDeclared({ palette, native }: LoadedManifest): BundleDeclared | undefined {
  if (native !== undefined) return nativeDeclared(native);
  if (palette === undefined) return undefined;
  const { json } = palette;
  const [frontend, backend] = [textAt(json.sdk, 'frontend'), textAt(json.sdk, 'backend')];
  return {
    names: {
      secret: names(json.secrets),
      connection: connections(json.connections),
      service: names(json.platform_services),
    },
    sdk: { ...(frontend === undefined ? {} : { frontend }), ...(backend === undefined ? {} : { backend }) },
    publicRoutes: list(json.public_routes).filter((route) => typeof route === 'string'),
    provided: providedNames(palette),
  };
}

/** A native manifest has no words for services of the platform, sdks and routes for anybody. */
function nativeDeclared(native: NonNullable<LoadedManifest['native']>): BundleDeclared {
  const { secrets, connections: connected } = native.json;
  return {
    names: { secret: names(secrets), connection: connections(connected) },
    sdk: {},
    provided: providedNames(native),
  };
}

function connections(value: JsonValue | undefined): string[] {
  return list(value).flatMap((connection) => textAt(connection, 'id') ?? []);
}

function providedNames(manifest: Parameters<typeof providedTargets>[0]): string[] {
  const provided = providedTargets(manifest);
  const targets = (provided?.targets ?? []).map(({ kind, name, target }) => `${kind} ${target ?? name}`);
  return [...targets, ...(provided?.routes ?? []).map(({ route, service }) => `route ${service} ${route}`)];
}

/** A list of names, or the names of a map. */
function names(value: JsonValue | undefined): string[] {
  return isJsonObject(value) ? Object.keys(value) : list(value).filter((item) => typeof item === 'string');
}

function textAt(value: JsonValue | undefined, name: keyof JsonObject): string | undefined {
  const text = isJsonObject(value) ? value[name] : undefined;
  return typeof text === 'string' && text !== '' ? text : undefined;
}

function list(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? value : [];
}
