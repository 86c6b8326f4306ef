import type { BrokerCatalog, CatalogEntry, TargetKind } from '../broker/catalog-model.ts';
import { type ClientUse, clientUses } from '../broker/client-modules.ts';
import type { ConnectionMock, ServiceMock } from '../broker/mock-model.ts';
import type { LoadedLock } from '../broker/read-lock.ts';
import type { HandlerFact, SourceFacts, TargetUse } from '../broker/source-model.ts';
import { parseTarget } from '../broker/target.ts';
import type { UserSchema } from '../contract/model.ts';
import type { Location } from '../model/finding.ts';
import type { JsonValue } from '../model/json/value.ts';
import { isJsonObject } from '../model/json/value.ts';
import type { ConsumedTarget } from './consumed-targets.ts';
import { perInput } from './per-input.ts';
import type { Provided, ProvidedTarget, SchemaRole } from './provided-targets.ts';
import type { RequiredApp, Requirement } from './requirements.ts';

/** Another app, by what it consumes. */
export interface Consumer {
  readonly id: string;
  readonly version: string;
  readonly consumed: readonly ConsumedTarget[];
}

/** What the rules about one app and the broker are asked about. */
export interface BrokerInput {
  readonly app: { readonly id: string; readonly version: string; readonly path: string };
  readonly consumed: readonly ConsumedTarget[];
  readonly requirements: readonly Requirement[];
  /** What a catalog has for each requirement; present where a catalog is. */
  readonly resolved?: ReadonlyMap<Requirement, readonly CatalogEntry[]>;
  readonly provided?: Provided;
  readonly catalog?: BrokerCatalog;
  readonly lock?: LoadedLock;
  /** What the lock's digests are about, by kind and target. */
  readonly pinned?: ReadonlyMap<string, CatalogEntry>;
  readonly sources?: SourceFacts;
  readonly serviceMocks?: readonly ServiceMock[];
  readonly connectionMocks?: readonly ConnectionMock[];
  /** The apps of the catalog that this one is released into; absent where nobody named any. */
  readonly consumers?: readonly Consumer[];
  /** Apps that the manifest requires by name. */
  readonly requiredApps?: readonly RequiredApp[];
  /** Ids of the connections that the manifest declares. */
  readonly connections: readonly string[];
  /** Schema files of the app, by path in its folder; null for one that is not there. */
  readonly schemaFiles: ReadonlyMap<string, UserSchema | null>;
  /** By a schema as the manifest has it: the same with what it refers to outside of itself. */
  readonly inlineSchemas?: ReadonlyMap<JsonValue, UserSchema>;
  readonly referenceFaults?: readonly SchemaReferenceFault[];
}

/** A schema of what is provided that refers to something that is not there, or may not be read. */
export interface SchemaReferenceFault {
  readonly kind: 'method' | 'event';
  readonly name: string;
  readonly role: SchemaRole;
  /** What it refers to and why that is nothing. */
  readonly message: string;
  readonly location: Location;
}

export const withCatalog = {
  words: 'runs that know what the broker offers',
  holds: ({ catalog }: BrokerInput) => catalog !== undefined,
};
export const withLock = {
  words: 'apps with a services.lock.json',
  holds: ({ lock }: BrokerInput) => lock !== undefined,
};
export const withSources = {
  words: 'apps with sources',
  holds: ({ sources }: BrokerInput) => sources !== undefined && sources.files > 0,
};
export const withProvided = {
  words: 'apps that provide services or events',
  holds: ({ provided }: BrokerInput) => provided !== undefined,
};

/** The entries of a catalog by target; a target may be a method and an event at once. */
export const entriesByTarget = perInput(({ catalog }: BrokerInput): ReadonlyMap<string, readonly CatalogEntry[]> => {
  const found = new Map<string, CatalogEntry[]>();
  for (const entry of catalog?.entries ?? []) found.set(entry.target, [...(found.get(entry.target) ?? []), entry]);
  return found;
});

/** The entry of a catalog for a target that is used as one kind. */
export function entryOf(input: BrokerInput, kind: TargetKind, target: string): CatalogEntry | undefined {
  return entriesByTarget(input)
    .get(target)
    ?.find((entry) => entry.kind === kind);
}

