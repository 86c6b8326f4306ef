import { parseTarget } from '../broker/target.ts';
import type { PaletteManifest } from '../manifest/palette-model.ts';
import type { Location } from '../model/finding.ts';
import { pointerJoin } from '../model/json/pointer.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../model/json/value.ts';

export type SchemaRole = 'input' | 'output' | 'payload';

/** What is asked of a manifest here. */
export type ProvidingManifest = Pick<PaletteManifest, 'json' | 'locate'>;

/** A method or an event that a manifest says its app provides. */
export interface ProvidedTarget {
  readonly kind: 'method' | 'event';
  /** What stands after the `#`. */
  readonly name: string;
  /** `ns/vN#name`; absent where the manifest names no namespace. */
  readonly target?: string;
  readonly major: number;
  readonly scope?: string;
  readonly deprecated: boolean;
  /** The target to use instead. */
  readonly replacement?: string;
  /** As written: a schema, or a path in the app's folder. */
  readonly schemas: Readonly<Partial<Record<SchemaRole, JsonValue>>>;
  /** Where each of them stands in the manifest. */
  readonly schemaPointers: Readonly<Partial<Record<SchemaRole, string>>>;
  /** Objects `{input, output}`. */
  readonly examples: readonly JsonValue[];
  readonly route?: string;
  readonly location: Location;
}

/** A service's or a method's version, which has to say the major that stands in the target. */
export interface ProvidedVersion {
  /** The service's id, or the method's or event's name. */
  readonly of: string;
  readonly version: string;
  readonly major: number;
  readonly location: Location;
}

/** What a manifest says that its app provides. */
export interface Provided {
  readonly namespace?: string;
  readonly targets: readonly ProvidedTarget[];
  /** Every version that is written, in the manifest's order: the first one is the namespace's. */
  readonly versions: readonly ProvidedVersion[];
  /** Routes that a service lists, as `GET /people`. */
  readonly routes: readonly { readonly route: string; readonly service: string; readonly location: Location }[];
  /** The place of the manifest's value at a pointer, or of its nearest parent. */
  locate(pointer: string): Location;
}

/**
 * The major of a service's version: its first number, and 1 before 1.0.0, because no target names a v0.
 * A range is read by where it starts.
 */
export function majorOfVersion(version: string): number {
  const digits = /(\d{1,9})/.exec(version)?.[1];
  return Math.max(1, Number(digits ?? 1));
}

/** What a manifest provides; undefined where it says nothing of the kind. Every spelling of each key counts. */
export function providedTargets(palette: ProvidingManifest): Provided | undefined {
  const { provides } = palette.json;
  if (!isJsonObject(provides)) return undefined;
  const reader = new Reader(palette, text(provides, 'namespace'));
  for (const [at, service] of list(provides.services).entries())
    if (isJsonObject(service)) reader.service(service, `/provides/services/${at}`);
  for (const [at, event] of list(provides.events).entries()) reader.event(event, `/provides/events/${at}`);
  return reader.provided();
}

class Reader {
  private readonly targets: ProvidedTarget[] = [];
  private readonly versions: ProvidedVersion[] = [];
  private readonly routes: { route: string; service: string; location: Location }[] = [];
  private readonly palette: ProvidingManifest;
  private readonly namespace: string | undefined;

  constructor(palette: ProvidingManifest, namespace: string | undefined) {
    this.palette = palette;
    this.namespace = namespace;
  }

  service(service: JsonObject, pointer: string): void {
    const id = text(service, 'id') ?? '';
    const major = this.version(id, service, pointer);
    for (const [at, route] of list(service.routes).entries())
      if (isJsonObject(route)) {
        const location = this.palette.locate(`${pointer}/routes/${at}`);
        this.routes.push({ route: routeOf(text(route, 'method'), text(route, 'path')) ?? '', service: id, location });
      }
    for (const [at, method] of list(service.methods).entries())
      if (isJsonObject(method)) this.method(method, `${pointer}/methods/${at}`, major);
  }

