import type { BundleIdentity, CompatInput, EntryClaims } from '../../src/check/compat-input.ts';
import type { ConsumedTarget } from '../../src/check/consumed-targets.ts';
import type {
  Baseline,
  Capability,
  Contract,
  Endpoint,
  LoadedContract,
  VocabularyEntry,
} from '../../src/contract/model.ts';
import type { ApiMetadata, AppManifest } from '../../src/manifest/model.ts';
import { digestJson } from '../../src/model/digest.ts';
import { isJsonObject, type JsonValue } from '../../src/model/json/value.ts';
import { Fields } from './fields.ts';

const STABILITIES = [
  'stable',
  'experimental',
  'deprecated',
  'scheduled-for-removal',
  'internal',
  'operator-only',
] as const;
const BASELINE_STATES = [
  'proposed',
  'candidate',
  'reviewed',
  'documented',
  'active',
  'deprecated',
  'end-of-support',
  'rejected',
] as const;
const TARGETS = ['stable', 'experimental'] as const;
const UI_MODES = ['none', 'shell-panel', 'static', 'app'] as const;
const API = [
  'minimumVersion',
  'maximumTestedVersion',
  'optionalCapabilities',
  'targetStability',
  'targetBaseline',
  'experimentalCapabilitiesAccepted',
];

/** Members of a compat or catalog fixture besides `expected`; everything that a case does not turn on has a default. */
export const COMPAT_MEMBERS = ['manifest', 'contract', 'vocabulary', 'entry', 'bundle', 'requireMetadata', 'consumed'];

