import { parseToken } from '../formats/java-text.ts';
import type { CryptaServices, ProvidedService, ServiceDependency, ServiceRequest } from './crypta-model.ts';
import type { ManifestValues } from './manifest-values.ts';
import { compareServiceVersions, isGrantDuration } from './service-values.ts';

const MAX_COUNT = 16;
const TOKEN_LENGTH = 80;
const APP_ID_LENGTH = 64;
const NAME_LENGTH = 80;
const VERSION_LENGTH = 40;
const STABILITY_LENGTH = 32;
const TEXT_LENGTH = 512;

const DEGRADE = ['disable-feature', 'warn-only', 'block-app-start', 'block-update'] as const;

/** Reads what an app offers to others and asks of them (`app.services.*`): metadata for review, no authorization. */
export function readServices(values: ManifestValues): CryptaServices {
  return {
    provides: aliases(values, 'app.services.provides').flatMap((alias) => readProvided(values, alias) ?? []),
    requests: aliases(values, 'app.services.requests').flatMap((alias) => readRequest(values, alias) ?? []),
  };
}

function aliases(values: ManifestValues, key: string): readonly string[] {
  return values.isEmpty(key) ? [] : values.tokens(key, TOKEN_LENGTH, MAX_COUNT);
}

/** Optional lists and texts may be written empty. */
function contexts(values: ManifestValues, key: string): readonly string[] {
  return values.isEmpty(key) ? [] : values.tokens(key, TOKEN_LENGTH, MAX_COUNT);
}

function demand(values: ManifestValues, prefix: string, fields: readonly string[], list: string): void {
  for (const field of fields)
    if (!values.has(prefix + field))
      values.require(prefix + field, `a complete declaration of what ${list} names`, list);
}

function readProvided(values: ManifestValues, alias: string): ProvidedService | undefined {
  const prefix = `app.service.${alias}.`;
  demand(values, prefix, ['id', 'name', 'version', 'kind', 'adapter', 'scopes'], 'app.services.provides');
  const id = values.token(`${prefix}id`, TOKEN_LENGTH);
  const name = values.line(`${prefix}name`, NAME_LENGTH);
  const version = values.line(`${prefix}version`, VERSION_LENGTH);
  const kind = values.token(`${prefix}kind`, VERSION_LENGTH);
  const adapter = values.token(`${prefix}adapter`, TOKEN_LENGTH);
  const scopes = values.tokens(`${prefix}scopes`, TOKEN_LENGTH, MAX_COUNT);
  const description = optionalLine(values, `${prefix}description`, TEXT_LENGTH);
  const stability = values.token(`${prefix}stability`, STABILITY_LENGTH) ?? 'preview';
  const common = { alias, scopes, contexts: contexts(values, `${prefix}contexts`), stability };
  if (id === undefined || name === undefined || version === undefined || kind === undefined || adapter === undefined)
    return undefined;
  return { ...common, id, name, version, kind, adapter, ...(description === undefined ? {} : { description }) };
}

function readRequest(values: ManifestValues, alias: string): ServiceRequest | undefined {
  const prefix = `app.service-request.${alias}.`;
  demand(values, prefix, ['provider', 'service', 'scopes', 'purpose'], 'app.services.requests');
  const provider = values.token(`${prefix}provider`, APP_ID_LENGTH);
  const service = values.token(`${prefix}service`, TOKEN_LENGTH);
  const scopes = values.tokens(`${prefix}scopes`, TOKEN_LENGTH, MAX_COUNT);
  const purpose = values.line(`${prefix}purpose`, TEXT_LENGTH);
  const dependency = readDependency(values, `${prefix}dependency.`);
  const common = { alias, scopes, contexts: contexts(values, `${prefix}contexts`) };
  if (provider === undefined || service === undefined || purpose === undefined) return undefined;
  return { ...common, provider, service, purpose, ...(dependency === undefined ? {} : { dependency }) };
}

function readDependency(values: ManifestValues, prefix: string): ServiceDependency | undefined {
  const kind = values.choice(`${prefix}kind`, ['required', 'optional'] as const);
  const required = values.boolean(`${prefix}required`);
  if (kind !== undefined && required !== undefined && required !== (kind === 'required'))
    values.reject(
      `${prefix}required`,
      'contradicts the kind',
      `${kind === 'required'}, as the kind says`,
      `${prefix}kind`,
    );
  const details = { ...readFeature(values, prefix), ...readRange(values, prefix), ...readGrant(values, prefix) };
  if (kind === undefined && required === undefined && Object.keys(details).length === 0) return undefined;
  return { kind: kind ?? (required ? 'required' : 'optional'), ...details };
}

type Part<K extends keyof ServiceDependency> = Partial<Pick<ServiceDependency, K>>;

function readFeature(
  values: ManifestValues,
  prefix: string,
): Part<'featureId' | 'featureName' | 'reason' | 'degradeBehavior'> {
  const featureId = values.token(`${prefix}featureId`, TOKEN_LENGTH);
  const featureName = optionalLine(values, `${prefix}featureName`, NAME_LENGTH);
  const reason = optionalLine(values, `${prefix}reason`, TEXT_LENGTH);
  const degradeBehavior = values.choice(`${prefix}degradeBehavior`, DEGRADE);
  return {
    ...(featureId === undefined ? {} : { featureId }),
    ...(featureName === undefined ? {} : { featureName }),
    ...(reason === undefined ? {} : { reason }),
    ...(degradeBehavior === undefined ? {} : { degradeBehavior }),
  };
}

function readRange(values: ManifestValues, prefix: string): Part<'minServiceVersion' | 'maxServiceVersion'> {
  const minServiceVersion = optionalToken(values, `${prefix}minServiceVersion`, VERSION_LENGTH);
  const maxServiceVersion = optionalToken(values, `${prefix}maxServiceVersion`, VERSION_LENGTH);
  if (
    minServiceVersion !== undefined &&
    maxServiceVersion !== undefined &&
    compareServiceVersions(minServiceVersion, maxServiceVersion) > 0
  )
    values.reject(
      `${prefix}maxServiceVersion`,
      'is below the minimum',
      'at least minServiceVersion',
      `${prefix}minServiceVersion`,
    );
  return {
    ...(minServiceVersion === undefined ? {} : { minServiceVersion }),
    ...(maxServiceVersion === undefined ? {} : { maxServiceVersion }),
  };
}

function readGrant(values: ManifestValues, prefix: string): Part<'grantBundle' | 'grantExpiresAfter'> {
  const grantBundle = optionalToken(values, `${prefix}grantBundle`, TOKEN_LENGTH);
  const key = `${prefix}grantExpiresAfter`;
  const text = values.isEmpty(key) ? undefined : values.text(key);
  const grantExpiresAfter =
    text === undefined || isGrantDuration(text)
      ? text
      : values.reject(key, 'is not a lifetime for a grant', 'an ISO 8601 duration above zero and of at most 365 days');
  return {
    ...(grantBundle === undefined ? {} : { grantBundle }),
    ...(grantExpiresAfter === undefined ? {} : { grantExpiresAfter }),
  };
}

function optionalLine(values: ManifestValues, key: string, maxLength: number): string | undefined {
  return values.isEmpty(key) ? undefined : values.line(key, maxLength);
}

function optionalToken(values: ManifestValues, key: string, maxLength: number): string | undefined {
  if (values.isEmpty(key)) return undefined;
  const value = values.text(key);
  if (value === undefined) return undefined;
  return parseToken(value, maxLength) ?? values.reject(key, 'is not a valid name', `a name of at most ${maxLength}`);
}
