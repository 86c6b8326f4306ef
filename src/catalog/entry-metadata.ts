import { parseToken } from '../formats/java-text.ts';
import { carriedApi, readApi } from './entry-api.ts';
import { readMaintenance } from './entry-maintenance.ts';
import { readReview } from './entry-review.ts';
import type { EntryScope } from './entry-scope.ts';
import { readServices } from './entry-services.ts';
import type { CarriedField, Channel, DeprecationStatus, EntryMetadata, SupportStatus } from './model.ts';
import { artifactUriFault } from './uri-policy.ts';

const CHANNELS = ['stable', 'beta', 'nightly', 'deprecated'] as const satisfies readonly Channel[];
const SUPPORT = [
  'supported',
  'maintenance',
  'experimental',
  'deprecated',
  'unsupported',
] as const satisfies readonly SupportStatus[];
const DEPRECATION = ['none', 'deprecated', 'retired'] as const satisfies readonly DeprecationStatus[];

/** Properties that only a catalog of version 3 can carry together. */
const PRODUCTION = [
  'channel',
  'support.status',
  'deprecation.status',
  'deprecation.message',
  'replacementAppId',
  'securityAdvisories',
];

const MAX_SCREENSHOTS = 8;
const ADVISORY_ID = /^[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?$/;

/**
 * Reads the properties that catalog entries and descriptors share.
 * @param permissions those that are declared; undefined where only the bundle's manifest says them
 * @param carried fields of the manifest that the caller has found, besides `api.*`
 * @throws AssayError invalid-catalog-entry
 */
export function readMetadata(
  scope: EntryScope,
  permissions: readonly string[] | undefined,
  carried: readonly CarriedField[],
): EntryMetadata {
  const api = readApi(scope);
  const maintenance = readMaintenance(scope);
  const summary = scope.demandText('summary', 'a short text about the app');
  const bundleUri = readBundleUri(scope);
  const texts = readStoreTexts(scope);
  const categories = scope.tokens('categories', 64) ?? [];
  const review = readReview(scope);
  const permissionRationales = readRationales(scope, permissions);
  const screenshots = readScreenshots(scope);
  const { channel, productionDeclared, support, deprecation, securityAdvisories } = readProduction(scope);
  // An object of so many members that is spread together is a slow one for everybody who reads it later.
  const metadata = {
    path: scope.values.sidecar.path,
    summary,
    bundleUri,
    changelog: texts.changelog,
    categories,
    review,
    permissionRationales,
    screenshots,
    channel,
    productionDeclared,
    support,
    deprecation,
    securityAdvisories,
    services: readServices(scope),
    api,
    carried: new Set([...carried, ...carriedApi(scope)]),
    locate: (key: string) => scope.locate(key),
  };
  return Object.assign(metadata, texts, maintenance === undefined ? {} : { maintenance });
}

function readBundleUri(scope: EntryScope): string {
  const key = scope.key('bundle.uri');
  const expected = 'an https URI, http to the loopback, a local file URI, or crypta:CHK@…';
  return scope.values.checkWith(key, scope.demand('bundle.uri', expected), artifactUriFault, expected);
}

type StoreTexts = Pick<
  EntryMetadata,
  'homepage' | 'source' | 'license' | 'minimumCryptaVersion' | 'maximumCryptaVersion' | 'changelog'
>;

function readStoreTexts(scope: EntryScope): StoreTexts {
  const homepage = scope.link('homepage');
  const source = scope.link('source');
  const license = scope.text('license', 128);
  const minimumCryptaVersion = scope.text('minimumCryptaVersion', 96);
  const maximumCryptaVersion = scope.text('maximumCryptaVersion', 96);
  const summary = scope.text('changelog.summary', 512);
  const uri = scope.link('changelog.uri');
  return {
    ...(homepage === undefined ? {} : { homepage }),
    ...(source === undefined ? {} : { source }),
    ...(license === undefined ? {} : { license }),
    ...(minimumCryptaVersion === undefined ? {} : { minimumCryptaVersion }),
    ...(maximumCryptaVersion === undefined ? {} : { maximumCryptaVersion }),
    changelog: { ...(summary === undefined ? {} : { summary }), ...(uri === undefined ? {} : { uri }) },
  };
}

/** What thousands of entries have. */
const NO_RATIONALES: ReadonlyMap<string, string> = new Map();

/** A rationale explains a permission that is asked for: any other is a mistake. */
function readRationales(scope: EntryScope, permissions: readonly string[] | undefined): ReadonlyMap<string, string> {
  const prefix = 'permissions.rationale.';
  if (!scope.hasUnder(prefix)) return NO_RATIONALES;
  const rationales = new Map<string, string>();
  for (const name of scope.under(prefix)) {
    const permission = parseToken(name.slice(prefix.length));
    if (permission === undefined)
      throw scope.fail(name, 'names no valid permission', 'permissions.rationale.<permission>');
    if (permissions !== undefined && !permissions.includes(permission))
      throw scope.fail(name, 'explains a permission that is not declared', 'one of permissions');
    if (rationales.has(permission)) throw scope.fail(name, 'explains a permission again', 'one rationale each');
    rationales.set(permission, scope.demandText(name, 'a text', 512));
  }
  return rationales;
}

function readScreenshots(scope: EntryScope): readonly string[] {
  const prefix = 'screenshot.';
  const links = new Map<number, string>();
  for (const name of scope.under(prefix)) {
    const index = name.slice(prefix.length);
    if (!/^[1-9]\d{0,8}$/.test(index))
      throw scope.fail(name, 'has no valid number', 'screenshot.1, screenshot.2 and so on');
    if (Number(index) > MAX_SCREENSHOTS)
      throw scope.fail(name, 'is one too many', `at most ${MAX_SCREENSHOTS} screenshots`);
    const value = scope.take(name);
    if (value !== undefined) links.set(Number(index), scope.checkLink(name, value));
  }
  return Array.from({ length: links.size }, (_, index) => {
    const link = links.get(index + 1);
    if (link === undefined) throw scope.fail(prefix + (index + 1), 'is missing', 'numbers from 1 without gaps');
    return link;
  });
}

function readProduction(
  scope: EntryScope,
): Pick<EntryMetadata, 'channel' | 'productionDeclared' | 'support' | 'deprecation' | 'securityAdvisories'> {
  const message = scope.text('deprecation.message', 512);
  const replacementAppId = scope.token('replacementAppId');
  return {
    channel: scope.choice('channel', CHANNELS) ?? 'stable',
    productionDeclared: PRODUCTION.some((name) => scope.take(name) !== undefined),
    support: scope.choice('support.status', SUPPORT) ?? 'supported',
    deprecation: {
      status: scope.choice('deprecation.status', DEPRECATION) ?? 'none',
      ...(message === undefined ? {} : { message }),
      ...(replacementAppId === undefined ? {} : { replacementAppId }),
    },
    securityAdvisories: readAdvisories(scope),
  };
}

function readAdvisories(scope: EntryScope): EntryMetadata['securityAdvisories'] {
  const list = 'securityAdvisories';
  const value = scope.take(list);
  if (value === undefined) return [];
  const ids = scope.values.checkList(scope.key(list), value, (part) => checkAdvisoryId(scope, list, part), true);
  return ids.map((id) => {
    const uri = scope.link(`securityAdvisory.${id}.uri`);
    if (uri === undefined)
      throw scope.fail(`securityAdvisory.${id}.uri`, 'is missing', 'where the advisory is told of');
    return { id, uri };
  });
}

function checkAdvisoryId(scope: EntryScope, name: string, value: string): string {
  const id = scope.values.checkText(scope.key(name), value, 128);
  if (!ADVISORY_ID.test(id)) throw scope.fail(name, 'names no valid advisory', 'letters, digits, ".", "_" and "-"');
  return id;
}
