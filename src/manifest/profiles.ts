import { PROFILE_NAMES, type ProfileName } from '../model/manifest-profiles.ts';

/**
 * What one validator demands beyond the rules that all share, and which of those it doesn't make. Only what is known of
 * a validator stands here: where nothing is known, it is taken to do as all do.
 */
export interface Profile {
  readonly name: ProfileName;
  readonly tool: 'cli' | 'server' | 'sdk';
  /** What it is, for people. */
  readonly words: string;
  /** Places (`/provides/namespace`) that others know and this one doesn't. */
  readonly unknown: readonly string[];
  /** What it does about a key that it doesn't know. */
  readonly unknownKeys: 'refused' | 'ignored';
  readonly required: readonly string[];
  /** The only values that it takes at a place where others take any. */
  readonly choices: Readonly<Record<string, readonly string[]>>;
  /** Lists whose items must be texts where others take objects too. */
  readonly textsOnly: readonly string[];
  /** Rules that it doesn't make. */
  readonly unchecked: readonly string[];
}

const NOTHING = { unknown: [], required: [], choices: {}, textsOnly: [], unchecked: [] } as const;

/** A type of a language checks no text against a grammar and counts nothing. */
const BEYOND_TYPES = [
  'alias-conflict',
  'connection-id',
  'connection-scope',
  'consumed-target',
  'duplicate-connection',
  'duplicate-connection-scope',
  'duplicate-declaration',
  'duplicate-provided-service',
  'provided-event-topic',
  'provided-name',
  'provided-permission-unknown',
  'provided-service-id',
  'provided-service-version',
  'provided-version-is-range',
  'required-app-id',
  'required-event-topic',
  'required-service-id',
  'required-service-provider',
  'route-path',
  'unknown-key',
  'version-range',
].map((name) => `manifest/${name}`);

const PROFILES: Readonly<Record<ProfileName, Profile>> = {
  'cli@0.3.44': {
    ...NOTHING,
    name: 'cli@0.3.44',
    tool: 'cli',
    words: 'the command line before the broker: services have routes, and dependencies are ranges',
    unknown: ['/data_scope', '/consumes', '/provides/namespace', '/provides/services/*/methods'],
    unknownKeys: 'refused',
    textsOnly: ['/provides/events/*'],
  },
  'cli@0.3.50': {
    ...NOTHING,
    name: 'cli@0.3.50',
    tool: 'cli',
    words: 'the first command line with the broker: namespaces, methods and consumed targets',
    unknown: ['/data_scope', '/provides/events/*/name'],
    unknownKeys: 'refused',
  },
  'cli@0.3.63': {
    ...NOTHING,
    name: 'cli@0.3.63',
    tool: 'cli',
    words: 'the newest command line that is known; it still refuses data_scope',
    unknown: ['/data_scope', '/provides/events/*/name'],
    unknownKeys: 'refused',
  },
  'server@2026-08': {
    ...NOTHING,
    name: 'server@2026-08',
    tool: 'server',
    words: 'what the store accepts for publishing: data_scope must be said',
    unknownKeys: 'refused',
    required: ['/data_scope'],
  },
  'sdk@0.1.30': {
    ...NOTHING,
    name: 'sdk@0.1.30',
    tool: 'sdk',
    words: "the SDK's type of a manifest: developer is required, categories are four",
    unknown: ['/database', '/scheduled_jobs', '/secrets', '/platform_services', '/data_scope'],
    unknownKeys: 'ignored',
    required: ['/developer'],
    choices: { '/category': ['Productivity', 'Design', 'Marketing', 'Analytics'] },
    unchecked: BEYOND_TYPES,
  },
};

/** Every profile, tools together and older versions first. */
export const ALL_PROFILES: readonly Profile[] = PROFILE_NAMES.map((name) => PROFILES[name]);

/** The newest profile of each tool: what a manifest has to pass today. */
export const NEWEST_PROFILES: readonly Profile[] = ALL_PROFILES.filter(
  (profile, at) => ALL_PROFILES[at + 1]?.tool !== profile.tool,
);

/** The profile of a name, or a tool's newest; undefined for any other word (`common`, `all`). */
export function profileNamed(name: string): Profile | undefined {
  return ALL_PROFILES.find((profile) => profile.name === name) ?? NEWEST_PROFILES.find(({ tool }) => tool === name);
}
