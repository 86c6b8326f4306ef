import { parseTarget } from '../broker/target.ts';
import type { PaletteManifest } from '../manifest/palette-model.ts';
import type { Location } from '../model/finding.ts';
import { pointerJoin } from '../model/json/pointer.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../model/json/value.ts';

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
  readonly schemas: Readonly<Partial<Record<'input' | 'output' | 'payload', JsonValue>>>;
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
export function providedTargets(palette: PaletteManifest): Provided | undefined {
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
  private readonly palette: PaletteManifest;
  private readonly namespace: string | undefined;

  constructor(palette: PaletteManifest, namespace: string | undefined) {
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
    const [input, output] = [schema(method, 'input_schema', 'input'), schema(method, 'output_schema', 'output')];
    this.add('method', name, major, method, pointer, {
      schemas: { ...(input === undefined ? {} : { input }), ...(output === undefined ? {} : { output }) },
      examples: list(method.examples),
      ...(route === undefined ? {} : { route }),
    });
  }

  event(event: JsonValue, pointer: string): void {
    const object = isJsonObject(event) ? event : {};
    const name = (isJsonObject(event) ? text(event, 'id', 'topic', 'name') : undefined) ?? String(event);
    const payload = schema(object, 'payload_schema', 'schema', 'payload');
    this.add('event', name, this.version(name, object, pointer), object, pointer, {
      schemas: payload === undefined ? {} : { payload },
      examples: [],
    });
  }

  private add(
    kind: ProvidedTarget['kind'],
    name: string,
    ownMajor: number | undefined,
    object: JsonObject,
    pointer: string,
    more: Pick<ProvidedTarget, 'schemas' | 'examples' | 'route'>,
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
    const { targets, versions, routes } = this;
    return { ...(this.namespace === undefined ? {} : { namespace: this.namespace }), targets, versions, routes };
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

function schema(object: JsonObject, ...names: readonly string[]): JsonValue | undefined {
  return names.map((name) => object[name]).find((value) => value !== undefined && value !== null);
}

function list(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? value : [];
}
