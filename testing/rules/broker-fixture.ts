import type { CatalogEntry } from '../../src/broker/catalog-model.ts';
import { lockOf } from '../../src/broker/lock.ts';
import { connectionMocks, serviceMocks } from '../../src/broker/parse-mocks.ts';
import { mergeFacts, scanGenerated, scanSource } from '../../src/broker/scan-source.ts';
import { isGenerated, sourceLanguage } from '../../src/broker/source-files.ts';
import type { BrokerInput, Consumer } from '../../src/check/broker-input.ts';
import { type ConsumedTarget, consumedTargets } from '../../src/check/consumed-targets.ts';
import type { PlanInput } from '../../src/check/plan-input.ts';
import { planInput } from '../../src/check/plan-services.ts';
import { providedTargets } from '../../src/check/provided-targets.ts';
import { requiredAppsOf, requirementsOf, resolveRequirements } from '../../src/check/requirements.ts';
import type { UserSchema } from '../../src/contract/model.ts';
import { paletteApp, parsePaletteManifest } from '../../src/manifest/palette.ts';
import { digestJson } from '../../src/model/digest.ts';
import { parseJson } from '../../src/model/json/parse.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../src/model/json/value.ts';
import { Fields } from './fields.ts';

/** Members of a broker fixture besides `expected`. */
export const BROKER_MEMBERS = [
  'consumed',
  'requires',
  'provides',
  'catalog',
  'consumers',
  'requiresEvents',
  'lock',
  'sources',
  'unsearched',
  'schemaFiles',
  'serviceMocks',
  'connections',
  'connectionMocks',
];

/**
 * A broker fixture as the rules' input: `provides` and `requires` as a manifest writes them, `sources` as texts by
 * path, `unsearched` as paths of those too large, `lock` as the entries that were pulled.
 */
export function brokerInput(fixture: Fields): BrokerInput {
  const provides = fixture.value('provides');
  const palette = parsePaletteManifest(
    JSON.stringify({
      ...(provides === undefined ? {} : { provides }),
      requires: { services: fixture.list('requires'), events: fixture.list('requiresEvents') },
    }),
    'palette-plugin.json',
  );
  const provided = providedTargets(palette);
  const requirements = requirementsOf(palette);
  const offered = fixture.has('catalog') ? catalog(fixture.value('catalog')) : undefined;
  const pinned = fixture.has('lock') ? fixture.list('lock').map(catalogEntry) : undefined;
  return {
    app: { id: 'reader', version: '1.0.0', path: 'app' },
    consumed: fixture.list('consumed').map(consumedTarget),
    requirements,
    ...(provided === undefined ? {} : { provided }),
    ...(offered === undefined ? {} : { catalog: offered, resolved: resolveRequirements(requirements, offered) }),
    ...(pinned === undefined ? {} : { lock: lock(pinned), pinned: byKindAndTarget(pinned) }),
    ...(fixture.has('sources')
      ? { sources: { ...sources(object(fixture.value('sources'))), unsearched: fixture.texts('unsearched') } }
      : {}),
    ...(fixture.has('serviceMocks')
      ? { serviceMocks: serviceMocks(parseJson(JSON.stringify(fixture.value('serviceMocks')), { path: 'mocks.json' })) }
      : {}),
    ...(fixture.has('connectionMocks')
      ? {
          connectionMocks: connectionMocks(
            parseJson(JSON.stringify(fixture.value('connectionMocks')), { path: 'connections.json' }),
          ),
        }
      : {}),
    ...(fixture.has('consumers') ? { consumers: fixture.list('consumers').map(consumer) } : {}),
    connections: fixture.texts('connections'),
    schemaFiles: new Map(
      Object.entries(object(fixture.value('schemaFiles'))).map(([path, schema]) => [path, userSchema(schema)]),
    ),
  };
}

function consumer(value: JsonValue): Consumer {
  const fields = new Fields(value, ['id', 'version', 'consumed']);
  return {
    id: fields.text('id', ''),
    version: fields.text('version', '1.0.0'),
    consumed: fields.list('consumed').map(consumedTarget),
  };
}

