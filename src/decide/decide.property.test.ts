import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  accepted,
  approval,
  digest,
  evidenceInState,
  finding,
  NOW,
  RUN,
  readWaiver,
  register,
  requirement,
  unitOf,
  waiver,
  withApprovals,
} from '../../testing/gate-fixtures.ts';
import type { Waiver } from '../formats/generated/waiver.ts';
import type { ReadAccepted } from './accepted.ts';
import { type DecideInput, decide } from './decide.ts';
import type { ReadWaiver } from './read-waiver.ts';
import { STATES, WAIVABLE_STATES } from './states.ts';
import { type Target, unitKey, unitName } from './unit.ts';

const RUNS = Number(process.env.ASSAY_PROPERTY_RUNS ?? 1000);
const RANK = { go: 2, 'go-with-waivers': 1, 'no-go': 0 } as const;
const INTEGRITY = ['wrong-subject', 'untrusted', 'malformed', 'conflict', 'redaction-failed'];
const IDS = ['scan', 'compat', 'history'];
const TARGETS: readonly (Target | undefined)[] = [undefined, { appId: 'one' }, { appId: 'two' }];
const ref = (evidenceId: string, target: Target | undefined) => ({ evidenceId, ...(target ? { target } : {}) });

interface Unit {
  readonly id: string;
  readonly target: Target | undefined;
  readonly state: string;
}

/** A whole gate's input at random: requirements with targets, evidence in any state, waivers with any faults. */
interface World {
  readonly input: DecideInput;
  readonly units: readonly Unit[];
}

const waiverArbitrary: fc.Arbitrary<ReadWaiver> = fc
  .record({
    id: fc.constantFrom(...IDS, 'nobody'),
    target: fc.constantFrom(...TARGETS),
    states: fc.subarray([...WAIVABLE_STATES], { minLength: 1 }),
    findings: fc.subarray(['a', 'b', 'w'], { minLength: 1 }),
    release: fc.constantFrom(RUN.release, RUN.release, '2031.4'),
    mode: fc.constantFrom('release-candidate' as const, 'release-candidate' as const, 'production' as const),
    candidate: fc.constantFrom(undefined, RUN.candidateDigest, digest('another candidate')),
    notBefore: fc.constantFrom('2031-05-01T00:00:00Z', '2031-05-09T00:00:00Z', NOW, '2031-05-11T00:00:00Z'),
    expiresAt: fc.constantFrom('2031-05-10T00:00:00Z', NOW, '2031-05-14T00:00:00Z', '2031-06-30T00:00:00Z'),
    number: fc.integer({ min: 1, max: 9 }),
    broken: fc.constantFrom(false, false, false, true),
  })
  .map((w): ReadWaiver => {
    if (w.broken) return { location: { path: `waivers/${w.number}.json` }, reason: 'is cut off' };
    const [state = 'fail', ...states] = w.states;
    const [first = 'a', ...others] = w.findings;
    const changes: Partial<Waiver> = {
      id: `WVR-2031-000${w.number}`,
      release: { id: w.release, modes: [w.mode], ...(w.candidate ? { candidateDigest: w.candidate } : {}) },
      notBefore: w.notBefore,
      expiresAt: w.expiresAt,
      scope: {
        ...ref(w.id, w.target),
        states: [state, ...states],
        findings: [finding(first).fingerprint, ...others.map((name) => finding(name).fingerprint)],
      },
    };
    return readWaiver(waiver(w.id, changes));
  });

