import type { ApiMetadata } from '../manifest/model.ts';
import type { Finding } from '../model/finding.ts';
import { type CompatInput, type EntryClaims, withBaseline } from './compat-input.ts';
import { type CompatStatus, compatStatus } from './compat-status.ts';
import { COMPAT_RULES } from './rules/compat/index.ts';
import { runRules } from './run-rules.ts';

/** What the platform's own API shows of an app's compatibility: null for a number that was not declared. */
export interface ApiCompatibility {
  readonly minimumVersion: number | null;
  readonly maximumTestedVersion: number | null;
  /** The target contract's version. */
  readonly currentVersion: number;
  readonly optionalCapabilities: readonly string[];
  /** Only on contracts with a stable baseline; `experimental` where it was not declared. */
  readonly targetStability?: 'stable' | 'experimental';
  readonly targetStabilityDeclared?: boolean;
  readonly experimentalCapabilitiesAccepted: boolean;
  readonly declared: boolean;
  readonly status: CompatStatus;
  /** Messages of all findings about the app and the contract. */
  readonly warnings: readonly string[];
}

/** The platform's summary of an app, which it makes without strictness: the app's own metadata against the contract. */
export function apiCompatibility(input: CompatInput): ApiCompatibility {
  const { manifest, contract, vocabulary } = input;
  const alone: CompatInput = { manifest, contract, vocabulary, requireMetadata: false };
  return summaryOf(manifest.api, alone, runRules(COMPAT_RULES, alone));
}

/** The platform's summary of a catalog entry: what the entry carries against the contract; permissions that it does not carry are the manifest's. */
export function entryCompatibility(input: CompatInput, entry: EntryClaims): ApiCompatibility {
  const manifest = {
    ...input.manifest,
    permissions: entry.permissions ?? input.manifest.permissions,
    api: { ...apiOf(entry), ...(input.manifest.api.waits && !entry.permissions ? { waits: true as const } : {}) },
    locate: (field: string) => entry.locate(field),
  };
  return apiCompatibility({ ...input, manifest });
}

function apiOf(entry: EntryClaims): ApiMetadata {
  const { minimumVersion, maximumTestedVersion, optionalCapabilities, targetStability, targetBaseline } = entry;
  const accepted = entry.experimentalCapabilitiesAccepted;
  const written = [
    minimumVersion,
    maximumTestedVersion,
    optionalCapabilities,
    targetStability,
    targetBaseline,
    accepted,
  ];
  return {
    ...(minimumVersion === undefined ? {} : { minimumVersion }),
    ...(maximumTestedVersion === undefined ? {} : { maximumTestedVersion }),
    ...(targetStability === undefined ? {} : { targetStability }),
    ...(targetBaseline === undefined ? {} : { targetBaseline }),
    optionalCapabilities: optionalCapabilities ?? [],
    experimentalCapabilitiesAccepted: accepted ?? false,
    declared: written.some((value) => value !== undefined),
  };
}

function summaryOf(api: ApiMetadata, input: CompatInput, findings: readonly Finding[]): ApiCompatibility {
  const { contractVersion } = input.contract.contract;
  return {
    minimumVersion: api.minimumVersion ?? null,
    maximumTestedVersion: api.maximumTestedVersion ?? null,
    currentVersion: contractVersion,
    optionalCapabilities: api.optionalCapabilities,
    ...(withBaseline.holds(input)
      ? {
          targetStability: api.targetStability ?? 'experimental',
          targetStabilityDeclared: api.targetStability !== undefined,
        }
      : {}),
    experimentalCapabilitiesAccepted: api.experimentalCapabilitiesAccepted,
    declared: api.declared,
    status: compatStatus(api, contractVersion, findings),
    warnings: findings.map((finding) => finding.message),
  };
}
