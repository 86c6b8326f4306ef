import { hasPlaceholder, type ManifestValues } from './manifest-values.ts';
import type { ApiMetadata } from './model.ts';

const API_KEYS = [
  'api.minimumVersion',
  'api.maximumTestedVersion',
  'api.optionalCapabilities',
  'api.targetStability',
  'api.targetBaseline',
  'api.experimentalCapabilitiesAccepted',
] as const;

const BASELINE = /^1\.(?:0|[1-9]\d*)$/;

/** Reads `api.*`. Whether anything was declared is a question of presence: a default that is written counts. */
export function readApi(values: ManifestValues): ApiMetadata {
  const minimumVersion = values.integer('api.minimumVersion', 1);
  const maximumTestedVersion = readMaximum(values, minimumVersion);
  const targetStability = values.choice('api.targetStability', ['stable', 'experimental'] as const);
  const targetBaseline = readBaseline(values);
  return {
    ...(minimumVersion === undefined ? {} : { minimumVersion }),
    ...(maximumTestedVersion === undefined ? {} : { maximumTestedVersion }),
    optionalCapabilities: values.tokens('api.optionalCapabilities'),
    ...(targetStability === undefined ? {} : { targetStability }),
    ...(targetBaseline === undefined ? {} : { targetBaseline }),
    experimentalCapabilitiesAccepted: values.boolean('api.experimentalCapabilitiesAccepted') ?? false,
    declared: API_KEYS.some((key) => values.has(key)),
  };
}

function readMaximum(values: ManifestValues, minimum: number | undefined): number | undefined {
  const maximum = values.integer('api.maximumTestedVersion', 1);
  if (maximum === undefined || minimum === undefined || maximum >= minimum) return maximum;
  return values.reject(
    'api.maximumTestedVersion',
    'is below api.minimumVersion',
    `at least ${minimum}`,
    'api.minimumVersion',
  );
}

function readBaseline(values: ManifestValues): string | undefined {
  const value = values.text('api.targetBaseline');
  if (value === undefined || hasPlaceholder(value) || BASELINE.test(value)) return value;
  return values.reject('api.targetBaseline', 'is not a baseline name', '1.0, 1.1 and so on');
}
