import type { EntryContent, Maintenance } from './model.ts';

/** Names without the entry's prefix, and values, in the order in which they are written. */
type Properties = (readonly [string, string])[];

/**
 * An entry's properties in the order of the platform's own writer. Service declarations, which that writer does not
 * make, follow the api metadata. Absent and default values are left out as it leaves them out.
 */
export function entryProperties(entry: EntryContent): Properties {
  return [
    ['id', entry.id],
    ['name', entry.name],
    ['version', entry.version],
    ['summary', entry.summary],
    ...present({
      homepage: entry.homepage,
      source: entry.source,
      license: entry.license,
      categories: list(entry.categories),
      minimumCryptaVersion: entry.minimumCryptaVersion,
      maximumCryptaVersion: entry.maximumCryptaVersion,
    }),
    ...apiProperties(entry),
    ...entry.services,
    ...productionProperties(entry),
    ...maintenanceProperties(entry.maintenance),
    ...reviewProperties(entry),
    ...[...entry.permissionRationales].map(([name, why]) => [`permissions.rationale.${name}`, why] as const),
    ...entry.screenshots.map((uri, index) => [`screenshot.${index + 1}`, uri] as const),
    ...present({ 'changelog.summary': entry.changelog.summary, 'changelog.uri': entry.changelog.uri }),
    ['bundle.uri', entry.bundle.uri],
    ['bundle.sha256', entry.bundle.sha256],
    ['bundle.size.bytes', String(entry.bundle.size)],
    ['bundle.type', entry.bundle.type],
    ['permissions', entry.permissions.join(',')],
  ];
}

/** `api.*` as both a catalog and a descriptor write it. Acceptance of experimental capabilities is always said. */
export function apiProperties({ api }: Pick<EntryContent, 'api'>): Properties {
  return present({
    'api.minimumVersion': api.minimumVersion?.toString(),
    'api.maximumTestedVersion': api.maximumTestedVersion?.toString(),
    'api.optionalCapabilities': list(api.optionalCapabilities),
    'api.targetStability': api.targetStability,
    'api.targetBaseline': api.targetBaseline,
    'api.experimentalCapabilitiesAccepted': api.declared ? String(api.experimentalCapabilitiesAccepted) : undefined,
  });
}

function productionProperties(entry: EntryContent): Properties {
  const { channel, support, deprecation, securityAdvisories } = entry;
  const { status, message, replacementAppId } = deprecation;
  const usual = channel === 'stable' && support === 'supported' && status === 'none';
  const bare = message === undefined && replacementAppId === undefined && securityAdvisories.length === 0;
  if (usual && bare && !entry.productionDeclared) return [];
  return [
    ['channel', channel],
    ['support.status', support],
    ['deprecation.status', status],
    ...present({
      'deprecation.message': message,
      replacementAppId,
      securityAdvisories: list(securityAdvisories.map(({ id }) => id)),
    }),
    ...securityAdvisories.map(({ id, uri }) => [`securityAdvisory.${id}.uri`, uri] as const),
  ];
}

function maintenanceProperties(maintenance: Maintenance | undefined): Properties {
  if (maintenance === undefined) return [];
  return present({
    'maintenance.owner': maintenance.owner,
    'maintenance.ownerUri': maintenance.ownerUri,
    'maintenance.supportLevel': maintenance.supportLevel,
    'maintenance.dataSchemaPolicy': maintenance.dataSchemaPolicy,
    'maintenance.migrationPolicy': maintenance.migrationPolicy,
    'maintenance.backupRestore': maintenance.backupRestore,
    'maintenance.securityPolicy': maintenance.securityPolicy,
    'maintenance.deprecationPolicy': maintenance.deprecationPolicy,
    'maintenance.supportUri': maintenance.supportUri,
  });
}

function reviewProperties({ review }: EntryContent): Properties {
  const { status, note, submission = new Map<string, string>(), receipt = new Map<string, string>() } = review;
  const said = [...submission].filter(([name, value]) => name !== 'nonProduction' || value.toLowerCase() === 'true');
  const silent = status === 'unreviewed' && note === undefined && said.length === 0;
  return [
    ...(silent ? [] : present({ 'review.status': status, 'review.note': note })),
    ...said.map(([name, value]) => [`review.${name}`, value] as const),
    ...[...receipt].map(([name, value]) => [`review.receipt.${name}`, value] as const),
  ];
}

function list(items: readonly string[]): string | undefined {
  return items.length === 0 ? undefined : items.join(',');
}

/** The properties that have a value, in the order given. */
function present(values: Readonly<Record<string, string | undefined>>): Properties {
  return Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
}
