import { isJavaBlank } from '../formats/java-text.ts';
import type { ApiMetadata } from '../manifest/model.ts';
import type { EntryScope } from './entry-scope.ts';
import type { CarriedField } from './model.ts';

const API_FIELDS = [
  'api.minimumVersion',
  'api.maximumTestedVersion',
  'api.optionalCapabilities',
  'api.targetStability',
  'api.targetBaseline',
  'api.experimentalCapabilitiesAccepted',
] as const satisfies readonly CarriedField[];

const BASELINE = /^1\.(?:0|[1-9]\d*)$/;

/** Which `api.*` fields an entry carries; one that its catalog's version does not have counts as absent. */
export function carriedApi(scope: EntryScope): CarriedField[] {
  return API_FIELDS.filter((field) => scope.take(field) !== undefined);
}

/** Reads an entry's `api.*`, which repeats what the bundle's manifest says. @throws AssayError invalid-catalog-entry */
export function readApi(scope: EntryScope): ApiMetadata {
  const minimumVersion = scope.positive('api.minimumVersion');
  const maximumTestedVersion = scope.positive('api.maximumTestedVersion');
  if (minimumVersion !== undefined && maximumTestedVersion !== undefined && maximumTestedVersion < minimumVersion)
    throw scope.fail('api.maximumTestedVersion', 'is below api.minimumVersion', `at least ${minimumVersion}`);
  const targetStability = scope.choice('api.targetStability', ['stable', 'experimental'] as const);
  const targetBaseline = scope.text('api.targetBaseline');
  if (targetBaseline !== undefined && !BASELINE.test(targetBaseline))
    throw scope.fail('api.targetBaseline', 'is not a baseline name', '1.0, 1.1 and so on');
  return {
    ...(minimumVersion === undefined ? {} : { minimumVersion }),
    ...(maximumTestedVersion === undefined ? {} : { maximumTestedVersion }),
    optionalCapabilities: scope.tokens('api.optionalCapabilities') ?? [],
    ...(targetStability === undefined ? {} : { targetStability }),
    ...(targetBaseline === undefined ? {} : { targetBaseline }),
    experimentalCapabilitiesAccepted: readAccepted(scope),
    declared: API_FIELDS.some((field) => scope.take(field) !== undefined),
  };
}

function readAccepted(scope: EntryScope): boolean {
  const name = 'api.experimentalCapabilitiesAccepted';
  const value = scope.take(name);
  if (value === undefined) return false;
  // The platform trims no white space here.
  const word = value.toLowerCase();
  if (word === 'true' || word === 'false') return word === 'true';
  throw scope.fail(name, isJavaBlank(value) ? 'is blank' : 'has an unknown value', 'true or false');
}
