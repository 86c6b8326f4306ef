// One thing changed in a signed repository, anywhere: it is refused.
import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canonicalJson } from '../../src/model/json/canonical.ts';
import { isJsonObject, type JsonValue } from '../../src/model/json/value.ts';
import { RepositoryBreach } from '../../src/repository/breach.ts';
import type { RepositorySource } from '../../src/repository/model.ts';
import { verifyRepository } from '../../src/repository/verify-repository.ts';
import { KeeperShell, NOW } from './keeper-shell.ts';

const shell = new KeeperShell();
const metadata = new Map<string, Uint8Array>();
const documents = new Map<string, Uint8Array>();

beforeAll(async () => {
  await shell.published();
  for (const name of readdirSync(shell.at('repo/metadata')))
    metadata.set(name, readFileSync(shell.at(`repo/metadata/${name}`)));
  for (const name of readdirSync(shell.at('repo/targets')).filter((each) => each.endsWith('.json')))
    documents.set(name, readFileSync(shell.at(`repo/targets/${name}`)));
}, 120_000);
afterAll(() => shell.remove());

function verdict(name?: string, bytes?: Uint8Array): string {
  const source: RepositorySource = {
    metadata: (each) => (each === name ? bytes : metadata.get(each)),
    metadataNames: () => [...metadata.keys()].sort(),
    document: (each) => (each === name ? bytes : documents.get(each)),
    shown: (each) => each,
    shownDocument: (each) => each,
  };
  try {
    verifyRepository(source, { now: new Date(NOW) });
    return 'accepted';
  } catch (error) {
    if (error instanceof RepositoryBreach) return 'refused';
    throw error;
  }
}

/** Every value that differs from a value in one leaf, or lacks one member or item. */
function* mutations(value: JsonValue): Generator<JsonValue> {
  if (typeof value === 'string') yield* [`${value}x`, value.slice(1), 1];
  else if (typeof value === 'number') yield* [value + 1, value - 1, `${value}`];
  else if (typeof value === 'boolean') yield !value;
  else if (value === null) yield 0;
  else if (Array.isArray(value))
    for (const [at, item] of value.entries()) {
      for (const other of mutations(item)) yield value.with(at, other);
      yield value.toSpliced(at, 1);
    }
  else if (isJsonObject(value))
    for (const [name, item] of Object.entries(value)) {
      for (const other of mutations(item)) yield { ...value, [name]: other };
      const { [name]: _, ...rest } = value;
      yield rest;
      yield { ...value, [`${name}x`]: item };
    }
}

describe('a signed repository', () => {
  it('is accepted as it is', () => expect(verdict()).toBe('accepted'));

  it('is refused with any leaf of any role changed, dropped or added', { timeout: 120_000 }, () => {
    let count = 0;
    for (const [name, bytes] of [...metadata, ...documents])
      for (const changed of mutations(JSON.parse(Buffer.from(bytes).toString()))) {
        count += 1;
        const text = canonicalJson(changed);
        expect(verdict(name, Buffer.from(text)), `${name}: ${text.slice(0, 200)}`).toBe('refused');
      }
    expect(count).toBeGreaterThan(900);
  });

  it.each(['timestamp.json', '1.snapshot.json', '1.revocation.json'])(
    'is refused with any byte of %s changed, and many dropped, doubled or cut off',
    { timeout: 120_000 },
    (name) => {
      const bytes = Buffer.from(metadata.get(name) ?? []);
      expect(bytes.length).toBeGreaterThan(300);
      for (let at = 0; at < bytes.length; at += 1) {
        const flipped = Buffer.from(bytes);
        flipped.writeUInt8(flipped.readUInt8(at) ^ (1 << (at % 8)), at);
        expect(verdict(name, flipped), `byte ${at}`).toBe('refused');
        if (at % 16 !== 0) continue;
        const dropped = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1)]);
        const doubled = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at, at + 1), bytes.subarray(at)]);
        for (const changed of [dropped, doubled, bytes.subarray(0, at)])
          expect(verdict(name, changed), `byte ${at}`).toBe('refused');
      }
    },
  );
});
