// A catalog author's desk in a temporary folder: packed bundles, descriptors, keys, and the commands over them.
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { manifestLines, type Workspace, workspace } from './app-files.ts';
import { type CliRun, runCli } from './run-cli.ts';

export interface TestKey {
  readonly id: string;
  readonly privateKey: KeyObject;
  /** SubjectPublicKeyInfo in base64, as lists of trusted keys have it. */
  readonly spki: string;
}

export function testKey(id: string): TestKey {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return { id, privateKey, spki: publicKey.export({ type: 'spki', format: 'der' }).toString('base64') };
}

/** A trusted-keys file; version 2 where a key has more to say than its id. */
export function trustedKeys(
  ...keys: readonly (TestKey & { readonly life?: Readonly<Record<string, string>> })[]
): string {
  const version = keys.some(({ life }) => life !== undefined) ? 2 : 1;
  const lines = keys.flatMap(({ id, spki, life }, index) => [
    `key.${index}.id=${id}`,
    `key.${index}.algorithm=Ed25519`,
    `key.${index}.public.key.base64=${spki}`,
    ...(version === 1
      ? []
      : Object.entries({ ...ACTIVE, ...life }).map(([name, value]) => `key.${index}.${name}=${value}`)),
  ]);
  return `${[`trusted.keys.version=${version}`, ...lines].join('\n')}\n`;
}

const ACTIVE = { status: 'active', 'valid.from': '2026-01-01T00:00:00Z', 'valid.until': '2027-01-01T00:00:00Z' };

export interface CatalogDesk extends Workspace {
  readonly key: TestKey;
  assay(
    line: string,
    options?: { readonly tty?: boolean; readonly env?: Readonly<Record<string, string>> },
  ): Promise<CliRun>;
  /** Packs `dist/<id>-<version>.zip`, and writes its descriptor `entries/<id>.properties` with more lines after the required ones. */
  offer(id: string, manifest?: readonly string[], descriptor?: readonly string[]): void;
  /** Makes and signs `dist/cryptad-app-catalog.properties` from the descriptors of the apps. */
  publish(...ids: readonly string[]): Promise<void>;
}

export const CATALOG = 'dist/cryptad-app-catalog.properties';
export const SIGNATURE = 'dist/cryptad-app-catalog.signature';

export function catalogDesk(): CatalogDesk {
  const space = workspace();
  const key = testKey('catalog-1');
  space.write('.git/HEAD', '');
  space.write('key.pem', key.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
  chmodSync(join(space.path, 'key.pem'), 0o600);
  space.write('trusted.properties', trustedKeys(key));
  const assay: CatalogDesk['assay'] = (line, options = {}) =>
    runCli(line.match(/"[^"]*"|\S+/g)?.map((word) => word.replaceAll('"', '')) ?? [], { cwd: space.path, ...options });
  const must = async (line: string): Promise<void> => {
    const run = await assay(line);
    if (run.exit !== 0) throw new Error(`${line}\n${run.stdout}${run.stderr}`);
  };
  return {
    ...space,
    key,
    assay,
    offer(id, manifest = [], descriptor = []) {
      const own = [`app.id=${id}`, `app.name=${id}`, 'app.version=1.0.0', ...manifest];
      const named = new Set(own.map((line) => line.split('=')[0]));
      const rest = manifestLines('app.permissions=queue.read').filter((line) => !named.has(line.split('=')[0] ?? ''));
      space.zip(`dist/${id}-1.0.0.zip`, [...rest, ...own]);
      const lines = [
        `artifact.path=../dist/${id}-1.0.0.zip`,
        `bundle.uri=https://apps.example.invalid/${id}-1.0.0.zip`,
        'summary=Reads.',
        ...descriptor,
      ];
      space.write(`entries/${id}.properties`, `${lines.join('\n')}\n`);
    },
    async publish(...ids) {
      const entries = ids.map((id) => `--entry entries/${id}.properties`).join(' ');
      await must(`catalog create --catalog-id core --name "Core Apps" ${entries} --output ${CATALOG}`);
      await must(`catalog sign --catalog ${CATALOG} --key-id ${key.id} --private-key-file key.pem`);
    },
  };
}
