import type { EntryScope } from './entry-scope.ts';
import type { Maintenance } from './model.ts';

/** What each policy of a maintained app may say. */
const POLICIES = {
  supportLevel: ['core', 'maintained', 'reference', 'local-rc', 'preview', 'maintenance', 'deprecated', 'unsupported'],
  dataSchemaPolicy: ['stateless', 'declared', 'migratable', 'external', 'not-applicable'],
  migrationPolicy: ['none', 'declared', 'dry-run-required', 'operator-approved', 'not-applicable'],
  backupRestore: ['not-applicable', 'export-only', 'export-import', 'operator-supported', 'unsupported'],
  securityPolicy: ['catalog-advisories', 'project-security-policy', 'unsupported'],
  deprecationPolicy: ['none', 'notice-only', 'replacement-required', 'security-only'],
} as const;

const FIELDS = ['owner', 'ownerUri', ...Object.keys(POLICIES), 'supportUri'];

/**
 * Reads the maintenance promise of an entry: all of it, or nothing; only the two URIs may be left out.
 * @throws AssayError invalid-catalog-entry
 */
export function readMaintenance(scope: EntryScope): Maintenance | undefined {
  if (!scope.hasUnder('maintenance.')) return undefined;
  if (!FIELDS.some((field) => scope.take(`maintenance.${field}`) !== undefined)) return undefined;
  const ownerUri = scope.link('maintenance.ownerUri');
  const supportUri = scope.link('maintenance.supportUri');
  return {
    owner: scope.demandText('maintenance.owner', 'a complete maintenance promise', 128),
    ...(ownerUri === undefined ? {} : { ownerUri }),
    supportLevel: policy(scope, 'supportLevel'),
    dataSchemaPolicy: policy(scope, 'dataSchemaPolicy'),
    migrationPolicy: policy(scope, 'migrationPolicy'),
    backupRestore: policy(scope, 'backupRestore'),
    securityPolicy: policy(scope, 'securityPolicy'),
    deprecationPolicy: policy(scope, 'deprecationPolicy'),
    ...(supportUri === undefined ? {} : { supportUri }),
  };
}

function policy(scope: EntryScope, name: keyof typeof POLICIES): string {
  const words = POLICIES[name];
  const value = scope.choice<string>(`maintenance.${name}`, words);
  if (value === undefined) throw scope.fail(`maintenance.${name}`, 'is missing', words.join(' or '));
  return value;
}