/** The schema that a manifest or a handler names: itself, or the file of that path. */
export function schemaNamed(
  { schemaFiles, inlineSchemas }: BrokerInput,
  written: JsonValue | undefined,
): UserSchema | undefined {
  if (typeof written === 'string') return schemaFiles.get(pathInApp(written)) ?? undefined;
  if (typeof written === 'boolean') return written;
  if (!isJsonObject(written)) return undefined;
  return inlineSchemas?.get(written) ?? { ...written };
}

/** A path in the app's folder in its one spelling. */
export function pathInApp(path: string): string {
  return path.replace(/^(?:\.\/)+/, '');
}

/** Targets of methods and events that the app itself provides. */
export const ownTargets = perInput(
  ({ provided }: BrokerInput): ReadonlySet<string> =>
    new Set(provided?.targets.flatMap(({ target }) => (target === undefined ? [] : [target])) ?? []),
);

/** True for a target in the namespace that the app provides. */
export function isOwn({ provided }: BrokerInput, target: string): boolean {
  return provided?.namespace !== undefined && parseTarget(target)?.namespace === provided.namespace;
}

/** What the sources do with members of generated clients; of a name that two targets share, the one that is consumed. */
const clientUsesOf = perInput((input: BrokerInput): readonly ClientUse[] => {
  const { sources, consumed, catalog, pinned } = input;
  const declared = new Set([...consumed.map(({ target }) => target), ...ownTargets(input)]);
  const offered = [...(catalog?.entries ?? []), ...(pinned?.values() ?? [])].map(({ target }) => target);
  return clientUses(sources?.references ?? [], sources?.clients ?? [], declared, [
    ...new Set([...declared, ...offered]),
  ]);
});

/** Every use of a target in the sources: by its text, and by what a generated client calls it. */
export const usesOf = perInput((input: BrokerInput): readonly TargetUse[] => [
  ...(input.sources?.uses ?? []),
  ...clientUsesOf(input),
]);

/**
 * The handlers of the app's sources. One that has the name of a generated client (`MEMBERS_GET`, `HR_V1_MEMBERS_GET`,
 * `members_get`) is the one of the provided method that has this name; else it is somebody else's.
 */
export const handlersOf = perInput((input: BrokerInput): readonly HandlerFact[] => {
  const { sources, provided } = input;
  const names = new Map(
    (provided?.targets ?? []).flatMap(({ kind, name, major }): [string, string][] => {
      if (kind !== 'method') return [];
      return [
        [squashed(name), name],
        [squashed(`${provided?.namespace ?? ''}v${major}${name}`), name],
      ];
    }),
  );
  const constants = ownConstants(input);
  const named = (sources?.named ?? []).flatMap(({ name: written, path, line }): HandlerFact[] => {
    const name = constants.get(written.toUpperCase()) ?? names.get(squashed(written));
    return name === undefined ? [] : [{ name, path, line }];
  });
  const provides = clientUsesOf(input).filter(({ handled, target }) => handled && isOwn(input, target));
  return [
    ...(sources?.handlers ?? []),
    ...named,
    ...provides.map(({ target, path, line }) => ({ name: target, path, line })),
  ];
});

/** What generated Python clients call the targets of the app's own namespace, which may not follow from their names. */
const ownConstants = perInput((input: BrokerInput): ReadonlyMap<string, string> => {
  const all = (input.sources?.clients ?? []).flatMap(({ constants = new Map<string, string>() }) => [...constants]);
  return new Map(
    all.filter(([, target]) => isOwn(input, target)).map(([constant, target]) => [constant, handlerName(target)]),
  );
});

/** Whether the app's sources send an event of its own by what a generated client calls it (`MEMBER_UPDATED`). */
export function isSentByName(input: BrokerInput, { name, major }: ProvidedTarget): boolean {
  const names = [squashed(name), squashed(`${input.provided?.namespace ?? ''}v${major}${name}`)];
  return [...(input.sources?.sent ?? [])].some((written) => {
    const known = ownConstants(input).get(written);
    return known === undefined ? names.includes(squashed(written)) : known === name;
  });
}

function squashed(name: string): string {
  return name.replaceAll(/[^A-Za-z0-9]/g, '').toLowerCase();
}

/** The name after the `#` of a handler, which may be written with or without what stands before. */
export function handlerName(written: string): string {
  return written.slice(written.indexOf('#') + 1);
}
