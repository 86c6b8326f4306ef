import type { JsonObject, JsonValue } from '../model/json/value.ts';
import type {
  MetaLink,
  RepositoryKey,
  RoleHead,
  RoleKeys,
  RootRole,
  SnapshotRole,
  TargetsRole,
  TimestampRole,
} from './model.ts';
import { keysJson, keyWordsJson } from './role-keys.ts';

const SPEC_VERSION = '1.0.34';

function headJson(type: string, head: RoleHead, keys: ReadonlyMap<string, RepositoryKey> = new Map()): JsonObject {
  const { version, expires, catalog, issuedAt } = head;
  return {
    _type: type,
    spec_version: SPEC_VERSION,
    version,
    expires,
    'x-assay': { catalog, issuedAt, profile: 1, ...keyWordsJson(keys) },
  };
}

const roleJson = ({ keyIds, threshold }: RoleKeys): JsonObject => ({ keyids: [...keyIds], threshold });

/** What a root signs (TUF 1.0, §4.3). */
export function encodeRoot(root: RootRole): JsonObject {
  const { roles } = root;
  return {
    ...headJson('root', root, root.keys),
    consistent_snapshot: true,
    keys: keysJson(root.keys),
    roles: {
      root: roleJson(roles.root),
      timestamp: roleJson(roles.timestamp),
      snapshot: roleJson(roles.snapshot),
      targets: roleJson(roles.targets),
    },
  };
}

const linkJson = ({ version, length, sha256 }: MetaLink): JsonObject => ({ version, length, hashes: { sha256 } });

/** What a timestamp signs (TUF 1.0, §4.6). */
export function encodeTimestamp(timestamp: TimestampRole): JsonObject {
  return { ...headJson('timestamp', timestamp), meta: { 'snapshot.json': linkJson(timestamp.snapshot) } };
}

/** What a snapshot signs (TUF 1.0, §4.4). */
export function encodeSnapshot(snapshot: SnapshotRole): JsonObject {
  const meta = [...snapshot.meta].map(([role, link]): [string, JsonValue] => [`${role}.json`, linkJson(link)]);
  return { ...headJson('snapshot', snapshot), meta: Object.fromEntries(meta) };
}

/** What targets, or a role that it delegates to, signs (TUF 1.0, §4.5). */
export function encodeTargets(role: TargetsRole): JsonObject {
  const targets = [...role.targets].map(([path, { length, sha256, entry }]): [string, JsonValue] => [
    path,
    { length, hashes: { sha256 }, ...(entry === undefined ? {} : { custom: { entry: entryJson(entry) } }) },
  ]);
  return {
    ...headJson('targets', role, role.keys),
    targets: Object.fromEntries(targets),
    ...(role.delegations.length === 0 ? {} : { delegations: delegationsJson(role) }),
  };
}

function delegationsJson({ keys, delegations }: TargetsRole): JsonObject {
  return {
    keys: keysJson(keys),
    roles: delegations.map(({ name, paths, terminating, ...role }) => ({
      name,
      ...roleJson(role),
      paths: [...paths],
      terminating,
    })),
  };
}

/** An entry is JSON as it stands; only its members that are undefined are left out. */
function entryJson(entry: object): JsonObject {
  const value: JsonObject = JSON.parse(JSON.stringify(entry));
  return value;
}