  private method(method: JsonObject, pointer: string, serviceMajor: number | undefined): void {
    const name = text(method, 'id', 'name') ?? '';
    const major = this.version(name, method, pointer) ?? serviceMajor;
    const route = routeOfMethod(method);
    this.add('method', name, major, method, pointer, {
      ...schemasOf(method, pointer, { input: ['input_schema', 'input'], output: ['output_schema', 'output'] }),
      examples: list(method.examples),
      ...(route === undefined ? {} : { route }),
    });
  }

  event(event: JsonValue, pointer: string): void {
    const object = isJsonObject(event) ? event : {};
    const name = (isJsonObject(event) ? text(event, 'id', 'topic', 'name') : undefined) ?? String(event);
    this.add('event', name, this.version(name, object, pointer), object, pointer, {
      ...schemasOf(object, pointer, { payload: ['payload_schema', 'schema', 'payload'] }),
      examples: [],
    });
  }

  private add(
    kind: ProvidedTarget['kind'],
    name: string,
    ownMajor: number | undefined,
    object: JsonObject,
    pointer: string,
    more: Pick<ProvidedTarget, 'schemas' | 'schemaPointers' | 'examples' | 'route'>,
  ): void {
    const major = ownMajor ?? this.versions[0]?.major ?? 1;
    const target = `${this.namespace}/v${major}#${name}`;
    const scope = text(object, 'scope');
    const replacement = text(object, 'replacement');
    this.targets.push({
      kind,
      name,
      major,
      ...(this.namespace === undefined || parseTarget(target) === undefined ? {} : { target }),
      ...(scope === undefined ? {} : { scope }),
      deprecated: object.deprecated === true,
      ...(replacement === undefined ? {} : { replacement }),
      location: this.palette.locate(pointer),
      ...more,
    });
  }

  private version(of: string, object: JsonObject, pointer: string): number | undefined {
    const version = text(object, 'version');
    if (version === undefined) return undefined;
    const major = majorOfVersion(version);
    this.versions.push({ of, version, major, location: this.palette.locate(pointerJoin(pointer, 'version')) });
    return major;
  }

  provided(): Provided {
    const { targets, versions, routes, palette } = this;
    return {
      ...(this.namespace === undefined ? {} : { namespace: this.namespace }),
      targets,
      versions,
      routes,
      locate: (pointer) => palette.locate(pointer),
    };
  }
}

/** `route_method` and `route_path` in the palette dialect, a `route` in the native one. */
function routeOfMethod(method: JsonObject): string | undefined {
  const { route } = method;
  if (isJsonObject(route)) return routeOf(text(route, 'method'), text(route, 'path'));
  return routeOf(text(method, 'route_method'), text(method, 'route_path'));
}

function routeOf(method: string | undefined, path: string | undefined): string | undefined {
  return method === undefined || path === undefined ? undefined : `${method.toUpperCase()} ${path}`;
}

function text(object: JsonObject, ...names: readonly string[]): string | undefined {
  return names.map((name) => object[name]).find((value) => typeof value === 'string');
}

/** Each schema by its role, from the first of its spellings that is written. */
function schemasOf(
  object: JsonObject,
  pointer: string,
  spellings: Readonly<Partial<Record<SchemaRole, readonly string[]>>>,
): Pick<ProvidedTarget, 'schemas' | 'schemaPointers'> {
  const schemas: Partial<Record<SchemaRole, JsonValue>> = {};
  const schemaPointers: Partial<Record<SchemaRole, string>> = {};
  for (const role of ['input', 'output', 'payload'] as const)
    for (const name of spellings[role] ?? []) {
      const value = object[name];
      if (value === undefined || value === null || schemas[role] !== undefined) continue;
      schemas[role] = value;
      schemaPointers[role] = pointerJoin(pointer, name);
    }
  return { schemas, schemaPointers };
}

function list(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? value : [];
}
