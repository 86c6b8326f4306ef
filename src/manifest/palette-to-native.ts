import validate from '../formats/generated/validators/manifest.js';
import { pointerJoin, pointerTokens } from '../model/json/pointer.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../model/json/value.ts';
import { byCodeUnit } from '../model/order.ts';
import type { Loss, NativeForm } from './native-form.ts';

/** Says what becomes of one member: its value in the native form; undefined where the form has no place for it. */
type Change = (value: JsonValue, pointer: string) => JsonValue | undefined;
/** Members by their palette name: their native name, and what becomes of their value. */
type Members = Readonly<Record<string, readonly [string, Change?]>>;

const NO_PLACE = 'the native form has no place for it';
const UNMAPPED: Readonly<Record<string, string>> = {
  '/requires/services': 'no target can say it',
  '/requires/events': 'a bare topic names neither namespace nor version',
};

/** A palette manifest in its one form as a native one. */
export function nativeOfPalette(json: JsonObject): NativeForm {
  const lost: Loss[] = [];
  const native = new Translation(lost).manifest(json);
  return { json: checked(native, lost), lost: lost.sort((a, b) => byCodeUnit(a.at, b.at)) };
}

class Translation {
  private readonly lost: Loss[];

  constructor(lost: Loss[]) {
    this.lost = lost;
  }

  manifest(json: JsonObject): JsonObject {
    const { developer, category, tagline, description, icon, ...rest } = json;
    const about = defined({ developer, category, tagline, description, icon });
    return {
      kind: 'assay.manifest',
      schemaVersion: 1,
      ...(Object.keys(about).length === 0 ? {} : { about }),
      ...this.object(rest, '', {
        manifest_version: ['', () => null],
        id: ['id'],
        name: ['name'],
        version: ['version'],
        permissions: ['permissions'],
        data_scope: ['dataScope'],
        secrets: ['secrets'],
        connections: ['connections'],
        consumes: ['consumes'],
        platform: ['api', (value, at) => this.api(value, at)],
        frontend: ['ui', (value, at) => this.ui(value, at)],
        backend: ['backend', this.within({ entry: ['entry'], routes_prefix: ['routesPrefix'] })],
        capabilities: ['capabilities', this.within(CAPABILITIES)],
        requires: ['requires', this.within({ apps: ['apps'] })],
        provides: ['provides', this.within(this.provides())],
      }),
    };
  }

  private provides(): Members {
    const route = this.within({ ...same('method', 'path', 'description'), operation_id: ['operationId'] });
    const service = this.within({
      ...same('id', 'version', 'label', 'description', 'permissions'),
      routes: ['routes', each(route)],
      methods: ['methods', each((value, at) => this.method(value, at))],
    });
    const event = this.within({ ...same('id', 'version', 'label', 'description'), payload_schema: ['payload'] });
    return { namespace: ['namespace'], services: ['services', each(service)], events: ['events', each(event)] };
  }

  private method(value: JsonValue, pointer: string): JsonValue {
    if (!isJsonObject(value)) return value;
    const { route_method: method, route_path: path, ...rest } = value;
    const route = method === undefined || path === undefined ? {} : { route: { method, path } };
    if (method !== undefined && path === undefined)
      this.lose(`${pointer}/route_method`, 'it has no route_path beside it');
    if (path !== undefined && method === undefined)
      this.lose(`${pointer}/route_path`, 'it has no route_method beside it');
    return { ...this.object(rest, pointer, METHOD), ...route };
  }

  /** Contract versions are whole numbers; a platform version that is none has no place. */
  private api(value: JsonValue, pointer: string): JsonValue | undefined {
    const whole: Change = (version) => {
      const digits = typeof version === 'string' ? /^([1-9]\d{0,8})(?:\.0){0,2}$/.exec(version)?.[1] : undefined;
      return digits === undefined ? undefined : Number(digits);
    };
    if (!isJsonObject(value)) return undefined;
    return this.object(value, pointer, {
      min_version: ['minimumVersion', whole],
      max_version: ['maximumTestedVersion', whole],
    });
  }

  private ui(value: JsonValue, pointer: string): JsonValue | undefined {
    if (!isJsonObject(value)) return undefined;
    const members: Members = { ...same('entry', 'framework'), sandbox: ['sandboxed'] };
    return { mode: 'app', ...this.object(value, pointer, members) };
  }

  private within(members: Members): Change {
    return (value, pointer) => (isJsonObject(value) ? this.object(value, pointer, members) : undefined);
  }

  private object(json: JsonObject, pointer: string, members: Members): JsonObject {
    const native: [string, JsonValue][] = [];
    for (const [name, value] of Object.entries(json)) {
      const at = pointerJoin(pointer, name);
      const [to, change = (same: JsonValue): JsonValue => same] = Object.hasOwn(members, name)
        ? (members[name] ?? [])
        : [];
      const changed = to === undefined ? undefined : change(value, at);
      if (to === undefined || changed === undefined) this.lose(at, UNMAPPED[at] ?? NO_PLACE, value);
      else if (to !== '') native.push([to, changed]);
    }
    return Object.fromEntries(native);
  }

  /** What says nothing is no loss. */
  private lose(at: string, reason: string, value: JsonValue = true): void {
    const empty = value === null || (typeof value === 'object' && Object.keys(value).length === 0);
    if (!empty) this.lost.push({ at, reason });
  }
}

const CAPABILITIES: Members = {
  ...same('frontend', 'backend', 'database', 'webhooks'),
  scheduled_jobs: ['scheduledJobs'],
  file_uploads: ['fileUploads'],
  external_network: ['externalNetwork'],
};

const METHOD: Members = {
  ...same('id', 'scope', 'version', 'label', 'description', 'annotations', 'effects', 'risk', 'idempotent', 'tags'),
  ...same('examples', 'deprecated', 'replacement'),
  input_schema: ['input'],
  output_schema: ['output'],
  capability_id: ['capabilityId'],
  supports_scheduling: ['supportsScheduling'],
  agent_exposable: ['agentExposable'],
  timeout_seconds: ['timeoutSeconds'],
  artifact_inputs: ['artifactInputs'],
  artifact_outputs: ['artifactOutputs'],
  cost_class: ['costClass'],
  latency_class: ['latencyClass'],
};

function same(...names: readonly string[]): Members {
  return Object.fromEntries(names.map((name) => [name, [name] as const]));
}

function each(change: Change): Change {
  return (value, pointer) => {
    if (!Array.isArray(value)) return undefined;
    return value.map((item: JsonValue, index) => change(item, pointerJoin(pointer, index)) ?? item);
  };
}

function defined(members: Readonly<Record<string, JsonValue | undefined>>): JsonObject {
  return Object.fromEntries(
    Object.entries(members).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

/** Names what of the result the native form refuses: it would be lost on the first reading. */
function checked(native: JsonObject, lost: Loss[]): JsonObject {
  if (validate(native)) return native;
  for (const { instancePath, keyword, params } of validate.errors ?? []) {
    if (keyword === 'if') continue;
    const member = keyword === 'required' ? params.missingProperty : params.additionalProperty;
    const tokens = [...pointerTokens(instancePath), ...(typeof member === 'string' ? [member] : [])];
    const at = tokens.reduce((pointer, token) => pointerJoin(pointer, token), '');
    const reason = keyword === 'required' ? 'the native form requires it' : 'the native form takes no such value';
    if (!lost.some((loss) => loss.at === at)) lost.push({ at, reason });
  }
  return native;
}
