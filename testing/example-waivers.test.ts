import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Waiver } from '../src/formats/generated/waiver.ts';

const waiver = (name: string): Waiver =>
  JSON.parse(readFileSync(fileURLToPath(new URL(`../contracts/hearth/waivers/${name}.json`, import.meta.url)), 'utf8'));

/** A fingerprint by its definition: sha256 over the RFC 8785 form of [rule, …what it is about]; these keys need no sorting. */
function fingerprint(...key: readonly unknown[]): string {
  return `sha256:${createHash('sha256').update(JSON.stringify(key)).digest('hex')}`;
}

const MEDIA = ['media.control', 'media.read'].map((name) =>
  fingerprint('compat/experimental-capability-without-acceptance', 'cinema-mode', name),
);

describe("the example's waivers", () => {
  it.each([
    ['cinema-mode', 'compat', 'cinema-mode', MEDIA],
    ['cinema-mode-first', 'compat', 'cinema-mode', MEDIA],
    ['guest-panel', 'compat', 'guest-panel', [fingerprint('compat/api-metadata-missing', 'guest-panel')]],
    [
      'morning-brief',
      'compat',
      'morning-brief',
      [fingerprint('compat/target-newer-than-tested', 'morning-brief', 3, 5)],
    ],
    ['night-watch', 'compat', 'night-watch', [fingerprint('compat/minimum-version-above-target', 'night-watch', 6, 5)]],
    [
      'morning-brief-entry',
      'catalog.metadata',
      'morning-brief',
      [
        fingerprint('compat/catalog-permission-mismatch', 'morning-brief', {
          extra: ['devices.control'],
          missing: ['rooms.read'],
        }),
        fingerprint('compat/catalog-api-compatibility-mismatch', 'morning-brief', 'api.maximumTestedVersion', 5, 3),
      ],
    ],
  ])('%s lets pass what its words say, and no other finding', (name, evidenceId, appId, findings) => {
    const { scope } = waiver(name);
    const strict = fingerprint('evidence/strict-verification-failed', evidenceId, { appId });
    const expected = evidenceId === 'compat' ? [strict, ...findings] : findings;
    expect(scope).toEqual({ evidenceId, target: { appId }, states: ['fail'], findings: expect.any(Array) });
    expect(scope.findings?.toSorted()).toEqual(expected.toSorted());
  });
});