function consumedTarget(value: JsonValue): ConsumedTarget {
  const fields = new Fields(value, ['kind', 'target', 'required']);
  return {
    kind: fields.oneOf('kind', ['method', 'event']) ?? 'method',
    target: fields.text('target', ''),
    required: fields.flag('required', true),
    location: { path: 'palette-plugin.json' },
  };
}

function catalog(value: JsonValue | undefined): NonNullable<BrokerInput['catalog']> {
  const entries = new Fields(value, ['entries']).list('entries').map(catalogEntry);
  return { path: 'catalog.json', form: 'palette', digest: digestJson(value), json: value, entries };
}

function catalogEntry(value: JsonValue): CatalogEntry {
  const fields = new Fields(value, [
    'target',
    'kind',
    'provider',
    'version',
    'granted',
    'installed',
    'deprecated',
    'replacement',
    'input',
    'output',
    'payload',
    'examples',
  ]);
  const text = (name: string) => {
    const found = fields.text(name);
    return found === undefined ? {} : { [name]: found };
  };
  const flag = (name: string) => {
    const found = fields.flag(name);
    return found === undefined ? {} : { [name]: found };
  };
  const schema = (name: string) => (fields.has(name) ? { [name]: userSchema(fields.value(name)) ?? true } : {});
  return {
    target: fields.text('target', ''),
    kind: fields.oneOf('kind', ['method', 'event']) ?? 'method',
    description: '',
    deprecated: fields.flag('deprecated', false),
    ...text('provider'),
    ...text('version'),
    ...text('replacement'),
    ...flag('granted'),
    ...flag('installed'),
    ...(fields.has('examples') ? { examples: { output: fields.list('examples') } } : {}),
    schemas: { ...schema('input'), ...schema('output'), ...schema('payload') },
    location: { path: 'catalog.json' },
  };
}

function lock(entries: readonly CatalogEntry[]): NonNullable<BrokerInput['lock']> {
  const made = lockOf(digestJson(null), entries);
  const path = 'services.lock.json';
  return {
    path,
    lock: made,
    targets: new Map(
      made.targets.map((target) => [`${target.kind} ${target.target}`, { ...target, location: { path } }]),
    ),
  };
}

function byKindAndTarget(entries: readonly CatalogEntry[]): ReadonlyMap<string, CatalogEntry> {
  return new Map(entries.map((entry) => [`${entry.kind} ${entry.target}`, entry]));
}

function sources(texts: JsonObject): NonNullable<BrokerInput['sources']> {
  return mergeFacts(
    Object.entries(texts).map(([path, text]) =>
      isGenerated(String(text))
        ? scanGenerated(String(text), path)
        : scanSource(String(text), path, sourceLanguage(path) ?? 'javascript'),
    ),
  );
}

function userSchema(value: JsonValue | undefined): UserSchema | null {
  if (typeof value === 'boolean') return value;
  return isJsonObject(value) ? { ...value } : null;
}

function object(value: JsonValue | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}

/** Apps that are planned together: `provides`, `consumes` and `requires` as their manifests write them. */
export function planFixture(fixture: Fields): PlanInput {
  const apps = fixture.list('apps').map((value): BrokerInput => {
    const fields = new Fields(value, ['id', 'provides', 'consumes', 'requires']);
    const id = fields.text('id', '');
    const { id: _, ...json } = object(value);
    const palette = parsePaletteManifest(JSON.stringify(json), `${id}/palette-plugin.json`);
    const provided = providedTargets(palette);
    return {
      app: { id, version: '1.0.0', path: palette.path },
      consumed: (consumedTargets({ app: paletteApp(palette), palette }) ?? []).filter(
        ({ location }) => !location.pointer?.startsWith('/requires'),
      ),
      requirements: requirementsOf(palette),
      ...(provided === undefined ? {} : { provided }),
      requiredApps: requiredAppsOf(palette),
      connections: [],
      schemaFiles: new Map(),
    };
  });
  return planInput(apps, fixture.has('catalog') ? catalog(fixture.value('catalog')) : undefined);
}
