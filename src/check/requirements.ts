import type { BrokerCatalog, CatalogEntry } from '../broker/catalog-model.ts';
import { parseTarget } from '../broker/target.ts';
import type { PaletteManifest } from '../manifest/palette-model.ts';
import type { Location } from '../model/finding.ts';
import { isJsonObject, type JsonValue } from '../model/json/value.ts';
import { inSemverRange } from '../model/semver-satisfies.ts';

/** A service that a manifest requires in the older form: by capability id, version range and maybe its provider. */
export interface Requirement {
  readonly id: string;
  readonly range: string;
  readonly provider?: string;
  readonly required: boolean;
  readonly location: Location;
}

/** The services that a manifest requires. */
export function requirementsOf({ json, locate }: PaletteManifest): Requirement[] {
  const services = isJsonObject(json.requires) ? json.requires.services : undefined;
  const items: readonly JsonValue[] = Array.isArray(services) ? services : [];
  return items.flatMap((item, at): Requirement[] => {
    if (!isJsonObject(item) || typeof item.id !== 'string') return [];
    const { id, version, provider, required } = item;
    return [
      {
        id,
        range: typeof version === 'string' ? version : '*',
        ...(typeof provider === 'string' ? { provider } : {}),
        required: required !== false,
        location: locate(`/requires/services/${at}`),
      },
    ];
  });
}

/**
 * The methods of a catalog that satisfy a requirement: `org.hierarchy` is namespace `org` and the method `hierarchy` or
 * what is called `hierarchy.…`, in the highest version that the range admits and from the provider that is named. Where
 * a catalog tells no version, the major of the target stands for one.
 */
function resolveRequirement(
  { id, range, provider }: Requirement,
  { entries }: Pick<BrokerCatalog, 'entries'>,
): readonly CatalogEntry[] {
  const named = entries.flatMap((entry) => {
    const target = parseTarget(entry.target);
    if (entry.kind !== 'method' || target === undefined) return [];
    const whole = `${target.namespace}.${target.name}`;
    if (whole !== id && !whole.startsWith(`${id}.`)) return [];
    if (provider !== undefined && entry.provider !== provider) return [];
    const { major } = target;
    return inSemverRange(versionOf(entry, major), range) ? [{ entry, major }] : [];
  });
  const highest = Math.max(...named.map(({ major }) => major));
  return named.filter(({ major }) => major === highest).map(({ entry }) => entry);
}

function versionOf({ version }: CatalogEntry, major: number): string {
  const [first = String(major), second = '0', third = '0'] = (version ?? '').match(/\d+/g) ?? [];
  return version?.includes('-') || version?.includes('+') ? version : `${first}.${second}.${third}`;
}

/** What each requirement is resolved to. */
export function resolveRequirements(
  requirements: readonly Requirement[],
  catalog: Pick<BrokerCatalog, 'entries'>,
): ReadonlyMap<Requirement, readonly CatalogEntry[]> {
  return new Map(requirements.map((requirement) => [requirement, resolveRequirement(requirement, catalog)]));
}
