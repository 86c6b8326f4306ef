import { describe, expect, it } from 'vitest';
import { loadedContract } from '../../testing/rules/contract-fixture.ts';
import type { JsonObject } from '../model/json/value.ts';
import { contractDigests } from './node-digests.ts';

const digests = (more: JsonObject = {}, version = 4) =>
  contractDigests(
    loadedContract(
      {
        capabilities: [{ name: 'a' }, { name: 'b' }],
        endpoints: [{ requiredCapabilities: ['a', 'b'] }, { routeTemplate: '/two', routeFamily: 'other' }],
        services: [{ namespace: 'hr/v1', methods: [{ name: 'list', input: { type: 'object', title: 'In' } }] }],
        ...more,
      },
      'contract.json',
      version,
    ).contract,
  );
const base = digests();

describe('digests of a contract', () => {
  it('name every descriptor, family and service', () => {
    expect([...base.descriptors.keys()].sort()).toEqual([
      'capability a',
      'capability b',
      'endpoint GET /fixture',
      'endpoint GET /two',
      'method hr/v1#list',
    ]);
    expect([...base.families.keys()]).toEqual(['fixture', 'other']);
    expect([...base.services.keys()]).toEqual(['hr/v1']);
  });

  it.each([
    [
      'the order of lists and sets',
      {
        capabilities: [{ name: 'b' }, { name: 'a' }],
        endpoints: [{ routeTemplate: '/two', routeFamily: 'other' }, { requiredCapabilities: ['b', 'a'] }],
      },
      4,
    ],
    ['the place in the history', { previousDigest: `sha256:${'0'.repeat(64)}` }, 5],
  ])('do not change with %s', (_, more, version) => {
    expect(digests(more, version)).toEqual(base);
  });

  it.each([
    ['a description', { capabilities: [{ name: 'a', description: 'A.' }, { name: 'b' }] }, 'capability a'],
    [
      'the title of a schema',
      { services: [{ namespace: 'hr/v1', methods: [{ name: 'list', input: { type: 'object', title: 'Other' } }] }] },
      'method hr/v1#list',
    ],
    [
      'an example',
      {
        services: [
          {
            namespace: 'hr/v1',
            methods: [{ name: 'list', input: { type: 'object', title: 'In' }, examples: { input: [{}] } }],
          },
        ],
      },
      'method hr/v1#list',
    ],
  ])('change in content, not in meaning, with %s, up to the root and nowhere else', (_, more, changed) => {
    const now = digests(more);
    expect(now.contract.content).not.toBe(base.contract.content);
    expect(now.contract.semantic).toBe(base.contract.semantic);
    for (const [name, { content, semantic }] of now.descriptors) {
      expect(content === base.descriptors.get(name)?.content, name).toBe(name !== changed);
      expect(semantic, name).toBe(base.descriptors.get(name)?.semantic);
    }
  });

  it.each([
    [
      'a right',
      { endpoints: [{ requiredCapabilities: ['a'] }, { routeTemplate: '/two', routeFamily: 'other' }] },
      'fixture',
    ],
    ['a window', { lifecyclePolicy: { minimumDeprecationWindowContractVersions: 3 } }, ''],
    [
      'a schema',
      { services: [{ namespace: 'hr/v1', methods: [{ name: 'list', input: { type: 'array' } }] }] },
      'hr/v1',
    ],
  ])('change in meaning with %s, in its own branch', (_, more, branch) => {
    const now = digests(more);
    expect(now.contract.semantic).not.toBe(base.contract.semantic);
    for (const [name, node] of [...now.families, ...now.services]) {
      const before = base.families.get(name) ?? base.services.get(name);
      expect(node.semantic === before?.semantic, name).toBe(name !== branch);
    }
  });
});
