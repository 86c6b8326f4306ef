import { describe, expect, it } from 'vitest';
import { codeOf } from '../../testing/code-of.ts';
import type { Contract, ServiceEvent } from '../contract/model.ts';
import { buildModel } from './build-model.ts';
import { LOCK_FILE } from './drift.ts';
import { generateClient } from './index.ts';
import { lockIn, withLockedNames } from './lock.ts';

function contract(...names: readonly string[]): Contract {
  const events = names.map(
    (name): ServiceEvent => ({
      name,
      stability: 'stable',
      sinceContractVersion: 1,
      description: 'An event.',
      payload: { type: 'object', properties: { a: { $ref: '#/$defs/A' } }, $defs: { A: { type: 'string' } } },
    }),
  );
  return {
    apiVersion: 'v1',
    contractVersion: 1,
    generatedBy: 'test',
    stabilityPolicy: 'test',
    capabilities: [],
    endpoints: [],
    services: [{ namespace: 't/v1', description: 'Test.', events }],
  };
}

describe('codegen.lock.json', () => {
  it('holds every name, by target, role and pointer', async () => {
    const files = await generateClient(contract('turned.on'), 'typescript');
    expect(JSON.parse(files.get(LOCK_FILE) ?? '')).toMatchObject({
      kind: 'assay.codegen-lock',
      schemaVersion: 1,
      names: { 't/v1#turned.on': { 'payload#': 'TurnedOnPayload', 'payload#/$defs/A': 'TurnedOnPayloadA' } },
    });
  });

  it('keeps a name when a target comes that would have it too', async () => {
    const before = await generateClient(contract('turned.on'), 'typescript');
    const after = await generateClient(
      contract('turned.on', 'turnedOn'),
      'typescript',
      {},
      { folder: before, shown: '.' },
    );
    expect(after.get('t.v1.ts')).toContain('export interface TurnedOnPayload {');
    expect(after.get('t.v1.ts')).toMatch(/export interface TurnedOnPayloadX[0-9A-F]{8} \{/);
    const fresh = await generateClient(contract('turned.on', 'turnedOn'), 'typescript');
    expect(fresh.get('t.v1.ts')).not.toContain('export interface TurnedOnPayload {');
  });

  it('is the same when it is generated again', async () => {
    const before = await generateClient(contract('turned.on', 'turnedOn'), 'typescript');
    const after = await generateClient(
      contract('turned.on', 'turnedOn'),
      'typescript',
      {},
      { folder: before, shown: '.' },
    );
    expect([...after]).toEqual([...before]);
  });

  it.each([
    ['a name that no type could have', { 't/v1#e': { 'payload#': 'Promise' } }],
    ['a name that two types have', { 't/v1#e': { 'payload#': 'Same', 'payload#/$defs/A': 'same'.replace('s', 'S') } }],
    ['a target that is gone', { 't/v1#gone': { 'payload#': 'Gone' } }],
    ['an inherited member', { constructor: { 'payload#': 'Gone' } }],
  ])('passes over %s', (_, names) => {
    const { namespaces } = buildModel(contract('e'));
    expect(namespaces.map((namespace) => withLockedNames(namespace, { names }))).toEqual(namespaces);
  });

  it.each([
    ['text that is no JSON', '<<<<<<< HEAD\n{}', 'json-syntax'],
    ['half a file', '{"kind": "assay.codegen-lock"', 'json-syntax'],
    ['a key that is there twice', '{"kind": "assay.codegen-lock", "kind": "assay.codegen-lock"}', 'json-duplicate-key'],
    ['another document', '{"kind": "assay.contract", "schemaVersion": 1}', 'schema-invalid'],
    [
      'a name that is code',
      '{"kind": "assay.codegen-lock", "schemaVersion": 1, "names": {"t/v1#e": {"payload#": "A {} export const x"}}}',
      'schema-invalid',
    ],
  ])('refuses %s', (_, text, code) => {
    expect(codeOf(() => lockIn(new Map([[LOCK_FILE, text]]), '.'))).toBe(`${code}/3`);
  });
});
