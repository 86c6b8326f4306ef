import { describe, expect, test } from 'vitest';
import { digest, finding, waiver } from '../../testing/gate-fixtures.ts';
import type { Waiver } from '../formats/generated/waiver.ts';
import { type DigestedWaiver, earlierWaivers, renewalFault } from './renewals.ts';

const JUNE = { notBefore: '2031-06-01T00:00:00Z', expiresAt: '2031-06-10T00:00:00Z' };
const MAY = { notBefore: '2031-05-01T00:00:00Z', expiresAt: '2031-05-10T00:00:00Z' };
const SPAN = { maxWaivedDays: 3650 };

/** A waiver of the unit `scan` under an id and a digest of its name. */
function named(name: string, changes: Partial<Waiver> = {}, target?: Waiver['scope']['target']): DigestedWaiver {
  const plain = waiver('scan', { id: `WVR-2031-${name}`, ...MAY, ...changes });
  const scope = { ...plain.scope, ...changes.scope, ...(target ? { target } : {}) };
  return { digest: digest(name), waiver: { ...plain, scope } };
}
const about = (...names: string[]): Waiver['scope'] => {
  const [first = 'a', ...others] = names;
  return {
    evidenceId: 'scan',
    states: ['fail'],
    findings: [finding(first).fingerprint, ...others.map((name) => finding(name).fingerprint)],
  };
};
const silent: Waiver['scope'] = { evidenceId: 'scan', states: ['missing'] };
const cameBefore = (one: DigestedWaiver, ...others: DigestedWaiver[]) =>
  earlierWaivers(one, [...others, one]).map(({ waiver: { id } }) => id);

describe('what came before', () => {
  test('is what a waiver says it renews, and what that renewed, whatever they were for', () => {
    const first = named('0001', { scope: about('z') });
    const second = named('0002', { scope: about('y'), renews: first.digest });
    const third = named('0003', { ...JUNE, renews: second.digest });
    expect(cameBefore(third, first, second)).toEqual(['WVR-2031-0001', 'WVR-2031-0002']);
    expect(cameBefore(second, first, third)).toEqual(['WVR-2031-0001']);
    expect(cameBefore(first, second, third)).toEqual([]);
  });

  test('ends where one renews itself or what renews it', () => {
    const first = named('0001', { scope: about('z'), renews: digest('0002') });
    const second = named('0002', { scope: about('y'), renews: first.digest });
    expect(cameBefore(second, first)).toEqual(['WVR-2031-0001']);
    const itself = named('0003', { renews: digest('0003') });
    expect(cameBefore(itself)).toEqual([]);
  });

  test('ends where what is renewed is not there', () => {
    const only = named('0002', { ...JUNE, renews: digest('gone') });
    expect(cameBefore(only, named('0001', { scope: about('z') }))).toEqual([]);
  });

  test.each<[string, boolean, DigestedWaiver]>([
    ['the same finding', true, named('0001', { scope: about('a') })],
    ['one finding in common', true, named('0001', { scope: about('z', 'b') })],
    ['no finding in common', false, named('0001', { scope: about('z') })],
    ['no finding at all', false, named('0001', { scope: silent })],
    ['another target', false, named('0001', { scope: about('a') }, { appId: 'other' })],
    ['the same beginning', false, named('0001', { ...JUNE, scope: about('a') })],
    ['a later beginning', false, named('0001', { ...JUNE, notBefore: '2031-06-02T00:00:00Z', scope: about('a') })],
  ])('is an earlier waiver of the unit with %s: %s', (_, expected, earlier) => {
    const one = named('0002', { ...JUNE, scope: about('a', 'b') });
    expect(cameBefore(one, earlier).length === 1).toBe(expected);
  });

  test('is an earlier waiver without findings, of one that has none either', () => {
    const one = named('0002', { ...JUNE, scope: silent });
    expect(cameBefore(one, named('0001', { scope: silent }))).toEqual(['WVR-2031-0001']);
    expect(cameBefore(one, named('0001', { scope: about('a') }))).toEqual([]);
  });
});

describe('too often', () => {
  const earlier = (number: number): DigestedWaiver =>
    named(`000${number}`, { notBefore: `2031-05-0${9 - number}T00:00:00Z` });
  const one = named('0009', JUNE);

  test('is a third renewal, which names the others in order', () => {
    const two = [earlier(2), earlier(1), one];
    expect(renewalFault(one, two, SPAN)).toBeUndefined();
    expect(renewalFault(one, [earlier(3), ...two], SPAN)).toEqual({
      state: 'over-renewed',
      explanation: 'is renewal 3 of what WVR-2031-0001, WVR-2031-0002, WVR-2031-0003 waived, and 2 are allowed',
    });
    expect(renewalFault(one, [earlier(3), ...two], { ...SPAN, maxRenewals: 3 })).toBeUndefined();
  });

  test('does not count revisions of the waiver itself', () => {
    const revision = { ...earlier(1), waiver: { ...earlier(1).waiver, id: one.waiver.id } };
    expect(renewalFault(one, [revision, earlier(2), earlier(3), one], SPAN)).toBeUndefined();
  });

  test('can not be counted where what is renewed is gone, whatever else is there', () => {
    const of = named('0009', { ...JUNE, renews: digest('gone') });
    expect(renewalFault(of, [earlier(1), of], SPAN)).toEqual({
      state: 'renewal-unknown',
      explanation: `renews ${digest('gone')}, which no file here has`,
    });
    expect(renewalFault(of, [{ ...earlier(1), digest: digest('gone') }, of], SPAN)).toBeUndefined();
  });
});

describe('too long', () => {
  test('is what lasts from the first beginning to the last end, and only of what was waived before', () => {
    const long = named('0009', { notBefore: '2031-05-01T00:00:00Z', expiresAt: '2031-07-01T12:00:00Z' });
    expect(renewalFault(long, [long], {})).toBeUndefined();
    const first = named('0001', { notBefore: '2031-04-30T00:00:00Z' });
    expect(renewalFault(long, [long, first], {})).toEqual({
      state: 'over-renewed',
      explanation: 'would waive since 2031-04-30T00:00:00Z for 63 days in all, and 60 are allowed',
    });
    expect(renewalFault(long, [long, first], { maxWaivedDays: 63 })).toBeUndefined();
  });
});