const acceptedArbitrary: fc.Arbitrary<ReadAccepted | undefined> = fc.option(
  fc
    .record({
      units: fc.uniqueArray(
        fc.record({
          id: fc.constantFrom(...IDS),
          target: fc.constantFrom(...TARGETS),
          findings: fc.subarray(['a', 'b', 'w', 'gone'], { minLength: 1 }),
        }),
        { selector: ({ id, target }) => unitKey(ref(id, target)), maxLength: 6 },
      ),
      expiresAt: fc.constantFrom('2031-06-01T00:00:00Z', '2031-06-01T00:00:00Z', NOW, '2032-01-01T00:00:00Z'),
      two: fc.constantFrom(true, true, true, false),
      broken: fc.constantFrom(false, false, false, false, true),
    })
    .map(({ units, expiresAt, two, broken }): ReadAccepted => {
      const lists = units.map(({ id, target, findings }) => unitOf(id, findings, target));
      const list = accepted('scan', ['a'], { units: lists, expiresAt });
      if (broken) return { location: list.location, state: 'forged', reason: 'is not signed' };
      return two ? list : { ...list, signers: list.signers.slice(0, 1) };
    }),
  { nil: undefined },
);

const requirementArbitrary = (id: string) =>
  fc.record({
    id: fc.constant(id),
    level: fc.constantFrom(
      'required' as const,
      'required' as const,
      'recommended' as const,
      'optional' as const,
      'off' as const,
    ),
    waivable: fc.constantFrom('never' as const, 'single' as const, 'dual' as const),
    warnBlocks: fc.boolean(),
    units: fc.uniqueArray(
      fc.record({
        target: fc.constantFrom(...TARGETS),
        state: fc.constantFrom(...STATES, 'pass' as const, 'fail' as const),
      }),
      { selector: ({ target }) => target?.appId ?? '', maxLength: 3 },
    ),
  });

const worldArbitrary: fc.Arbitrary<World> = fc
  .record({
    requirements: fc.tuple(...IDS.map(requirementArbitrary)),
    waivers: fc.uniqueArray(waiverArbitrary, { maxLength: 5, selector: ({ location }) => location.path }),
    accepted: acceptedArbitrary,
  })
  .map(({ requirements, waivers, accepted }) => {
    const units = requirements.flatMap(({ id, units: own }) => own.map(({ target, state }) => ({ id, target, state })));
    const input = withApprovals({
      run: RUN,
      requirements: requirements.map(({ id, level, waivable, warnBlocks, units: own }) => ({
        policy: requirement(id, { waivable, warnBlocks }),
        level,
        location: { path: 'policy.yaml' },
        units: own.map(({ target }) => (target ? { target } : {})),
      })),
      evidence: units.flatMap(({ id, target, state }) => evidenceInState(state, id, target)),
      waivers,
      ...(accepted ? { accepted } : {}),
      knobs: { acceptedFindings: { maxDays: 90 } },
      policyPath: 'policy.yaml',
    });
    return { input, units };
  });

const check = (holds: (world: World) => void): void => fc.assert(fc.property(worldArbitrary, holds), { numRuns: RUNS });

test('P1: integrity is never waived, nor what the policy lets nobody waive', () => {
  check(({ input }) => {
    for (const { waivable, units } of decide(input).requirements)
      for (const { state, outcome } of units)
        if (waivable === 'never' || INTEGRITY.includes(state)) expect(outcome).not.toBe('waived');
  });
});

test('P2: what passes passes, whatever waivers there are', () => {
  check(({ input, units }) => {
    const decision = decide(input);
    for (const unit of units) {
      const found = decision.requirements
        .find(({ id, level }) => id === unit.id && level !== 'off')
        ?.units.find(({ target }) => unitKey(ref(unit.id, target)) === unitKey(ref(unit.id, unit.target)));
      if (found && unit.state === 'pass') expect(found.outcome).toBe('pass');
    }
  });
});

/** A waiver that accepts that this unit has no evidence at all: then its absence is what was signed for. */
function acceptsAbsence(input: DecideInput, unit: Unit): boolean {
  const without = decide({ ...input, evidence: input.evidence.filter((seen) => keyOf(seen) !== keyOfUnit(unit)) });
  return without.requirements.some(({ id, units }) =>
    units.some(
      (one) => one.state === 'missing' && one.outcome === 'waived' && unitKey(ref(id, one.target)) === keyOfUnit(unit),
    ),
  );
}

const keyOfUnit = (unit: Unit): string => unitKey(ref(unit.id, unit.target));
function keyOf(seen: DecideInput['evidence'][number]): string {
  const of = seen.kind === 'document' ? seen.evidence : seen.unit;
  return of === undefined ? '' : unitKey(of);
}

