import { describe, expect, test } from 'vitest';
import { digest, finding, NOW, RUN, requirement, waiver } from '../../testing/gate-fixtures.ts';
import type { PolicyRequirement } from '../formats/generated/policy.ts';
import type { Waiver } from '../formats/generated/waiver.ts';
import type { RunIdentity } from './observation.ts';
import { type WaiverScopeMatch, type WaiverSubject, waivability, waiverFaults, waiverState } from './waiver-state.ts';

const [A, B] = [finding('a').fingerprint, finding('b').fingerprint];
const SUBJECT: WaiverSubject = {
  unit: { evidenceId: 'scan' },
  state: 'fail',
  blockingStates: ['fail'],
  blocked: true,
  accepted: false,
  fingerprints: [A, B],
  producers: [],
  unwaivable: [],
};
const match = (subject: Partial<WaiverSubject> = {}, policy: Partial<PolicyRequirement> = {}): WaiverScopeMatch => {
  const one = { ...SUBJECT, ...subject };
  return { requirement: requirement('scan', policy), subject: one, units: [one] };
};
const why = (changes: Partial<Waiver>, to: WaiverScopeMatch = match(), run: Partial<RunIdentity> = {}) =>
  waiverFaults(waiver('scan', changes), to, { ...RUN, ...run }).map(({ state, explanation }) => [state, explanation]);
const scope = (changes: Partial<Waiver['scope']>): Partial<Waiver> => ({
  scope: { ...waiver('scan').scope, ...changes },
});
const release = (changes: Partial<Waiver['release']>): Partial<Waiver> => ({
  release: { id: RUN.release, modes: ['release-candidate'], ...changes },
});

describe('a waiver that holds', () => {
  test('says for what and until when', () => {
    expect(waiverState(waiver('scan'), match(), RUN, () => undefined)).toEqual({
      state: 'valid',
      explanation: 'lets scan pass until 2031-05-20T00:00:00Z',
    });
  });

  test('needs the people too, who are asked only where the waiver itself fits', () => {
    const fault = { state: 'revoked', explanation: 'was taken back' } as const;
    expect(waiverState(waiver('scan'), match(), RUN, () => fault)).toBe(fault);
    const asked: string[] = [];
    const ask = () => {
      asked.push('asked');
      return fault;
    };
    expect(waiverState(waiver('scan', { expiresAt: NOW }), match(), RUN, ask).state).toBe('expired');
    expect(asked).toEqual([]);
  });
});

describe('a waiver for another run', () => {
  const other = digest('another candidate');
  test.each<[string, Partial<Waiver>, Partial<RunIdentity>, string, string]>([
    ['release', release({ id: '2031.4' }), {}, 'wrong-release', 'is for release 2031.4, this is 2031.5'],
    [
      'mode',
      release({ modes: ['release-candidate', 'production'] }),
      { mode: 'nightly' },
      'wrong-mode',
      'is for release-candidate and production, this run is nightly',
    ],
    [
      'candidate that production demands',
      release({ modes: ['production'] }),
      { mode: 'production' },
      'wrong-candidate',
      'names no candidate, which production demands',
    ],
    [
      'candidate',
      release({ candidateDigest: other }),
      {},
      'wrong-candidate',
      `is for candidate ${other}, this is ${RUN.candidateDigest}; if the same findings still block, \`assay waiver rebind WVR-2031-0001\` writes its next revision`,
    ],
  ])('%s', (_, changes, run, state, explanation) => {
    expect(why(changes, match(), run)).toEqual([[state, explanation]]);
  });
});

describe('a waiver for another time', () => {
  test.each<[string, Partial<Waiver>, string[][]]>([
    [
      'asked for beyond the clock skew',
      { requestedAt: '2031-05-10T12:05:01Z' },
      [['not-yet-valid', `was asked for at 2031-05-10T12:05:01Z, it is ${NOW}`]],
    ],
    ['asked for within the clock skew', { requestedAt: '2031-05-10T12:05:00Z' }, []],
    [
      'not begun',
      { notBefore: '2031-05-10T12:00:01Z' },
      [['not-yet-valid', `begins at 2031-05-10T12:00:01Z, it is ${NOW}`]],
    ],
    ['beginning now', { notBefore: NOW }, []],
    ['ending now', { expiresAt: NOW }, [['expired', `ended at ${NOW}, it is ${NOW}`]]],
    ['too long', { expiresAt: '2031-05-23T00:00:01Z' }, [['too-long', 'lasts 15 days, scan allows 14']]],
    ['as long as allowed', { expiresAt: '2031-05-23T00:00:00Z' }, []],
  ])('%s', (_, changes, expected) => {
    expect(why(changes)).toEqual(expected);
  });
});

