import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { generateClient } from '../src/codegen/index.ts';
import { readClientFolder } from '../src/codegen/read-client.ts';
import type { Contract, LoadedContract } from '../src/contract/model.ts';
import { readContract } from '../src/contract/read-contract.ts';
import { compileTypeScript } from './compile-typescript.ts';

const ROOT = resolve(fileURLToPath(new URL('..', import.meta.url)));
const FOLDER = join(ROOT, 'contracts/hearth');
const CLIENT = join(ROOT, 'fixtures/clients/hearth-ts');

const read = (name: string): Promise<LoadedContract> => readContract(join(FOLDER, name), name);
const source = await read('contract.yaml');
const releases = await Promise.all([1, 2, 3, 4, 5].map((version) => read(`${version}.json`)));

interface Descriptor {
  readonly identity: string;
  readonly stability: string;
  readonly sinceContractVersion: number;
  readonly deprecation?: { readonly removalContractVersion: number | null; readonly replacement?: string } | null;
}

/** Every descriptor of a contract with the identity that reports give it. */
function descriptors({ capabilities, endpoints, services = [] }: Contract): Descriptor[] {
  return [
    ...capabilities.map((item) => ({ ...item, identity: item.name })),
    ...endpoints.map((item) => ({ ...item, identity: `${item.method} ${item.routeTemplate}` })),
    ...services.flatMap(({ namespace, methods = [], events = [] }) =>
      [...methods, ...events].map((item) => ({ ...item, identity: `${namespace}#${item.name}` })),
    ),
  ];
}

describe("the example's contract", () => {
  it('is what its current snapshot says', () => {
    expect(source.digest).toBe(releases.at(-1)?.digest);
  });

  it('is rich enough to be the documentation', () => {
    const { capabilities, endpoints, services = [] } = source.contract;
    const levels = ['deprecated', 'experimental', 'internal', 'operator-only', 'scheduled-for-removal', 'stable'];
    expect([...new Set(capabilities.map(({ stability }) => stability))].sort()).toEqual(levels);
    expect([...new Set(endpoints.map(({ stability }) => stability))].sort()).toEqual(levels);
    expect(capabilities.length).toBeGreaterThanOrEqual(12);
    expect(endpoints.length).toBeGreaterThanOrEqual(30);
    expect(services.map(({ namespace }) => namespace)).toEqual(['devices/v1', 'automation/v1']);
  });

  it('describes every descriptor in a sentence of its own', () => {
    const { capabilities, endpoints, services = [] } = source.contract;
    const texts = [
      ...capabilities,
      ...endpoints,
      ...services,
      ...services.flatMap(({ methods = [], events = [] }) => [...methods, ...events]),
    ].map(({ description }) => description);
    for (const text of texts) expect(text).toMatch(/^[A-Z].{18,}\.$/);
  });

  it('has no schema file that no method or event names', () => {
    const text = readFileSync(join(FOLDER, 'contract.yaml'), 'utf8');
    const named = [...text.matchAll(/\$ref: \.\/(schemas\/\S+\.json)/g)].map(([, path]) => path);
    const there = readdirSync(join(FOLDER, 'schemas'), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.json'))
      .map((path) => `schemas/${path}`);
    expect(named.toSorted()).toEqual(there.toSorted());
  });

  it('has schemas that a strict validator compiles', () => {
    const ajv = new Ajv2020({ strict: true, allowUnionTypes: true });
    addFormats.default(ajv);
    const schemas = (source.contract.services ?? []).flatMap(({ methods = [], events = [] }) => [
      ...methods.flatMap(({ input, output }) => [input, output]),
      ...events.map(({ payload }) => payload),
    ]);
    for (const schema of schemas) expect(() => ajv.compile(schema)).not.toThrow();
  });
});

describe("the example's history", () => {
  it('counts up, and each version names the one before', () => {
    expect(releases.map(({ contract }) => contract.contractVersion)).toEqual([1, 2, 3, 4, 5]);
    expect(releases.map(({ contract }) => contract.previousDigest)).toEqual([
      undefined,
      ...releases.slice(0, -1).map(({ digest }) => digest),
    ]);
  });

  it.each([1, 2, 3, 4])('adds, deprecates and removes lawfully from version %i to the next', (version) => {
    const [before, after] = [releases[version - 1], releases[version]].map((release) =>
      descriptors(release?.contract ?? source.contract),
    );
    const next = version + 1;
    for (const descriptor of after ?? []) {
      const was = before?.find(({ identity }) => identity === descriptor.identity);
      expect([descriptor.identity, descriptor.sinceContractVersion]).toEqual([
        descriptor.identity,
        was?.sinceContractVersion ?? next,
      ]);
    }
    const removed = (before ?? []).filter(
      ({ identity }) => !after?.some((descriptor) => descriptor.identity === identity),
    );
    for (const { identity, stability, deprecation } of removed)
      expect([identity, stability, deprecation?.removalContractVersion]).toEqual([
        identity,
        'scheduled-for-removal',
        next,
      ]);
    const tombstones = releases[version]?.contract.tombstones ?? [];
    expect(tombstones.map(({ identity }) => identity).toSorted()).toEqual(
      removed.map(({ identity }) => identity).toSorted(),
    );
  });

  it.each([1, 2, 3, 4, 5])('names replacements that version %i has', (version) => {
    const all = descriptors(releases[version - 1]?.contract ?? source.contract);
    const replacements = all.flatMap(({ deprecation }) => deprecation?.replacement ?? []);
    expect(replacements.filter((replacement) => !all.some(({ identity }) => identity === replacement))).toEqual([]);
  });
});

describe("the example's client", () => {
  it('is what the contract gives, and compiles', async () => {
    const generated = await generateClient(source.contract, 'typescript');
    expect(new Map(readClientFolder(CLIENT, 'client'))).toEqual(generated);
    expect(compileTypeScript(generated)).toEqual([]);
  });

  it('types a conversation with the hub', async () => {
    const files = new Map(await generateClient(source.contract, 'typescript'));
    files.set(
      'use.ts',
      `import { createClient, type Transport } from './index.js';

export async function dimEverything(transport: Transport): Promise<readonly string[]> {
  const hub = createClient(transport);
  const { devices } = await hub.call('devices/v1#list', { kind: 'light' });
  for (const { id, state } of devices)
    if (state.kind === 'light' && state.brightness !== undefined)
      await hub.call('devices/v1#state.set', { id, state: { kind: 'light', on: true, brightness: 10 } });
  const stop = hub.on('devices/v1#state.changed', ({ id, cause }) => void [cause === 'hand', id.length]);
  stop();
  return devices.map(({ name }) => name);
}
`,
    );
    expect(compileTypeScript(files)).toEqual([]);
  });
});
