import { describe, expect, test } from 'vitest';
import { decideOne } from '../../testing/decide-one.ts';
import { document, evidence } from '../../testing/gate-fixtures.ts';
import type { PolicyKnobs } from '../formats/generated/policy.ts';
import type { EvidenceDocument, EvidenceSigner, RunIdentity } from './observation.ts';

const CI: EvidenceSigner = { principal: 'mailto:ci@example.org', testKey: false, producer: true };
const BEN: EvidenceSigner = { principal: 'mailto:ben@example.org', testKey: false, producer: false };

type Mode = RunIdentity['mode'];

function state(
  signers: readonly EvidenceSigner[] | undefined,
  mode: Mode = 'release-candidate',
  { knobs = {}, producers }: { knobs?: PolicyKnobs; producers?: [string, ...string[]] } = {},
): string {
  const seen = evidence('scan', { release: { ...evidence('scan').release, mode } });
  const { signers: _, ...plain } = document(seen);
  const one: EvidenceDocument = { ...plain, ...(signers ? { signers } : {}) };
  const decided = decideOne({ evidence: [one], run: { mode }, knobs, policy: producers ? { producers } : {} });
  return decided.requirements.find(({ id }) => id === 'scan')?.state ?? '';
}

describe('evidence that is not signed', () => {
  test.each<[Mode, PolicyKnobs, string]>([
    ['pr', {}, 'pass'],
    ['nightly', {}, 'pass'],
    ['release-candidate', {}, 'pass'],
    ['production', {}, 'untrusted'],
    ['production', { signatures: { production: 'off' } }, 'pass'],
    ['release-candidate', { signatures: { 'release-candidate': 'required' } }, 'untrusted'],
    ['pr', { signatures: { 'release-candidate': 'required' } }, 'pass'],
  ])('in %s with %j is %s', (mode, knobs, expected) => {
    expect(state(undefined, mode, { knobs })).toBe(expected);
  });
});

test('where the policy names who signs, no signature is no better than a wrong one, in any mode', () => {
  const producers: [string, ...string[]] = ['mailto:ben@example.org'];
  for (const mode of ['pr', 'nightly', 'release-candidate', 'production'] as const) {
    const knobs: PolicyKnobs = { signatures: { production: 'off' } };
    expect(state([CI], mode, { producers, knobs })).toBe('untrusted');
    expect(state(undefined, mode, { producers, knobs })).toBe('untrusted');
    expect(state([BEN], mode, { producers, knobs })).toBe('pass');
  }
});

describe('evidence that is signed', () => {
  test.each<[string, EvidenceSigner[], [string, ...string[]] | undefined, string]>([
    ['by an evidence producer', [CI], undefined, 'pass'],
    ['by a person who makes no evidence', [BEN], undefined, 'untrusted'],
    ['by both', [BEN, CI], undefined, 'pass'],
    ['by whom the policy names', [BEN], ['mailto:BEN@example.org'], 'pass'],
    ['by another producer than the policy names', [CI], ['mailto:ben@example.org'], 'untrusted'],
  ])('%s', (_, signers, producers, expected) => {
    expect(state(signers, 'release-candidate', producers ? { producers } : {})).toBe(expected);
  });

  test('by a test key alone never satisfies production, whatever the policy says, and no waiver covers it', () => {
    const testKey = { ...CI, testKey: true };
    expect(state([testKey])).toBe('pass');
    expect(state([testKey], 'production')).toBe('untrusted');
    expect(state([testKey], 'production', { knobs: { signatures: { production: 'off' } } })).toBe('untrusted');
    expect(state([testKey, CI], 'production')).toBe('pass');
  });
});