describe('a waiver that leads to no unit', () => {
  const unit = (appId: string): WaiverSubject => ({ ...SUBJECT, unit: { evidenceId: 'scan', target: { appId } } });

  test('of a requirement that nobody asks for', () => {
    expect(why({}, { units: [] })).toEqual([['unused', 'names scan, which this mode does not ask for']]);
  });

  test('of a target that nobody judges', () => {
    const to = { requirement: requirement('scan'), units: [unit('one')] };
    expect(why(scope({ target: { appId: 'two' } }), to)).toEqual([['unused', 'names scan#two, which nobody judges']]);
  });

  test('without a target where there are several', () => {
    const to = { requirement: requirement('scan'), units: [unit('one'), unit('two')] };
    expect(why({}, to)).toEqual([['over-broad', 'names no target, and scan judges scan#one, scan#two']]);
  });
});

describe('a waiver that does not fit its unit', () => {
  test.each<[string, Partial<Waiver>, WaiverScopeMatch, string[][]]>([
    [
      'which does not block',
      {},
      match({ blocked: false, state: 'warn' }),
      [['unused', 'scan does not block: its state is warn']],
    ],
    [
      'which the policy keeps from everybody',
      {},
      match({}, { waivable: 'never' }),
      [['not-waivable', 'the policy lets nobody waive scan']],
    ],
    [
      'in which one rule is kept from everybody',
      {},
      match({ unwaivable: ['contract/gone'] }),
      [['not-waivable', 'no waiver may cover contract/gone']],
    ],
    [
      'in which several rules are',
      {},
      match({ unwaivable: ['contract/gone', 'contract/back', 'contract/moved'] }),
      [['not-waivable', 'no waiver may cover contract/gone and 2 more']],
    ],
    [
      'in a state that can not be waived',
      {},
      match({ blockingStates: ['untrusted'] }),
      [['not-waivable', "scan is untrusted, which can't be waived"]],
    ],
    [
      'in a state that the policy keeps',
      {},
      match({}, { waivableStates: ['missing'] }),
      [['not-waivable', "scan is fail, which can't be waived"]],
    ],
    [
      'in a state that it does not cover',
      scope({ states: ['missing', 'skip'] }),
      match(),
      [['state-not-covered', 'covers missing, skip, scan is fail']],
    ],
    [
      'with findings that it does not list',
      scope({ findings: [A] }),
      match(),
      [['finding-mismatch', `does not list 1 of 2 findings that block scan: ${B}`]],
    ],
    [
      'with findings, and it lists none',
      { scope: { evidenceId: 'scan', states: ['fail'] } },
      match(),
      [['finding-mismatch', `does not list 2 of 2 findings that block scan: ${A} and 1 more`]],
    ],
    [
      'without findings, and it lists none',
      { scope: { evidenceId: 'scan', states: ['fail'] } },
      match({ fingerprints: [] }),
      [],
    ],
  ])('%s', (_, changes, to, expected) => {
    expect(why(changes, to)).toEqual(expected);
  });
});

test('several faults are told in the order of run, time, length and scope', () => {
  const changes = { ...release({ id: '2031.4' }), notBefore: '2031-04-01T00:00:00Z', expiresAt: NOW };
  const faults = why({ ...changes, ...scope({ findings: [A] }) });
  expect(faults.map(([state]) => state)).toEqual(['wrong-release', 'expired', 'too-long', 'finding-mismatch']);
});

test.each<[string, Partial<PolicyRequirement>, RunIdentity['mode'], unknown]>([
  ['single', {}, 'release-candidate', { tier: 'single', longestDays: 14 }],
  ['dual', { waivable: 'dual' }, 'release-candidate', { tier: 'dual', longestDays: 30 }],
  ['dual in production', { waivable: 'dual' }, 'production', { tier: 'dual', longestDays: 14 }],
  ['of the policy', { maxWaiverDays: 3 }, 'production', { tier: 'single', longestDays: 3 }],
  ['never', { waivable: 'never' }, 'release-candidate', undefined],
  ['not in a pull request', {}, 'pr', undefined],
  ['not in this state', { waivableStates: ['missing'] }, 'release-candidate', undefined],
])('how it could be waived: %s', (_, policy, mode, expected) => {
  expect(waivability(requirement('scan', policy), ['fail'], mode)).toEqual(expected);
});
