// A signed repository of many entries, as a publisher who delegates would have it: one author role per thousand bundles.
import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const PER_ROLE = 1000;
const DAY = 86_400_000;

/**
 * Writes the metadata of a repository, without the bundles.
 * @returns the digest of its root, the files that list entries, and one path that each of them signs for
 */
export function writeRepository(folder, count) {
  mkdirSync(join(folder, 'metadata'), { recursive: true });
  const [ann, bob, author, snapshot, timestamp] = Array.from({ length: 5 }, newKey);
  const meta = {};
  const lists = [];
  const paths = [];
  const delegations = [];
  for (let from = 0; from < count; from += PER_ROLE) {
    const name = `author.p${from / PER_ROLE}`;
    const targets = Object.fromEntries(
      Array.from({ length: Math.min(PER_ROLE, count - from) }, (_, index) => targetOf(from / PER_ROLE, from + index)),
    );
    delegations.push({
      name,
      keyids: [author.id],
      threshold: 1,
      terminating: true,
      paths: [`apps/p${from / PER_ROLE}-*/*/*`],
    });
    const bytes = signed({ ...head('targets', 100), targets }, [author]);
    lists.push(bytes);
    paths.push(Object.keys(targets)[0]);
    meta[`${name}.json`] = write(folder, `1.${name}.json`, bytes);
  }
  const targets = { targets: {}, delegations: { keys: { [author.id]: author.json }, roles: delegations } };
  meta['targets.json'] = write(folder, '1.targets.json', signed({ ...head('targets', 100), ...targets }, [ann, bob]));
  const top = {
    'snapshot.json': write(folder, '1.snapshot.json', signed({ ...head('snapshot', 10), meta }, [snapshot])),
  };
  write(folder, 'timestamp.json', signed({ ...head('timestamp', 5), meta: top }, [timestamp]));
  const role = (...keys) => ({ keyids: keys.map(({ id }) => id), threshold: keys.length });
  const root = {
    ...head('root', 300),
    consistent_snapshot: true,
    keys: Object.fromEntries([ann, bob, snapshot, timestamp].map(({ id, json }) => [id, json])),
    roles: { root: role(ann, bob), targets: role(ann, bob), snapshot: role(snapshot), timestamp: role(timestamp) },
  };
  const link = write(folder, '1.root.json', signed(root, [ann, bob]));
  return { rootDigest: `sha256:${link.hashes.sha256}`, lists, paths };
}

function newKey() {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const raw = publicKey.export({ type: 'spki', format: 'der' }).subarray(-32);
  const json = { keytype: 'ed25519', keyval: { public: raw.toString('hex') }, scheme: 'ed25519' };
  return { privateKey, json, id: sha256(canonical(json)) };
}

function head(type, days) {
  const now = Math.floor(Date.now() / 1000) * 1000;
  return {
    _type: type,
    spec_version: '1.0.34',
    version: 1,
    expires: instant(now + days * DAY),
    'x-assay': { catalog: 'bench', issuedAt: instant(now), profile: 1 },
  };
}

function targetOf(part, index) {
  const id = `p${part}-app${index}`;
  const version = `1.${index % 50}.0`;
  const digest = (what) => sha256(`${what} ${index}`);
  const entry = {
    schemaVersion: 1,
    dialect: 'crypta',
    id,
    name: `App ${index}`,
    version,
    size: 1000 + index,
    digests: { file: `sha256:${digest('file')}`, tar: `sha256:${digest('tar')}`, tree: `sha256:${digest('tree')}` },
    epoch: 1_700_000_000,
    manifest: { path: 'cryptad-app.properties', digest: `sha256:${digest('manifest')}` },
    permissions: ['queue.read', 'queue.write'],
    api: {
      minimumVersion: 1,
      maximumTestedVersion: 4,
      optionalCapabilities: ['content.read'],
      experimentalCapabilitiesAccepted: false,
    },
    services: [],
    contractDigest: `sha256:${digest('contract')}`,
    publishedAt: '2026-01-01T00:00:00Z',
    status: 'active',
  };
  const target = { length: entry.size, hashes: { sha256: digest('file') }, custom: { entry } };
  return [`apps/${id}/${version}/${id}-${version}.tgz`, target];
}

const sha256 = (data) => createHash('sha256').update(data).digest('hex');
const instant = (milliseconds) => new Date(milliseconds).toISOString().replace('.000Z', 'Z');

/** RFC 8785 for what stands above: ASCII and whole numbers. */
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.keys(value).sort();
  return `{${members.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(',')}}`;
}

function signed(content, keys) {
  const text = canonical(content);
  const signatures = keys
    .map(({ id, privateKey }) => ({ keyid: id, sig: sign(null, Buffer.from(text), privateKey).toString('hex') }))
    .sort((a, b) => (a.keyid < b.keyid ? -1 : 1));
  return Buffer.from(`{"signatures":${canonical(signatures)},"signed":${text}}`);
}

function write(folder, name, bytes) {
  writeFileSync(join(folder, 'metadata', name), bytes);
  return { version: 1, length: bytes.length, hashes: { sha256: sha256(bytes) } };
}