/** A compat fixture as the rules' input. */
export function compatInput(fixture: Fields): CompatInput {
  return {
    manifest: appManifest(fixture.value('manifest')),
    contract: loadedContract(fixture.value('contract')),
    vocabulary: fixture.list('vocabulary').map(vocabularyEntry),
    requireMetadata: fixture.flag('requireMetadata', false),
    ...(fixture.has('consumed') ? { consumed: fixture.list('consumed').map(consumedTarget) } : {}),
    ...(fixture.has('entry') ? { entry: entryClaims(fixture.value('entry')) } : {}),
    ...(fixture.has('bundle') ? { bundle: bundleIdentity(fixture.value('bundle')) } : {}),
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

function appManifest(value: JsonValue | undefined): AppManifest {
  const fields = new Fields(value ?? {}, ['id', 'version', 'uiMode', 'permissions', 'api']);
  return {
    dialect: 'crypta',
    id: fields.text('id', 'reader'),
    name: 'Reader',
    version: fields.text('version', '1.0.0'),
    uiMode: fields.oneOf('uiMode', UI_MODES) ?? 'static',
    permissions: fields.texts('permissions'),
    api: apiMetadata(fields.value('api')),
    locate: (field) => ({ path: 'cryptad-app.properties', pointer: `/${field}` }),
  };
}

function apiMetadata(value: JsonValue | undefined): ApiMetadata {
  const fields = new Fields(value ?? {}, API);
  const minimumVersion = fields.number('minimumVersion');
  const maximumTestedVersion = fields.number('maximumTestedVersion');
  const targetStability = fields.oneOf('targetStability', TARGETS);
  const targetBaseline = fields.text('targetBaseline');
  return {
    ...(minimumVersion === undefined ? {} : { minimumVersion }),
    ...(maximumTestedVersion === undefined ? {} : { maximumTestedVersion }),
    ...(targetStability === undefined ? {} : { targetStability }),
    ...(targetBaseline === undefined ? {} : { targetBaseline }),
    optionalCapabilities: fields.texts('optionalCapabilities'),
    experimentalCapabilitiesAccepted: fields.flag('experimentalCapabilitiesAccepted', false),
    declared: value !== undefined,
  };
}

function entryClaims(value: JsonValue | undefined): EntryClaims {
  const fields = new Fields(value, [
    ...['appId', 'version', 'permissions', ...API],
    ...['services', 'bundleSha256', 'bundleSize', 'manifestDigest', 'contractDigest'],
  ]);
  return {
    services: declarations(fields.value('services')),
    bundleSha256: fields.text('bundleSha256'),
    bundleSize: fields.number('bundleSize'),
    manifestDigest: fields.text('manifestDigest'),
    contractDigest: fields.text('contractDigest'),
    appId: fields.text('appId'),
    version: fields.text('version'),
    permissions: fields.has('permissions') ? fields.texts('permissions') : undefined,
    minimumVersion: fields.number('minimumVersion'),
    maximumTestedVersion: fields.number('maximumTestedVersion'),
    optionalCapabilities: fields.has('optionalCapabilities') ? fields.texts('optionalCapabilities') : undefined,
    targetStability: fields.oneOf('targetStability', TARGETS),
    targetBaseline: fields.text('targetBaseline'),
    experimentalCapabilitiesAccepted: fields.flag('experimentalCapabilitiesAccepted'),
    locate: (field) => ({ path: 'entry.properties', pointer: `/${field}` }),
  };
}

function bundleIdentity(value: JsonValue | undefined): BundleIdentity {
  const fields = new Fields(value, ['sha256', 'size', 'manifestDigest', 'services']);
  const [sha256, size, manifestDigest] = [fields.text('sha256'), fields.number('size'), fields.text('manifestDigest')];
  const services = declarations(fields.value('services'));
  return {
    path: 'reader.zip',
    ...(sha256 === undefined ? {} : { sha256 }),
    ...(size === undefined ? {} : { size }),
    ...(manifestDigest === undefined ? {} : { manifestDigest }),
    ...(services === undefined ? {} : { services }),
  };
}

function declarations(value: JsonValue | undefined): ReadonlyMap<string, string> | undefined {
  if (value === undefined) return undefined;
  if (!isJsonObject(value)) throw new Error('services: expected an object');
  return new Map(Object.entries(value).map(([key, text]) => [key, String(text)]));
}

/** A contract fragment: `stableBaseline` lists the guaranteed capabilities, and its presence is the baseline's. */
function loadedContract(value: JsonValue | undefined): LoadedContract {
  const fields = new Fields(value ?? {}, [
    'contractVersion',
    'stableBaseline',
    'baselines',
    'capabilities',
    'endpoints',
    'methods',
  ]);
  const contractVersion = fields.number('contractVersion', 4);
  const guaranteed = fields.texts('stableBaseline');
  const contract: Contract = {
    apiVersion: 'v1',
    contractVersion,
    generatedBy: 'fixture',
    stabilityPolicy: 'none',
    capabilities: fields.list('capabilities').map(capability),
    endpoints: fields.list('endpoints').map(endpoint),
    ...(fields.has('baselines') ? { baselines: fields.list('baselines').map(baseline) } : {}),
    services: [{ namespace: 'fixture/v1', description: '', methods: fields.list('methods').map(method) }],
    ...(fields.has('stableBaseline')
      ? {
          stableBaseline: {
            name: '1.0',
            contractVersion,
            capabilityCount: guaranteed.length,
            endpointCount: 0,
            capabilities: guaranteed,
            endpoints: [],
          },
        }
      : {}),
  };
  const locate = (pointer: string) => ({ path: 'contract.json', pointer });
  return { contract, digest: digestJson(contract), form: 'source', path: 'contract.json', locate };
}

function baseline(value: JsonValue): Baseline {
  const fields = new Fields(value, ['name', 'contractVersion', 'state', 'capabilities']);
  const state = fields.oneOf('state', BASELINE_STATES);
  return {
    name: fields.text('name', ''),
    contractVersion: fields.number('contractVersion', 1),
    ...(state === undefined ? {} : { state }),
    capabilities: fields.texts('capabilities'),
    endpoints: [],
  };
}

function capability(value: JsonValue): Capability {
  const fields = new Fields(value, [
    'name',
    'aliases',
    'stability',
    'since',
    'deprecatedSince',
    'removal',
    'replacement',
  ]);
  const replacement = fields.text('replacement');
  return {
    name: fields.text('name', ''),
    stability: fields.oneOf('stability', STABILITIES) ?? 'stable',
    sinceContractVersion: fields.number('since', 1),
    description: '',
    ...(fields.has('aliases') ? { aliases: fields.texts('aliases') } : {}),
    deprecation: {
      deprecatedSinceContractVersion: fields.number('deprecatedSince') ?? null,
      removalContractVersion: fields.number('removal') ?? null,
      note: null,
      ...(replacement === undefined ? {} : { replacement }),
    },
  };
}

function endpoint(value: JsonValue): Endpoint {
  const fields = new Fields(value, ['route', 'requires', 'process', 'browser']);
  return {
    routeFamily: 'fixture',
    method: 'GET',
    routeTemplate: fields.text('route', '/fixture'),
    actionLabel: 'fixture',
    requiredCapabilities: fields.texts('requires'),
    hostOperatorBypassAllowed: true,
    appProcessPrincipalsAllowed: fields.flag('process', false),
    appBrowserPrincipalsAllowed: fields.flag('browser', false),
    stability: 'stable',
    sinceContractVersion: 1,
    description: '',
  };
}

function method(value: JsonValue) {
  const fields = new Fields(value, ['name', 'requires', 'stability', 'removal']);
  const removal = fields.number('removal');
  const deprecation = { deprecatedSinceContractVersion: null, removalContractVersion: removal ?? null, note: null };
  return {
    name: fields.text('name', 'call'),
    stability: fields.oneOf('stability', STABILITIES) ?? 'stable',
    ...(removal === undefined ? {} : { deprecation }),
    sinceContractVersion: 1,
    description: '',
    requiredCapabilities: fields.texts('requires'),
    input: true,
    output: true,
  };
}

/** `{name, since}` of a fixture's vocabulary. */
export function vocabularyEntry(value: JsonValue): VocabularyEntry {
  const fields = new Fields(value, ['name', 'since']);
  return { name: fields.text('name', ''), description: '', since: fields.number('since', 1) };
}