test('P3: taking the evidence of a unit away never makes the decision better', () => {
  check(({ input, units }) => {
    const before = RANK[decide(input).decision];
    for (const unit of units) {
      if (unit.state === 'redaction-failed' || acceptsAbsence(input, unit)) continue;
      const evidence = input.evidence.filter((seen) => keyOf(seen) !== keyOfUnit(unit));
      expect(RANK[decide({ ...input, evidence }).decision]).toBeLessThanOrEqual(before);
    }
  });
});

test('P4: taking a waiver away never makes the decision better', () => {
  check(({ input }) => {
    const before = RANK[decide(input).decision];
    for (const gone of input.waivers) {
      const waivers = input.waivers.filter((one) => one !== gone);
      expect(RANK[decide({ ...input, waivers }).decision]).toBeLessThanOrEqual(before);
    }
  });
});

test('P5: taking an approval away never makes the decision better', () => {
  check(({ input }) => {
    const before = RANK[decide(input).decision];
    for (const gone of input.approvals) {
      const approvals = input.approvals.filter((one) => one !== gone);
      expect(RANK[decide({ ...input, approvals }).decision]).toBeLessThanOrEqual(before);
    }
  });
});

test('P6: taking a rejection or a revocation away that the register lists never makes the decision better', () => {
  const said = fc.record({
    world: worldArbitrary,
    which: fc.nat(4),
    decision: fc.constantFrom('reject' as const, 'revoke' as const),
  });
  fc.assert(
    fc.property(said, ({ world: { input }, which, decision }) => {
      const one = input.waivers[which];
      if (one === undefined || !('waiver' in one)) return;
      const no = approval(one.waiver, { decision, comment: 'no' });
      const signed = input.approvals.filter((each) => 'approval' in each);
      const whole = { ...input, register: register(input.waivers, [...signed, no]) };
      const before = decide({ ...whole, approvals: [...signed, no] });
      expect(before.waivers.find(({ path }) => path === one.location.path)?.used).not.toBe(true);
      expect(RANK[decide({ ...whole, approvals: signed }).decision]).toBeLessThanOrEqual(RANK[before.decision]);
    }),
    { numRuns: RUNS },
  );
});

// Each is enough for an unsigned document to be no better than one with a wrong signature.
test.each<[string, (input: DecideInput) => DecideInput]>([
  ['demanded', (input) => ({ ...input, knobs: { signatures: { 'release-candidate': 'required' } } })],
  [
    'by named producers',
    (input) => ({
      ...input,
      requirements: input.requirements.map((one) => ({
        ...one,
        policy: { ...one.policy, producers: ['mailto:ben@example.org', 'mailto:otto@example.org'] },
      })),
    }),
  ],
])('P7: taking the signatures of evidence away, where they are %s, never makes the decision better', (_, asked) => {
  check(({ input }) => {
    const inMode = asked(input);
    const before = RANK[decide(inMode).decision];
    for (const gone of input.evidence) {
      if (gone.kind !== 'document') continue;
      const { signers: _, ...unsigned } = gone;
      const evidence = input.evidence.map((one) => (one === gone ? unsigned : one));
      expect(RANK[decide({ ...inMode, evidence }).decision]).toBeLessThanOrEqual(before);
    }
  });
});

test('P8: taking the accepted findings away, or some of them, never makes the decision better', () => {
  check(({ input }) => {
    const { accepted: read, ...without } = input;
    if (read === undefined) return;
    const before = RANK[decide(input).decision];
    expect(RANK[decide(without).decision]).toBeLessThanOrEqual(before);
    if (!('list' in read)) return;
    for (const gone of read.list.units) {
      const units = read.list.units.filter((unit) => unit !== gone);
      const smaller = { ...read, list: { ...read.list, units } };
      expect(RANK[decide({ ...input, accepted: smaller }).decision]).toBeLessThanOrEqual(before);
    }
  });
});

