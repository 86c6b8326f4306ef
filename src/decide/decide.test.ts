import { describe, expect, test } from 'vitest';
import {
  digest,
  document,
  evidence,
  evidenceInState,
  finding,
  NOW,
  RUN,
  readWaiver,
  requirement,
  waiver,
} from '../../testing/gate-fixtures.ts';
import type { PolicyKnobs, PolicyRequirement } from '../formats/generated/policy.ts';
import type { Waiver } from '../formats/generated/waiver.ts';
import { type Decision, decide } from './decide.ts';
import type { ReadWaiver } from './judge-waivers.ts';
import type { Observation, RunIdentity } from './observation.ts';
import { type Level, STATES } from './states.ts';

interface Case {
  readonly state?: string;
  readonly evidence?: readonly Observation[];
  readonly level?: Level | 'off';
  readonly policy?: Partial<PolicyRequirement>;
  readonly waivers?: readonly ReadWaiver[];
  readonly knobs?: PolicyKnobs;
  readonly run?: Partial<RunIdentity>;
}

/** Decides over one requirement `scan` with one unit. A second requirement that passes keeps the run from being empty. */
function decideOne(one: Case): Decision {
  const units = [{}];
  const location = { path: 'policy.yaml', pointer: '/requirements/0' };
  return decide({
    run: { ...RUN, ...one.run },
    requirements: [
      { policy: requirement('scan', one.policy), level: one.level ?? 'required', location, units },
      { policy: requirement('other'), level: 'required', location, units },
    ],
    evidence: [
      ...(one.evidence ?? evidenceInState(one.state ?? 'pass', 'scan')),
      document(evidence('other', releaseOf(one.run))),
    ],
    waivers: one.waivers ?? [],
    knobs: one.knobs ?? {},
    policyPath: 'policy.yaml',
  });
}

function releaseOf(run: Partial<RunIdentity> = {}): { release: ReturnType<typeof evidence>['release'] } {
  const { mode = RUN.mode } = run;
  return { release: { ...evidence('other').release, mode } };
}

const ids = (decision: Decision): string[] => decision.findings.map(({ ruleId }) => ruleId);
const scan = (decision: Decision) => decision.requirements.find(({ id }) => id === 'scan');

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

