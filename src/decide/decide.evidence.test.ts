import { describe, expect, test } from 'vitest';
import { decideOne, ids, scan } from '../../testing/decide-one.ts';
import {
  digest,
  document,
  evidence,
  evidenceInState,
  finding,
  RUN,
  readWaiver,
  requirement,
  waiver,
  withApprovals,
} from '../../testing/gate-fixtures.ts';
import type { PolicyRequirement } from '../formats/generated/policy.ts';
import { decide } from './decide.ts';
import type { Observation } from './observation.ts';
import type { ReadWaiver } from './read-waiver.ts';
import type { Level } from './states.ts';

describe('evidence', () => {
  test('a requirement without any unit is missing', () => {
    const decision = decide({
      run: RUN,
      requirements: [
        { policy: requirement('compat'), level: 'required', location: { path: 'policy.yaml' }, units: [] },
        { policy: requirement('other'), level: 'required', location: { path: 'policy.yaml' }, units: [{}] },
      ],
      evidence: [document(evidence('other'))],
      waivers: [],
      approvals: [],
      knobs: {},
      policyPath: 'policy.yaml',
    });
    expect([decision.decision, decision.requirements[0]?.state]).toEqual(['no-go', 'missing']);
  });

  test('nothing evaluated is no-go, even where everything is optional, off or waived', () => {
    const nothing = (level: Level | 'off', waivers: readonly ReadWaiver[] = []) =>
      decide(
        withApprovals({
          run: RUN,
          requirements: [{ policy: requirement('scan'), level, location: { path: 'policy.yaml' }, units: [{}] }],
          evidence: [],
          waivers,
          knobs: {},
          policyPath: 'policy.yaml',
        }),
      );
    for (const level of ['optional', 'recommended', 'off'] as const)
      expect([nothing(level).decision, ids(nothing(level)).includes('evidence/nothing-evaluated')]).toEqual([
        'no-go',
        true,
      ]);
    expect(nothing('required', [readWaiver(waiver('scan'))]).decision).toBe('no-go');
  });

  test('what is off is not judged, but a leak blocks there too', () => {
    for (const state of ['malformed', 'untrusted', 'pass']) {
      const decision = decideOne({ state, level: 'off' });
      expect([decision.decision, ids(decision)], state).toEqual(['go', []]);
    }
    const decision = decideOne({ state: 'redaction-failed', level: 'off' });
    expect([decision.decision, ids(decision)]).toEqual(['no-go', ['evidence/redaction-failed']]);
  });

  test('evidence without a place says why it has none', () => {
    const why = (policy: Partial<PolicyRequirement>, target?: { appId: string }): string | undefined =>
      decideOne({ policy, evidence: [document(evidence('scan', {}, target))] }).findings.find(
        ({ ruleId }) => ruleId === 'evidence/unplanned',
      )?.message;
    expect(why({}, { appId: 'one' })).toBe('evidence for scan#one is not used: scan has no such target');
    expect(why({ run: 'compat.bundles' })).toBe(
      'evidence for scan is not used: scan is judged by this run itself (compat.bundles), the file is not believed',
    );
  });

  test('a unit shows what its evidence says of itself', () => {
    expect(scan(decideOne({}))?.units[0]).toMatchObject({
      checks: 3,
      producer: 'scanner 1.0.0',
      finishedAt: '2031-05-10T10:05:00Z',
    });
    expect(scan(decideOne({ state: 'missing' }))?.units[0]?.checks).toBe(0);
  });

  test('off is not judged', () => {
    const decision = decideOne({ state: 'fail', level: 'off' });
    expect([decision.decision, scan(decision)?.state, ids(decision)]).toEqual(['go', 'off', []]);
  });

  test('the highest attempt counts, and an earlier failure is flaky', () => {
    const attempt = (n: number, changes: Parameters<typeof evidence>[1] = {}): Observation =>
      document(
        evidence('scan', { ...changes, producer: { name: 'scanner', version: '1.0.0', attempt: n } }),
        `evidence/${n}.json`,
      );
    const failed = { status: 'fail', findings: [finding('a')] } as const;
    const flaky = decideOne({ evidence: [attempt(2), attempt(1, { status: 'fail', findings: [...failed.findings] })] });
    expect([flaky.decision, scan(flaky)?.units[0]?.flaky, ids(flaky)]).toEqual(['go', true, ['evidence/flaky']]);
    expect(
      decideOne({ evidence: [attempt(1), attempt(2, { status: 'fail', findings: [...failed.findings] })] }).decision,
    ).toBe('no-go');
  });

  test('an equal copy is no conflict', () => {
    const one = evidence('scan');
    expect(scan(decideOne({ evidence: [document(one, 'a.json'), document(one, 'b.json')] }))?.state).toBe('pass');
  });

  const changed: readonly (readonly [string, Parameters<typeof evidence>[1], string])[] = [
    ['release', { release: { ...evidence('scan').release, id: '2031.4' } }, 'wrong-subject'],
    ['mode', { release: { ...evidence('scan').release, mode: 'pr' } }, 'wrong-subject'],
    ['policy', { release: { ...evidence('scan').release, policyDigest: digest('x') } }, 'wrong-subject'],
    ['plan', { release: { ...evidence('scan').release, planDigest: digest('x') } }, 'wrong-subject'],
    ['T31: subject', { subject: [{ name: 'contract.json', digest: digest('x') }] }, 'wrong-subject'],
    ['T31: unknown subject', { subject: [{ name: 'other.json', digest: digest('contract') }] }, 'wrong-subject'],
    ['future', { finishedAt: '2031-05-10T12:05:01Z' }, 'untrusted'],
    ['within the clock skew', { finishedAt: '2031-05-10T12:05:00Z' }, 'pass'],
    ['no such day', { finishedAt: '2031-02-30T12:05:00Z' }, 'untrusted'],
    ['leaking', { redaction: { status: 'fail', findingCount: 1, placeholders: 0 } }, 'redaction-failed'],
  ];
  for (const [name, changes, state] of changed)
    test(`${name} is ${state}`, () => {
      expect(scan(decideOne({ evidence: [document(evidence('scan', changes))] }))?.state).toBe(state);
    });

  test('it is stale beyond the age that the policy allows', () => {
    const state = (maxAgeHours: number) => scan(decideOne({ policy: { maxAgeHours } }))?.state;
    expect([state(1), state(2)]).toEqual(['stale', 'pass']);
    const exactly = document(evidence('scan', { finishedAt: '2031-05-10T11:00:00Z' }));
    expect(scan(decideOne({ evidence: [exactly], policy: { maxAgeHours: 1 } }))?.state).toBe('pass');
  });

  test('an error that no finding explains is explained', () => {
    const silent = decideOne({ evidence: [document(evidence('scan', { status: 'error', statusReason: 'no disk' }))] });
    expect(silent.findings.map(({ ruleId, message }) => [ruleId, message])).toEqual([
      ['evidence/error', 'scan could not look: no disk'],
    ]);
    expect(ids(decideOne({ state: 'error' }))).toEqual(['test/finding', 'test/finding']);
  });

  test('the worst wins', () => {
    const old = evidence('scan', { status: 'fail', findings: [finding('a')], finishedAt: '2031-01-01T00:00:00Z' });
    const decision = decideOne({ evidence: [document(old)], policy: { maxAgeHours: 1 } });
    expect([scan(decision)?.state, ids(decision)]).toEqual(['fail', ['test/finding', 'evidence/stale']]);
  });

  test('a document from the folder does not speak for what the run judges itself', () => {
    const decision = decideOne({ policy: { run: 'compat.bundles' } });
    expect([scan(decision)?.state, ids(decision)]).toEqual(['missing', ['evidence/unplanned', 'evidence/missing']]);
  });

  test('a document that nobody asked for is a warning; a damaged or leaking one blocks', () => {
    const plain = decideOne({ evidence: [...evidenceInState('pass', 'scan'), document(evidence('scam'))] });
    expect([plain.decision, plain.findings[0]?.message]).toEqual([
      'go',
      'evidence for scam is not used: the policy asks for no scam, did you mean scan?',
    ]);
    const leaking = evidence('scam', { redaction: { status: 'fail', findingCount: 1, placeholders: 0 } });
    expect(decideOne({ evidence: [...evidenceInState('pass', 'scan'), document(leaking)] }).decision).toBe('no-go');
    const damaged: Observation = {
      kind: 'broken',
      state: 'malformed',
      reason: 'is cut off',
      location: { path: 'evidence/x.json' },
    };
    const decision = decideOne({ evidence: [...evidenceInState('pass', 'scan'), damaged], waivers: [] });
    expect([decision.decision, ids(decision)]).toEqual(['no-go', ['evidence/malformed']]);
  });

  test('a finding about evidence points to the file, or to the policy where there is none', () => {
    expect(decideOne({ state: 'missing' }).findings[0]?.location).toEqual({
      path: 'policy.yaml',
      pointer: '/requirements/0',
    });
    for (const state of ['skip', 'stale', 'wrong-subject', 'malformed', 'conflict'])
      expect(decideOne({ state }).findings[0]?.location.path, state).toMatch(/^evidence\/scan(?:\.copy)?\.json$/);
  });

  test('where it does not block, the reason is no error', () => {
    expect(decideOne({ state: 'missing', level: 'recommended' }).findings[0]?.severity).toBe('warning');
    expect(decideOne({ state: 'missing', level: 'optional' }).findings[0]?.severity).toBe('note');
  });
});
