import { nearest } from '../model/nearest.ts';
import type { CatalogVersion } from './model.ts';

/** Properties of an entry, without its `app.<id>.`, by the catalog version that brought them. */
const ENTRY: readonly (readonly [CatalogVersion, readonly string[]])[] = [
  [1, ['id', 'name', 'version', 'summary', 'permissions']],
  [1, ['bundle.uri', 'bundle.sha256', 'bundle.size.bytes', 'bundle.type']],
  [2, ['homepage', 'source', 'license', 'categories', 'minimumCryptaVersion', 'review.status', 'review.note']],
  [2, ['permissions.rationale.*', 'screenshot.*', 'changelog.summary', 'changelog.uri']],
  [2, ['api.minimumVersion', 'api.maximumTestedVersion', 'api.optionalCapabilities', 'api.targetStability']],
  [
    2,
    [
      'api.experimentalCapabilitiesAccepted',
      'services.provides',
      'services.requests',
      'service.*',
      'service-request.*',
    ],
  ],
  [2, ['review.receipt.version', 'review.receipt.app.id', 'review.receipt.app.version']],
  [2, ['review.receipt.artifact.sha256', 'review.receipt.artifact.size', 'review.receipt.bundle.key.id']],
  [2, ['review.receipt.policy.id', 'review.receipt.policy.version', 'review.receipt.status']],
  [2, ['review.receipt.reviewer.key.id', 'review.receipt.reviewed.at', 'review.receipt.expires.at']],
  [2, ['review.receipt.evidence.sha256', 'review.receipt.decision.reason.sha256', 'review.receipt.evidence.uri']],
  [2, ['review.receipt.note', 'review.receipt.signature.algorithm', 'review.receipt.signature.value.base64']],
  [3, ['channel', 'maximumCryptaVersion', 'support.status', 'deprecation.status', 'deprecation.message']],
  [3, ['replacementAppId', 'securityAdvisories', 'securityAdvisory.*']],
  [5, ['maintenance.owner', 'maintenance.ownerUri', 'maintenance.supportLevel', 'maintenance.dataSchemaPolicy']],
  [5, ['maintenance.migrationPolicy', 'maintenance.backupRestore', 'maintenance.securityPolicy']],
  [5, ['maintenance.deprecationPolicy', 'maintenance.supportUri']],
  [6, ['review.submission.id', 'review.submission.sha256', 'review.preReview.status', 'review.preReview.sha256']],
  [6, ['review.reviewer.keyId', 'review.reviewer.policy', 'review.receipt.fingerprint.sha256']],
  [6, ['review.decision.reason.sha256', 'review.resubmissionOf', 'review.nonProduction']],
  [7, ['api.targetBaseline']],
];

/** Properties of the catalog itself. */
const CATALOG: readonly (readonly [CatalogVersion, readonly string[]])[] = [
  [1, ['catalog.version', 'catalog.id', 'catalog.name', 'catalog.generatedAt', 'catalog.entries']],
  [
    4,
    [
      'catalog.securityAdvisories',
      'catalog.securityAdvisory.*',
      'catalog.securityDenylist',
      'catalog.securityDenylist.*',
    ],
  ],
];

type Versions = ReadonlyMap<string, CatalogVersion>;

function index(table: typeof ENTRY): Versions {
  return new Map(table.flatMap(([version, names]) => names.map((name) => [name, version] as const)));
}

const ENTRY_VERSIONS = index(ENTRY);
const CATALOG_VERSIONS = index(CATALOG);

/** The catalog version that brought a property; undefined for one that none has. */
function since(property: string, versions: Versions): CatalogVersion | undefined {
  const exact = versions.get(property);
  if (exact !== undefined) return exact;
  for (const [name, version] of versions)
    if (name.endsWith('*') && isUnder(property, name.slice(0, -1))) return version;
  return undefined;
}

function isUnder(property: string, prefix: string): boolean {
  return property.startsWith(prefix) && property.length > prefix.length;
}

/** The version that brought an entry's property, named without the entry's prefix. */
export function entrySince(property: string): CatalogVersion | undefined {
  return since(property, ENTRY_VERSIONS);
}

/** The version that brought a property of the catalog itself. */
export function catalogSince(property: string): CatalogVersion | undefined {
  return since(property, CATALOG_VERSIONS);
}

/** What to do about an entry's property that nothing took. */
export function leftoverHint(property: string): string {
  if (property.startsWith('securityAdvisory.')) return 'name the advisory in securityAdvisories';
  if (property.startsWith('service.')) return 'name the service in services.provides, and use its known fields';
  if (property.startsWith('service-request.')) return 'name the request in services.requests, and use its known fields';
  const names = [...ENTRY_VERSIONS.keys()].filter((name) => !name.endsWith('*'));
  const similar = nearest(property, names);
  return similar === undefined || similar === property ? 'take the property out' : `did you mean ${similar}?`;
}
