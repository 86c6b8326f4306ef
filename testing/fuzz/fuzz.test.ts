// Readers of what others made, on input that is nearly right: `npm run fuzz`, or a second of it among all tests.
// None may fail with anything but an error of its own, take longer than a second, or say one thing now and another then.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundleDigests } from '../../src/bundle/bundle-digests.ts';
import { openZip } from '../../src/bundle/read-zip.ts';
import { openTgz } from '../../src/bundle/tar/read-tgz.ts';
import { parseCatalog } from '../../src/catalog/crypta-catalog.ts';
import { parseEntryDescriptor } from '../../src/catalog/entry-descriptor.ts';
import { parseYaml } from '../../src/formats/parse-yaml.ts';
import { parseCryptaManifest, toAppManifest } from '../../src/manifest/crypta.ts';
import { paletteApp, parsePaletteManifest } from '../../src/manifest/palette.ts';
import { digestBytes } from '../../src/model/digest.ts';
import { AssayError } from '../../src/model/errors.ts';
import { canonicalJson } from '../../src/model/json/canonical.ts';
import { parseJson } from '../../src/model/json/parse.ts';
import { joinEnvelope } from '../../src/repository/envelope.ts';
import { parseLock } from '../../src/repository/read-lock.ts';
import { parseRevocations } from '../../src/repository/revocations.ts';
import { keyIdOf, keyJson } from '../../src/repository/role-keys.ts';
import { verifyRepository } from '../../src/repository/verify-repository.ts';
import { parseEnvelope } from '../../src/trust/dsse/envelope.ts';
import { parsePrivateKey, parsePublicKey } from '../../src/trust/keys/parse-key.ts';
import { sign } from '../../src/trust/signature.ts';
import { parseTrustStore } from '../../src/trust/store/parse-trust-store.ts';
import { parseCertificates } from '../../src/trust/x509/parse-certificates.ts';
import { KeeperShell, NOW } from '../repository/keeper-shell.ts';
import { mutate, randomFrom } from './mutate.ts';

const alone = process.env.npm_lifecycle_event === 'fuzz';
/** Milliseconds for each reader. */
const BUDGET = alone ? 6_000 : 300;
/** A run of its own takes new numbers each time, and says from which; the tests take the same. */
const SEED = Number(process.env.ASSAY_FUZZ_SEED ?? (alone ? Date.now() % 0x1_0000_0000 : 20_260_131));
const HANG = 1000;

interface Reader {
  readonly name: string;
  readonly seeds: () => readonly Uint8Array[];
  /** What the reader says of some bytes, in words that are the same for the same bytes. */
  read(bytes: Uint8Array): unknown;
}

const shell = new KeeperShell();
const root = fileURLToPath(new URL('../..', import.meta.url));
const file = (path: string): Uint8Array => readFileSync(`${root}${path}`);
const made = (path: string): Uint8Array => readFileSync(shell.at(path));

beforeAll(async () => {
  if (alone) console.info(`ASSAY_FUZZ_SEED=${SEED}`);
  await shell.published();
  await shell.pack('room-lights', 'zip');
  await shell.ok('catalog repo verify --repository repo --lock catalog.lock --update-lock');
}, 120_000);
afterAll(() => shell.remove());

const digestsOf = (bundle: Parameters<typeof bundleDigests>[0]) => bundleDigests(bundle);
/** A published repository with one file replaced. */
function repositoryWith(name: string, bytes: Uint8Array): unknown {
  const { targets } = verifyRepository(
    {
      metadata: (each) => (each === name ? bytes : existing(`repo/metadata/${each}`)),
      metadataNames: () => readdirSync(shell.at('repo/metadata')).sort(),
      document: (each) => existing(`repo/targets/${each}`),
      shown: (each) => each,
      shownDocument: (each) => each,
    },
    { now: new Date(NOW) },
  );
  return [...targets.keys()];
}
function existing(path: string): Uint8Array | undefined {
  try {
    return made(path);
  } catch {
    return undefined;
  }
}
/** A timestamp whose signed bytes are any bytes, rightly signed: what is behind the signature is read too. */
function signedTimestamp(signed: Uint8Array): Uint8Array {
  const key = shell.key('timestamp');
  return joinEnvelope(signed, [{ keyId: keyIdOf(keyJson(key.publicKey) ?? {}), signature: sign(key, signed) }]);
}
const app = 'catalogs/hearth/apps/room-lights/cryptad-app.properties';
const metadata = (): Uint8Array[] =>
  ['timestamp', '1.root', '1.snapshot', '1.targets', '1.author.hearth'].map((name) =>
    made(`repo/metadata/${name}.json`),
  );
const jsonSeeds = (): Uint8Array[] => [...metadata(), file('contracts/hearth/5.json'), file('package.json')];

