import { describe, expect, test } from 'vitest';
import { decideOne, FAULTS, scan } from '../../testing/decide-one.ts';
import { evidenceInState, RUN, readWaiver, requirement, waiver, withApprovals } from '../../testing/gate-fixtures.ts';
import { type Decision, decide } from './decide.ts';
import type { Observation } from './observation.ts';
import type { ReadWaiver } from './read-waiver.ts';
import { STATES } from './states.ts';

/** The rows of the published table, again, as whole decisions: what `required` without and with a valid waiver leads to. */
const DECISIONS: Readonly<Record<string, readonly [string, string]>> = {
  pass: ['go', 'go'],
  warn: ['go', 'go'],
  fail: ['no-go', 'go-with-waivers'],
  error: ['no-go', 'go-with-waivers'],
  missing: ['no-go', 'go-with-waivers'],
  skip: ['no-go', 'go-with-waivers'],
  stale: ['no-go', 'go-with-waivers'],
  'wrong-subject': ['no-go', 'no-go'],
  untrusted: ['no-go', 'no-go'],
  malformed: ['no-go', 'no-go'],
  conflict: ['no-go', 'no-go'],
  'redaction-failed': ['no-go', 'no-go'],
};

describe('every state, level, tier, waiver and knob, through the whole gate', () => {
  const waivers: Readonly<Record<string, (id: string) => ReadWaiver[]>> = {
    none: () => [],
    valid: (id) => [readWaiver(waiver(id))],
    ...Object.fromEntries(Object.entries(FAULTS).map(([name, make]) => [name, (id: string) => [make(id)]])),
  };
  for (const state of STATES)
    test(state, () => {
      for (const level of ['required', 'recommended', 'optional'] as const)
        for (const waivable of ['never', 'single', 'dual'] as const)
          for (const [name, make] of Object.entries(waivers))
            for (const warnBlocks of [true, false]) {
              const decision = decideOne({ state, level, policy: { waivable, warnBlocks }, waivers: make('scan') });
              const required = warnBlocks && state === 'warn' ? ['no-go', 'go-with-waivers'] : DECISIONS[state];
              const other = state === 'redaction-failed' ? 'no-go' : 'go';
              const waived = name === 'valid' && waivable !== 'never';
              const expected = level === 'required' ? required?.[waived ? 1 : 0] : other;
              const shown = `${level} ${waivable} ${name} warnBlocks=${warnBlocks}`;
              expect(`${shown}: ${decision.decision}`).toBe(`${shown}: ${expected}`);
              expect(scan(decision)?.state).toBe(state);
            }
    });
});

describe('targets', () => {
  const units = [{ target: { appId: 'one' } }, { target: { appId: 'two' } }];
  const decideTargets = (waivers: readonly ReadWaiver[], seen: readonly Observation[]): Decision =>
    decide(
      withApprovals({
        run: RUN,
        requirements: [{ policy: requirement('compat'), level: 'required', location: { path: 'policy.yaml' }, units }],
        evidence: seen,
        waivers,
        knobs: {},
        policyPath: 'policy.yaml',
      }),
    );
  const failing = [
    ...evidenceInState('fail', 'compat', { appId: 'one' }),
    ...evidenceInState('pass', 'compat', { appId: 'two' }),
  ];

  test('a waiver is for exactly one target', () => {
    expect(decideTargets([readWaiver(waiver('compat', {}, { appId: 'one' }))], failing).decision).toBe(
      'go-with-waivers',
    );
    const other = decideTargets([readWaiver(waiver('compat', {}, { appId: 'two' }))], failing);
    expect([other.decision, other.waivers[0]?.state]).toEqual(['no-go', 'unused']);
  });

  test('one for a target that nobody judges is unused, and is not taken for another', () => {
    const decision = decideTargets([readWaiver(waiver('compat', {}, { appId: 'three' }))], failing);
    expect([decision.decision, decision.waivers[0]?.state]).toEqual(['no-go', 'unused']);
    expect(decision.waivers[0]?.explanation).toBe('names compat#three, which nobody judges');
  });

  test('one without a target is over-broad', () => {
    const decision = decideTargets([readWaiver(waiver('compat'))], failing);
    expect([decision.decision, decision.waivers[0]?.state]).toEqual(['no-go', 'over-broad']);
    expect(decision.findings.find(({ ruleId }) => ruleId === 'waiver/over-broad')?.severity).toBe('error');
  });

  test('the worst unit is the requirement', () => {
    const both = [
      ...evidenceInState('fail', 'compat', { appId: 'one' }),
      ...evidenceInState('missing', 'compat', { appId: 'two' }),
    ];
    const [requirementOf] = decideTargets([readWaiver(waiver('compat', {}, { appId: 'one' }))], both).requirements;
    expect([requirementOf?.state, requirementOf?.outcome]).toEqual(['fail', 'block']);
    expect(requirementOf?.units.map(({ outcome }) => outcome)).toEqual(['waived', 'block']);
  });

  test('the evidence of one app says nothing of another', () => {
    const decision = decideTargets([], evidenceInState('pass', 'compat', { appId: 'one' }));
    expect(decision.requirements[0]?.units.map(({ name, state }) => [name, state])).toEqual([
      ['compat#one', 'pass'],
      ['compat#two', 'missing'],
    ]);
  });
});
