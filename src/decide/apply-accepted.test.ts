import { describe, expect, test } from 'vitest';
import {
  accepted,
  acceptor,
  document,
  evidence,
  evidenceInState,
  finding,
  RUN,
  requirement,
} from '../../testing/gate-fixtures.ts';
import type { EvidenceFinding } from '../formats/generated/evidence.ts';
import type { PolicyRequirement } from '../formats/generated/policy.ts';
import { acceptable, applyAccepted, certifiedAccepted, isAccepted, shrunkUnits } from './apply-accepted.ts';
import type { AcceptedStanding } from './judge-accepted.ts';
import { type JudgedRequirement, judgeRequirement } from './judge-requirement.ts';
import type { Observation } from './observation.ts';
import type { Level } from './states.ts';
import { unitKey } from './unit.ts';

const A = finding('a').fingerprint;
const B = finding('b').fingerprint;

interface Asked {
  readonly policy?: Partial<PolicyRequirement>;
  readonly level?: Level | 'off';
}

/** The requirement `scan` as it is judged by this evidence. */
function judged(seen: readonly Observation[], { policy = {}, level = 'required' }: Asked = {}): JudgedRequirement {
  const planned = { policy: requirement('scan', policy), level, location: { path: 'policy.yaml' }, units: [{}] };
  return judgeRequirement(planned, new Map([[unitKey({ evidenceId: 'scan' }), seen]]), RUN, {});
}
const failed = (...findings: EvidenceFinding[]) => [document(evidence('scan', { status: 'fail', findings }))];
const standing = (of = accepted('scan', ['a', 'b'])): AcceptedStanding => ({
  path: of.location.path,
  state: 'valid',
  explanation: '',
  known: of,
  signers: of.signers,
});
const counts = (one: JudgedRequirement) => one.units.map((unit) => Object.fromEntries(acceptable(one, unit)));
const outcomes = (of: readonly JudgedRequirement[]) =>
  of.flatMap(({ units }) => units.map((unit) => [unit.outcome, unit.accepted.length, unit.blocking.length]));

describe('what may be accepted', () => {
  test('is each finding as often as it was found', () => {
    const twice = [finding('a'), finding('b'), finding('a')];
    expect(counts(judged(failed(...twice)))).toEqual([
      { [A]: { ruleId: 'test/finding', count: 2 }, [B]: { ruleId: 'test/finding', count: 1 } },
    ]);
  });

  test('is a warning as a warning', () => {
    const warned = judged(evidenceInState('warn', 'scan'), { policy: { warnBlocks: true } });
    expect(counts(warned)).toEqual([
      { [finding('w').fingerprint]: { ruleId: 'test/finding', count: 1, severity: 'warning' } },
    ]);
  });

  test.each<[string, readonly Observation[], Asked]>([
    ['that does not block', failed(finding('a')), { level: 'recommended' }],
    ['that nobody may waive', failed(finding('a')), { policy: { waivable: 'never' } }],
    ['in a state that the policy keeps', failed(finding('a')), { policy: { waivableStates: ['missing'] } }],
    ['of a rule that is never waived', failed({ ...finding('a'), waivable: false }), {}],
    ['that has no name', failed({ ...finding('a'), ruleId: 'exec/failed' }), {}],
    ['where nobody looked', evidenceInState('missing', 'scan'), {}],
    ['where looking failed', evidenceInState('error', 'scan'), {}],
    [
      'in evidence that is stale besides',
      [document(evidence('scan', { status: 'fail', findings: [finding('a')], finishedAt: '2031-01-01T00:00:00Z' }))],
      { policy: { maxAgeHours: 1 } },
    ],
  ])('is nothing %s', (_, seen, asked) => {
    expect(counts(judged(seen, asked))).toEqual([{}]);
    expect(applyAccepted([judged(seen, asked)], standing())).toEqual([judged(seen, asked)]);
  });
});