const READERS: readonly Reader[] = [
  {
    name: 'tgz',
    seeds: () => [made('dist/room-lights.tgz'), made('dist/guest-panel.tgz')],
    read: (b) => digestsOf(openTgz(b, 'x.tgz')),
  },
  {
    name: 'zip',
    seeds: () => [made('dist/room-lights.zip')],
    read: (b) => digestsOf(openZip(b, 'x.zip', { profile: 'safe' })),
  },
  { name: 'json', seeds: jsonSeeds, read: (b) => canonicalJson(parseJson(b, { path: 'x.json' }).value) },
  {
    name: 'yaml',
    seeds: () => [file('contracts/hearth/policy.yaml')],
    read: (b) => canonicalJson(parseYaml(Buffer.from(b).toString(), { path: 'x.yaml' }).value),
  },
  {
    name: 'crypta manifest',
    seeds: () => [file(app)],
    read: (b) => toAppManifest(parseCryptaManifest(b, 'x.properties')).permissions,
  },
  {
    name: 'palette manifest',
    seeds: () => [
      Buffer.from(
        '{"manifest_version":"1","id":"notes","name":"Notes","version":"1.0.0","permissions":["hr.read"],"consumes":[{"target":"hr/v1#list"}]}',
      ),
    ],
    read: (b) => paletteApp(parsePaletteManifest(b, 'palette-plugin.json')).permissions,
  },
  {
    name: 'crypta catalog',
    seeds: () => [file('catalogs/hearth/published/cryptad-app-catalog.properties')],
    read: (b) => parseCatalog(b, 'x').entries.length,
  },
  {
    name: 'entry descriptor',
    seeds: () => [file('catalogs/hearth/entries/room-lights.properties')],
    read: (b) => parseEntryDescriptor(b, 'x').version,
  },
  { name: 'repository root', seeds: metadata, read: (b) => repositoryWith('1.root.json', b) },
  { name: 'repository timestamp', seeds: metadata, read: (b) => repositoryWith('timestamp.json', b) },
  {
    name: 'what a timestamp signs',
    seeds: () => metadata().map((b) => b.subarray(Buffer.from(b).indexOf('"signed":') + 9, -1)),
    read: (b) => repositoryWith('timestamp.json', signedTimestamp(b)),
  },
  {
    name: 'revocations',
    seeds: () => [
      Buffer.from(
        '{"bundles":[],"catalog":"hearth","keys":[],"kind":"assay.repository-revocations","schemaVersion":1}',
      ),
    ],
    read: (b) => parseRevocations(b, 'x'),
  },
  { name: 'catalog lock', seeds: () => [made('catalog.lock')], read: (b) => parseLock(b, 'catalog.lock').catalog },
  {
    name: 'dsse envelope',
    seeds: () => [Buffer.from('{"payload":"eA==","payloadType":"t","signatures":[{"keyid":"a","sig":"eA=="}]}')],
    read: (b) => parseEnvelope(b, { path: 'x' }).payloadType,
  },
  { name: 'trust document', seeds: jsonSeeds, read: (b) => parseTrustStore(b, 'x').keys.length },
  { name: 'public key', seeds: () => [made('keys/ann.pub')], read: (b) => parsePublicKey(b, 'x').fingerprint },
  {
    name: 'private key',
    seeds: () => [made('keys/ann.pem')],
    read: (b) => parsePrivateKey(b, 'x', () => undefined).key.publicKey.fingerprint,
  },
  { name: 'certificates', seeds: () => [made('keys/ann.pub')], read: (b) => parseCertificates(b, 'x').length },
];

/** The answer in one line; anything but an error of ours goes through. */
function verdict({ read }: Reader, bytes: Uint8Array): string {
  try {
    return `read ${digestBytes(JSON.stringify(read(bytes)) ?? '')}`;
  } catch (error) {
    if (error instanceof AssayError) return `${error.code} ${error.message}`;
    throw error;
  }
}

describe('fuzz', () => {
  it.each(READERS.map((reader) => [reader.name, reader] as const))(
    '%s',
    { timeout: BUDGET * 4 + 60_000 },
    (name, reader) => {
      const seeds = reader.seeds();
      const random = randomFrom(SEED ^ name.length);
      const end = performance.now() + BUDGET;
      for (let round = 0; performance.now() < end; round += 1) {
        const bytes = mutate(seeds, random);
        const sample = `seed ${SEED}, round ${round}: ${Buffer.from(bytes).toString('base64').slice(0, 4000)}`;
        const start = process.cpuUsage();
        let first = '';
        try {
          first = verdict(reader, bytes);
        } catch (error) {
          throw new Error(`${sample}\n${error instanceof Error ? error.stack : error}`);
        }
        const { user, system } = process.cpuUsage(start);
        expect((user + system) / 1000, sample).toBeLessThan(HANG);
        if (round % 8 === 0) expect(verdict(reader, bytes), sample).toBe(first);
      }
    },
  );
});