/** A waiver with exactly one fault, by the state in which it must be found. */
const FAULTS: Readonly<Record<string, (id: string) => ReadWaiver>> = {
  malformed: () => ({ location: { path: 'waivers/bad.json' }, reason: 'is not JSON' }),
  'wrong-release': (id) => readWaiver(waiver(id, { release: { id: '2031.4', modes: ['release-candidate'] } })),
  'wrong-mode': (id) =>
    readWaiver(
      waiver(id, { release: { id: RUN.release, modes: ['production'], candidateDigest: RUN.candidateDigest } }),
    ),
  'wrong-candidate': (id) =>
    readWaiver(
      waiver(id, { release: { id: RUN.release, modes: ['release-candidate'], candidateDigest: digest('x') } }),
    ),
  'not-yet-valid': (id) => readWaiver(waiver(id, { notBefore: '2031-05-10T12:00:01Z' })),
  expired: (id) => readWaiver(waiver(id, { expiresAt: NOW })),
  'too-long': (id) => readWaiver(waiver(id, { expiresAt: '2031-06-09T00:00:01Z' })),
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

describe('waivers', () => {
  for (const [state, make] of Object.entries(FAULTS))
    test(`one that is ${state} leaves the block and says why, once`, () => {
      const decision = decideOne({ state: 'fail', waivers: [make('scan')] });
      expect(decision.decision).toBe('no-go');
      expect(decision.waivers.map((one) => [one.state, one.used])).toEqual([[state, false]]);
      const said = decision.findings.filter(({ ruleId }) => ruleId.startsWith('waiver/'));
      expect(said.map(({ ruleId }) => ruleId)).toEqual([`waiver/${state}`]);
    });

  const scope = (changes: Partial<Waiver['scope']>): ReadWaiver[] => [
    readWaiver(waiver('scan', { scope: { ...waiver('scan').scope, ...changes } })),
  ];

  test('what is left open is named, the first of it in full', () => {
    const explanation = (findings: [string, ...string[]]) =>
      decideOne({ state: 'fail', waivers: scope({ findings }) }).waivers[0]?.explanation;
    const [a, b] = [finding('a').fingerprint, finding('b').fingerprint];
    expect(explanation([a])).toBe(`does not list 1 of 2 findings that block scan: ${b}`);
    expect(explanation([digest('other')])).toBe(`does not list 2 of 2 findings that block scan: ${a} and 1 more`);
  });

  const blocks = (decision: Decision): string[] =>
    decision.findings.filter((one) => one.blocks).map(({ message }) => message);
  const notes = [finding('a'), finding('w', 'warning'), finding('n', 'note')];

  test('of a failure only the errors block and must be listed', () => {
    const failed = [document(evidence('scan', { status: 'fail', findings: notes }))];
    expect(blocks(decideOne({ evidence: failed, policy: { warnBlocks: true } }))).toEqual(['finding a']);
    expect(decideOne({ evidence: failed, waivers: scope({ findings: [finding('a').fingerprint] }) }).decision).toBe(
      'go-with-waivers',
    );
  });

  test('of warnings that block only the warnings do', () => {
    const warned = [document(evidence('scan', { status: 'warn', findings: notes.slice(1) }))];
    expect(decideOne({ evidence: warned }).decision).toBe('go');
    expect(blocks(decideOne({ evidence: warned, policy: { warnBlocks: true } }))).toEqual(['finding w']);
    const waivers = scope({ states: ['warn'], findings: [finding('w').fingerprint] });
    expect(decideOne({ evidence: warned, policy: { warnBlocks: true }, waivers }).decision).toBe('go-with-waivers');
  });

  test('a blocked unit says how it could be waived, any other does not', () => {
    const way = (
      state: string,
      policy: Partial<PolicyRequirement> = {},
      mode: RunIdentity['mode'] = 'release-candidate',
    ) => scan(decideOne({ state, policy, run: { mode } }))?.units[0]?.waivable;
    for (const state of ['fail', 'error', 'missing', 'skip', 'stale'])
      expect(way(state)).toEqual({ tier: 'single', longestDays: 14 });
    expect(way('warn', { warnBlocks: true, waivable: 'dual' })).toEqual({ tier: 'dual', longestDays: 30 });
    expect(way('fail', { maxWaiverDays: 60 })).toEqual({ tier: 'single', longestDays: 60 });
    expect(way('missing', { maxWaiverDays: 60 }, 'production')).toEqual({ tier: 'single', longestDays: 14 });
    for (const state of ['pass', 'warn', 'wrong-subject', 'untrusted', 'malformed', 'conflict', 'redaction-failed'])
      expect(way(state), state).toBeUndefined();
    expect(way('fail', { waivable: 'never' })).toBeUndefined();
    expect(way('fail', { waivableStates: ['missing'] })).toBeUndefined();
    expect(way('missing', {}, 'pr')).toBeUndefined();
    expect(way('missing', {}, 'nightly')).toBeUndefined();
  });

  test('one that lists only some of the findings does not hide the others', () => {
    const decision = decideOne({ state: 'fail', waivers: scope({ findings: [finding('a').fingerprint] }) });
    expect(decision.waivers[0]?.state).toBe('finding-mismatch');
    expect(decision.waivers[0]?.explanation).toContain(finding('b').fingerprint);
    expect(decision.findings.filter(({ blocks }) => blocks).map(({ message }) => message)).toEqual([
      'finding a',
      'finding b',
    ]);
  });

  test('an error with findings needs them listed as a failure does', () => {
    const decision = decideOne({
      state: 'error',
      waivers: [readWaiver(waiver('scan', { scope: { evidenceId: 'scan', states: ['error'] } }))],
    });
    expect(decision.waivers[0]?.state).toBe('finding-mismatch');
  });

  test('one for another state does not hold', () => {
    expect(decideOne({ state: 'fail', waivers: scope({ states: ['missing'] }) }).waivers[0]?.state).toBe(
      'state-not-covered',
    );
  });

  test('the policy may keep a state from being waived', () => {
    const policy = { waivableStates: ['fail'] } satisfies Partial<PolicyRequirement>;
    expect(decideOne({ state: 'missing', policy, waivers: scope({}) }).waivers[0]?.state).toBe('not-waivable');
    expect(decideOne({ state: 'fail', policy, waivers: scope({}) }).decision).toBe('go-with-waivers');
  });

  test('integrity is not waivable, and the waiver is told so', () => {
    const decision = decideOne({ state: 'malformed', waivers: scope({}) });
    expect(decision.waivers[0]).toMatchObject({
      state: 'not-waivable',
      explanation: "scan is malformed, which can't be waived",
    });
    expect(ids(decision)).toEqual(['evidence/malformed', 'waiver/not-waivable']);
  });

  test('a waived finding stays an error and names its waiver', () => {
    const decision = decideOne({ state: 'fail', waivers: scope({}) });
    const own = decision.findings.filter(({ ruleId }) => ruleId === 'test/finding');
    expect(own.map(({ severity, waivedBy, blocks }) => [severity, waivedBy, blocks])).toEqual([
      ['error', 'WVR-2031-0001', false],
      ['error', 'WVR-2031-0001', false],
    ]);
    expect(scan(decision)?.units[0]?.waivedBy).toBe('WVR-2031-0001');
  });

  test('one that waives nothing is reported, and blocks only where the policy says so', () => {
    const waivers = [readWaiver(waiver('scan'))];
    const decision = decideOne({ waivers });
    expect([decision.decision, decision.waivers[0]?.state, ids(decision)]).toEqual(['go', 'unused', ['waiver/unused']]);
    expect(decision.findings[0]?.severity).toBe('warning');
    expect(decideOne({ waivers, knobs: { unusedWaivers: 'block' } }).decision).toBe('no-go');
    expect(decideOne({ waivers: [readWaiver(waiver('nobody'))] }).waivers[0]?.state).toBe('unused');
  });

  test('one that does not hold and is not needed is a warning, whatever its fault', () => {
    for (const [state, make] of Object.entries(FAULTS)) {
      const decision = decideOne({ waivers: [make('scan')], knobs: { unusedWaivers: 'block' } });
      const expected = state === 'wrong-mode' ? [] : [[`waiver/${state}`, 'warning']];
      expect([decision.decision, decision.findings.map((one) => [one.ruleId, one.severity])]).toEqual(['go', expected]);
    }
  });

  test('production wants the candidate named, and no more than 14 days', () => {
    const run = { mode: 'production' } as const;
    const named = {
      id: RUN.release,
      modes: ['production'],
      candidateDigest: RUN.candidateDigest,
    } satisfies Waiver['release'];
    const production = (changes: Partial<Waiver>) =>
      decideOne({ state: 'missing', run, policy: { waivable: 'dual' }, waivers: [readWaiver(waiver('scan', changes))] })
        .waivers[0]?.state;
    expect(production({ release: named })).toBe('valid');
    expect(production({ release: { id: RUN.release, modes: ['production'] } })).toBe('wrong-candidate');
    expect(production({ release: named, expiresAt: '2031-05-23T00:00:01Z' })).toBe('too-long');
    expect(production({ release: named, expiresAt: '2031-05-23T00:00:00Z' })).toBe('valid');
  });

  test('one for both modes holds in each', () => {
    const release: Waiver['release'] = {
      id: RUN.release,
      modes: ['production', 'release-candidate'],
      candidateDigest: RUN.candidateDigest,
    };
    for (const mode of ['release-candidate', 'production'] as const)
      expect(
        decideOne({ state: 'missing', run: { mode }, waivers: [readWaiver(waiver('scan', { release }))] }).waivers[0]
          ?.state,
      ).toBe('valid');
  });

  test('the tier and the policy set the longest time', () => {
    const state = (policy: Partial<PolicyRequirement>, expiresAt: string) =>
      decideOne({ state: 'fail', policy, waivers: [readWaiver(waiver('scan', { expiresAt }))] }).waivers[0]?.state;
    expect(state({ waivable: 'single' }, '2031-05-23T00:00:00Z')).toBe('valid');
    expect(state({ waivable: 'single' }, '2031-05-23T00:00:01Z')).toBe('too-long');
    expect(state({ waivable: 'dual' }, '2031-06-08T00:00:00Z')).toBe('valid');
    expect(state({ waivable: 'dual', maxWaiverDays: 3 }, '2031-05-13T00:00:00Z')).toBe('too-long');
  });

  test('the interval is half open', () => {
    const state = (changes: Partial<Waiver>) =>
      decideOne({ state: 'fail', waivers: [readWaiver(waiver('scan', changes))] }).waivers[0]?.state;
    expect(state({ notBefore: NOW })).toBe('valid');
    expect(state({ expiresAt: '2031-05-10T12:00:01Z' })).toBe('valid');
    expect(state({ expiresAt: NOW })).toBe('expired');
    expect(state({ notBefore: '2031-02-30T00:00:00Z' })).toBe('not-yet-valid');
    expect(state({ expiresAt: '2031-06-31T00:00:00Z' })).toBe('expired');
  });

  test('one in use that ends within days is a warning', () => {
    const decision = decideOne({
      state: 'fail',
      waivers: [readWaiver(waiver('scan', { expiresAt: '2031-05-17T12:00:00Z' }))],
    });
    expect(ids(decision)).toContain('waiver/expiring');
    const later = [readWaiver(waiver('scan', { expiresAt: '2031-05-17T12:00:01Z' }))];
    expect(ids(decideOne({ state: 'fail', waivers: later }))).not.toContain('waiver/expiring');
    expect(ids(decideOne({ state: 'fail', waivers: later, knobs: { expiringWithinDays: 30 } }))).toContain(
      'waiver/expiring',
    );
  });

  test('two with one id are both judged, and reported', () => {
    const waivers = [
      readWaiver(waiver('scan'), 'waivers/b.json'),
      readWaiver(waiver('scan', { expiresAt: NOW }), 'waivers/a.json'),
    ];
    const decision = decideOne({ state: 'fail', waivers });
    expect(decision.decision).toBe('go-with-waivers');
    expect(decision.waivers.map(({ path, state }) => [path, state])).toEqual([
      ['waivers/a.json', 'expired'],
      ['waivers/b.json', 'valid'],
    ]);
    expect(ids(decision).filter((id) => id.startsWith('waiver/'))).toEqual(['waiver/expired', 'waiver/duplicate-id']);
    expect(decision.findings.find(({ ruleId }) => ruleId === 'waiver/expired')?.severity).toBe('warning');
  });
});

describe('targets', () => {
  const units = [{ target: { appId: 'one' } }, { target: { appId: 'two' } }];
  const decideTargets = (waivers: readonly ReadWaiver[], seen: readonly Observation[]): Decision =>
    decide({
      run: RUN,
      requirements: [{ policy: requirement('compat'), level: 'required', location: { path: 'policy.yaml' }, units }],
      evidence: seen,
      waivers,
      knobs: {},
      policyPath: 'policy.yaml',
    });
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
      knobs: {},
      policyPath: 'policy.yaml',
    });
    expect([decision.decision, decision.requirements[0]?.state]).toEqual(['no-go', 'missing']);
  });

  test('nothing evaluated is no-go, even where everything is optional, off or waived', () => {
    const nothing = (level: Level | 'off', waivers: readonly ReadWaiver[] = []) =>
      decide({
        run: RUN,
        requirements: [{ policy: requirement('scan'), level, location: { path: 'policy.yaml' }, units: [{}] }],
        evidence: [],
        waivers,
        knobs: {},
        policyPath: 'policy.yaml',
      });
    for (const level of ['optional', 'recommended', 'off'] as const)
      expect([nothing(level).decision, ids(nothing(level)).includes('evidence/nothing-evaluated')]).toEqual([
        'no-go',
        true,
      ]);
    expect(nothing('required', [readWaiver(waiver('scan'))]).decision).toBe('no-go');
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
    ['subject', { subject: [{ name: 'contract.json', digest: digest('x') }] }, 'wrong-subject'],
    ['unknown subject', { subject: [{ name: 'other.json', digest: digest('contract') }] }, 'wrong-subject'],
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