test('P9: one finding more never makes the decision better', () => {
  const more = fc.record({
    world: worldArbitrary,
    name: fc.constantFrom('a', 'b', 'gone', 'new'),
    severity: fc.constantFrom('error' as const, 'warning' as const),
  });
  fc.assert(
    fc.property(more, ({ world: { input }, name, severity }) => {
      const before = RANK[decide(input).decision];
      for (const seen of input.evidence) {
        if (seen.kind !== 'document') continue;
        const { status, counts, findings } = seen.evidence;
        if (findings.some(({ fingerprint }) => fingerprint === finding(name).fingerprint)) continue;
        const worse = severity === 'error' ? ('fail' as const) : ('warn' as const);
        const { errors, warnings } = counts;
        const evidence = {
          ...seen.evidence,
          status: status === 'pass' || (status === 'warn' && severity === 'error') ? worse : status,
          counts: { ...counts, ...(severity === 'error' ? { errors: errors + 1 } : { warnings: warnings + 1 }) },
          findings: [...findings, finding(name, severity)],
        };
        const all = input.evidence.map((one) => (one === seen ? { ...seen, evidence } : one));
        expect(RANK[decide({ ...input, evidence: all }).decision]).toBeLessThanOrEqual(before);
      }
    }),
    { numRuns: RUNS },
  );
});

test('P10: nothing is accepted but what was found, is listed and may be waived', () => {
  check(({ input }) => {
    const { requirements, findings } = decide(input);
    for (const { waivable, units } of requirements)
      for (const { state, outcome, accepted: count, name } of units) {
        if (outcome === 'accepted' || count !== undefined) {
          expect(waivable).not.toBe('never');
          expect(['fail', 'warn']).toContain(state);
        }
        if (outcome === 'accepted') expect(findings.some(({ unit, blocks }) => unit === name && blocks)).toBe(false);
      }
    const listed = new Set(
      input.accepted && 'list' in input.accepted
        ? input.accepted.list.units.flatMap((unit) =>
            unit.findings.map(({ fingerprint }) => `${unitName(unit)} ${fingerprint}`),
          )
        : [],
    );
    for (const { unit, fingerprint, accepted: yes, severity } of findings)
      if (yes) {
        expect(listed).toContain(`${unit} ${fingerprint}`);
        expect(severity).not.toBe('note');
      }
  });
});

test('the order of files does not matter', () => {
  const shuffled = worldArbitrary.chain((world) => {
    const { evidence, waivers } = world.input;
    const whole = <T>(items: readonly T[]) => fc.shuffledSubarray([...items], { minLength: items.length });
    return fc.record({ world: fc.constant(world), evidence: whole(evidence), waivers: whole(uniquePaths(waivers)) });
  });
  fc.assert(
    fc.property(shuffled, ({ world, evidence, waivers }) => {
      const inOrder = { ...world.input, waivers: uniquePaths(world.input.waivers) };
      expect(decide({ ...inOrder, evidence, waivers })).toEqual(decide(inOrder));
    }),
    { numRuns: RUNS },
  );
});

/** A folder has one file per path. */
function uniquePaths(waivers: readonly ReadWaiver[]): ReadWaiver[] {
  return [...new Map(waivers.map((one) => [one.location.path, one])).values()];
}

test('worlds are varied enough to mean something', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(worldArbitrary, ({ input }) => {
      const decision = decide(input);
      seen.add(decision.decision);
      for (const { state } of decision.waivers) seen.add(state);
      if (decision.acceptedFindings) seen.add(`list ${decision.acceptedFindings.state}`);
      for (const { units } of decision.requirements) for (const { outcome } of units) seen.add(`unit ${outcome}`);
    }),
    { numRuns: 1500, seed: 1 },
  );
  for (const expected of [
    'go',
    'go-with-waivers',
    'no-go',
    'valid',
    'unused',
    'expired',
    'finding-mismatch',
    'over-broad',
    'too-long',
    'list valid',
    'list expired',
    'list too-long',
    'list forged',
    'list insufficient-approval',
    'unit accepted',
  ])
    expect(seen).toContain(expected);
});
