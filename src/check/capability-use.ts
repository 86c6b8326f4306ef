import type { Capability, Stability } from '../contract/model.ts';
import type { Location } from '../model/finding.ts';
import { quote } from '../model/quote.ts';
import { capabilitiesByAnyName } from './capability-aliases.ts';
import { type CompatInput, FIELD } from './compat-input.ts';

/** One capability that an app asks for. */
export interface CapabilityUse {
  readonly name: string;
  /** True where the app says that it can do without. */
  readonly optional: boolean;
  /** How messages name it: `permission "queue.read"`, `optional capability "queue.read"`. */
  readonly words: string;
  readonly location: Location;
}

/** A use whose capability the contract knows. */
export interface KnownUse extends CapabilityUse {
  readonly capability: Capability;
}

/** The permissions that the manifest asks for. */
export function permissionUses({ manifest }: CompatInput): CapabilityUse[] {
  const location = manifest.locate(FIELD.permissions);
  return manifest.permissions.map((name) => ({ name, optional: false, words: `permission ${quote(name)}`, location }));
}

/** The capabilities that the manifest calls optional. */
export function optionalUses({ manifest }: CompatInput): CapabilityUse[] {
  const location = manifest.locate(FIELD.optional);
  return manifest.api.optionalCapabilities.map((name) => ({
    name,
    optional: true,
    words: `optional capability ${quote(name)}`,
    location,
  }));
}

/**
 * Every capability that the app uses and the contract knows; one that is both a permission and optional counts once,
 * as a permission.
 */
export function knownUses(input: CompatInput): KnownUse[] {
  const required = new Set(input.manifest.permissions);
  const capabilities = capabilitiesByAnyName(input.contract.contract);
  const uses = [...permissionUses(input), ...optionalUses(input).filter((use) => !required.has(use.name))];
  return uses.flatMap((use) => {
    const capability = capabilities.get(use.name);
    return capability === undefined ? [] : [{ ...use, capability }];
  });
}

/** The known uses of capabilities of one stability. */
export function usesOf(input: CompatInput, ...stabilities: readonly Stability[]): KnownUse[] {
  return knownUses(input).filter((use) => stabilities.includes(use.capability.stability));
}