describe('a list', () => {
  test('accepts as many as it lists, and what is left blocks', () => {
    const one = judged(failed(finding('a'), finding('a'), finding('b')));
    expect(outcomes(applyAccepted([one], standing()))).toEqual([['block', 2, 1]]);
    expect(outcomes(applyAccepted([one], standing(accepted('scan', ['a', 'a', 'b']))))).toEqual([['accepted', 3, 0]]);
  });

  test('that is none, does not hold or is about something else accepts nothing', () => {
    const one = judged(failed(finding('a')));
    for (const no of [undefined, { ...standing(), state: 'expired' as const }, standing(accepted('other', ['a']))])
      expect(applyAccepted([one], no)).toEqual([one]);
    const { known: _, ...none } = standing();
    expect(applyAccepted([one], none)).toEqual([one]);
  });

  test('does not count who made the evidence', () => {
    const [seen] = failed(finding('a'));
    const by = (principal: string): Observation[] =>
      seen ? [{ ...seen, signers: [{ principal, testKey: false, producer: true }] }] : [];
    expect(outcomes(applyAccepted([judged(by('mailto:Otto@example.org'))], standing()))).toEqual([['block', 0, 1]]);
    expect(outcomes(applyAccepted([judged(by('mailto:ci@example.org'))], standing()))).toEqual([['accepted', 1, 0]]);
  });

  test('takes a warning that was accepted as such, and no error in its place', () => {
    const list = accepted('scan', ['a']);
    const [unit] = list.list.units;
    const mild = unit && { ...unit, findings: [{ ...unit.findings[0], severity: 'warning' as const }] as const };
    const of = standing(accepted('scan', ['a'], mild ? { units: [{ ...mild, findings: [mild.findings[0]] }] } : {}));
    expect(outcomes(applyAccepted([judged(failed(finding('a')))], of))).toEqual([['block', 0, 1]]);
  });

  test('accepts all or the unit still blocks', () => {
    const some = [finding('a')];
    expect(isAccepted({ accepted: some, blocking: [] })).toBe(true);
    expect(isAccepted({ accepted: some, blocking: some })).toBe(false);
    expect(isAccepted({ accepted: [], blocking: [] })).toBe(false);
  });
});

describe('what is found no more', () => {
  const list = accepted('scan', ['a', 'a', 'b']);
  const shrunk = (of: JudgedRequirement[]) =>
    shrunkUnits(list.list, of).map(({ findings }) => findings.map(({ fingerprint, count }) => [fingerprint, count]));
  const vanished = (of: JudgedRequirement[], run = RUN) =>
    certifiedAccepted(standing(list), of, run).units.map((unit) => [unit.listed, unit.accepted, unit.vanished]);
  const all = [A, B];

  test.each<[string, JudgedRequirement[], unknown[], string[]]>([
    [
      'is nothing',
      [judged(failed(finding('a'), finding('a'), finding('b')))],
      [
        [
          [A, 2],
          [B, 1],
        ],
      ],
      [],
    ],
    [
      'is one of two',
      [judged(failed(finding('a'), finding('b')))],
      [
        [
          [A, 1],
          [B, 1],
        ],
      ],
      [A],
    ],
    ['is one kind', [judged(failed(finding('a'), finding('a')))], [[[A, 2]]], [B]],
    ['is everything where all passes', [judged(evidenceInState('pass', 'scan'))], [], all],
    ['is everything where only warnings are left', [judged(evidenceInState('warn', 'scan'))], [], all],
    ['is everything where nobody judges it', [], [], all],
    [
      'is unknown where nobody looked',
      [judged(evidenceInState('missing', 'scan'))],
      [
        [
          [A, 2],
          [B, 1],
        ],
      ],
      [],
    ],
    [
      'is unknown where looking failed',
      [judged(evidenceInState('skip', 'scan'))],
      [
        [
          [A, 2],
          [B, 1],
        ],
      ],
      [],
    ],
    [
      'is unknown in a mode without it',
      [judged([], { level: 'off' })],
      [
        [
          [A, 2],
          [B, 1],
        ],
      ],
      [],
    ],
  ])('%s', (_, of, left, gone) => {
    expect([shrunk(of), vanished(of)]).toEqual([left, [[3, 0, gone]]]);
  });

  test('can only be said in the mode in which it was accepted', () => {
    expect(vanished([judged(evidenceInState('pass', 'scan'))], { ...RUN, mode: 'nightly' })).toEqual([[3, 0, []]]);
  });
});

test('a list is shown with all that people ask of it', () => {
  const list = accepted('scan', ['a', 'b'], {}, { signers: [acceptor('rita', 'release-manager')] });
  const shown = certifiedAccepted(standing(list), applyAccepted([judged(failed(finding('a')))], undefined), RUN);
  expect(shown).toMatchObject({
    path: 'accepted.jsonl',
    digest: list.digest,
    sequence: 1,
    reason: 'they were there before anybody looked',
    owner: 'mailto:ben@example.org',
    tracking: ['https://example.org/t/2'],
    accepted: 0,
  });
  const { known: _, ...broken } = standing(list);
  expect(certifiedAccepted({ ...broken, state: 'forged', explanation: 'is edited' }, [], RUN)).toEqual({
    path: 'accepted.jsonl',
    state: 'forged',
    explanation: 'is edited',
    accepted: 0,
    units: [],
  });
});
