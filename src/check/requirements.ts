import type { BrokerCatalog, CatalogEntry, TargetKind } from '../broker/catalog-model.ts';
import { type BrokerTarget, parseTarget } from '../broker/target.ts';
import type { PaletteManifest } from '../manifest/palette-model.ts';
import type { Location } from '../model/finding.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../model/json/value.ts';
import { inSemverRange } from '../model/semver-satisfies.ts';

/**
 * A service that a manifest requires in the older form, by capability id, version range and maybe its provider; or an
 * event, by its bare topic.
 */
export interface Requirement {
  readonly kind: TargetKind;
  readonly id: string;
  readonly range: string;
  readonly provider?: string;
  readonly required: boolean;
  readonly location: Location;
}

/** An app that a manifest requires by name. */
export interface RequiredApp {
  readonly id: string;
  readonly range: string;
  /** Whether a version of the app is in the range. */
  admits(version: string): boolean;
  readonly required: boolean;
  readonly location: Location;
}

/** The apps that a manifest requires. */
export function requiredAppsOf({ json, locate }: PaletteManifest): RequiredApp[] {
  return required(json, 'apps').flatMap((item, at): RequiredApp[] => {
    if (!isJsonObject(item) || typeof item.id !== 'string') return [];
    const range = typeof item.version === 'string' ? item.version : '*';
    const isRequired = item.required !== false;
    const admits = (version: string): boolean => inSemverRange(version, range);
    return [{ id: item.id, range, admits, required: isRequired, location: locate(`/requires/apps/${at}`) }];
  });
}

/** The services and events that a manifest requires in the older form. Nothing says that an app can't do without an event. */
export function requirementsOf(manifest: PaletteManifest): Requirement[] {
  const events = required(manifest.json, 'events').flatMap((item, at): Requirement[] =>
    typeof item === 'string'
      ? [{ kind: 'event', id: item, range: '*', required: false, location: manifest.locate(`/requires/events/${at}`) }]
      : [],
  );
  return [...servicesOf(manifest), ...events];
}

function required(json: JsonObject, list: 'apps' | 'services' | 'events'): readonly JsonValue[] {
  const items = isJsonObject(json.requires) ? json.requires[list] : undefined;
  return Array.isArray(items) ? items : [];
}

function servicesOf({ json, locate }: PaletteManifest): Requirement[] {
  return required(json, 'services').flatMap((item, at): Requirement[] => {
    if (!isJsonObject(item) || typeof item.id !== 'string') return [];
    const { id, version, provider, required } = item;
    return [
      {
        kind: 'method',
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
 * What of a catalog satisfies a requirement: `org.hierarchy` is namespace `org` and the method `hierarchy` or what is
 * called `hierarchy.…`; the topic `task.created` is the event of that name, or `created` of namespace `task`. It is in the highest version that the range admits and from the provider that is named. Where
 * a catalog tells no version, the major of the target stands for one.
 */
function resolveRequirement(
  { kind, id, range, provider }: Requirement,
  { entries }: Pick<BrokerCatalog, 'entries'>,
): readonly CatalogEntry[] {
  const named = entries.flatMap((entry) => {
    const target = parseTarget(entry.target);
    if (entry.kind !== kind || target === undefined || !isMeant(kind, id, target)) return [];
    if (provider !== undefined && entry.provider !== provider) return [];
    const { major } = target;
    return inSemverRange(versionOf(entry, major), range) ? [{ entry, major }] : [];
  });
  const highest = Math.max(...named.map(({ major }) => major));
  return named.filter(({ major }) => major === highest).map(({ entry }) => entry);
}

function isMeant(kind: TargetKind, id: string, { namespace, name }: BrokerTarget): boolean {
  const whole = `${namespace}.${name}`;
  return whole === id || (kind === 'method' ? whole.startsWith(`${id}.`) : name === id);
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
