import { describe, expect, test } from 'vitest';
import { decideOne, FAULTS, ids, scan } from '../../testing/decide-one.ts';
import { digest, document, evidence, finding, NOW, RUN, readWaiver, waiver } from '../../testing/gate-fixtures.ts';
import type { PolicyRequirement } from '../formats/generated/policy.ts';
import type { Waiver } from '../formats/generated/waiver.ts';
import type { Decision } from './decide.ts';
import type { RunIdentity } from './observation.ts';
import type { ReadWaiver } from './read-waiver.ts';

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
    expect(blocks(decideOne({ evidence: failed }))).toEqual(['finding a']);
    expect(decideOne({ evidence: failed, waivers: scope({ findings: [finding('a').fingerprint] }) }).decision).toBe(
      'go-with-waivers',
    );
  });

  test.each(['fail', 'error'] as const)('of a unit that is %s a warning blocks, too, where warnings do', (status) => {
    const failed = [document(evidence('scan', { status, statusReason: 'no disk', findings: notes }))];
    const given = { evidence: failed, policy: { warnBlocks: true } };
    expect(blocks(decideOne(given))).toEqual(['finding a', 'finding w']);
    const [a, w] = [finding('a').fingerprint, finding('w').fingerprint];
    const decided = (states: Waiver['scope']['states'], findings: [string, ...string[]]): string[] => {
      const { decision, waivers } = decideOne({ ...given, waivers: scope({ states, findings }) });
      return [decision, waivers[0]?.state ?? ''];
    };
    expect(decided([status], [a])).toEqual(['no-go', 'state-not-covered']);
    expect(decided([status], [a, w])).toEqual(['no-go', 'state-not-covered']);
    expect(decided([status, 'warn'], [a])).toEqual(['no-go', 'finding-mismatch']);
    expect(decided([status, 'warn'], [a, w])).toEqual(['go-with-waivers', 'valid']);
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

  test('T32: one that lists only some of the findings does not hide the others', () => {
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

  test('every state that blocks must be covered, not only the worst', () => {
    const both = [
      document(
        evidence('scan', {
          status: 'fail',
          findings: [finding('a')],
          inputs: [{ name: 'contract.json', digest: digest('an earlier contract') }],
        }),
      ),
    ];
    const decided = (states: Waiver['scope']['states'], policy: Partial<PolicyRequirement> = {}) =>
      decideOne({ evidence: both, policy, waivers: scope({ states, findings: [finding('a').fingerprint] }) });
    expect(decided(['fail']).waivers[0]).toMatchObject({
      state: 'state-not-covered',
      explanation: 'covers fail, scan is stale',
    });
    expect(decided(['fail']).decision).toBe('no-go');
    expect(decided(['fail', 'stale']).decision).toBe('go-with-waivers');
    expect(decided(['fail', 'stale'], { waivableStates: ['fail'] }).waivers[0]?.state).toBe('not-waivable');
    expect(scan(decided(['missing'], { waivableStates: ['fail'] }))?.units[0]?.waivable).toBeUndefined();
  });

  test('stale warnings that block must be listed too', () => {
    const both = [
      document(
        evidence('scan', {
          status: 'warn',
          findings: [finding('w', 'warning')],
          inputs: [{ name: 'contract.json', digest: digest('an earlier contract') }],
        }),
      ),
    ];
    const decided = (changes: Partial<Waiver['scope']>) =>
      decideOne({ evidence: both, policy: { warnBlocks: true }, waivers: scope(changes) }).decision;
    const findings: [string] = [finding('w').fingerprint];
    expect(decided({ states: ['stale'], findings })).toBe('no-go');
    expect(decided({ states: ['stale', 'warn'], findings: [digest('x')] })).toBe('no-go');
    expect(decided({ states: ['stale', 'warn'], findings })).toBe('go-with-waivers');
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

  describe('of one id', () => {
    const file = (path: string, changes: Partial<Waiver>): ReadWaiver => readWaiver(waiver('scan', changes), path);
    const judged = (...waivers: ReadWaiver[]) => {
      const decision = decideOne({ state: 'fail', waivers });
      return [
        decision.decision,
        decision.waivers.map(({ state }) => state),
        ids(decision)
          .filter((id) => id.startsWith('waiver/'))
          .toSorted(),
      ];
    };

    test('only the highest revision counts', () => {
      const first = file('waivers/a.json', {});
      expect(judged(first)).toEqual(['go-with-waivers', ['valid'], []]);
      expect(judged(first, file('waivers/b.json', { revision: 2, expiresAt: NOW }))).toEqual([
        'no-go',
        ['unused', 'expired'],
        ['waiver/expired'],
      ]);
      expect(judged(file('waivers/b.json', { revision: 2 }), file('waivers/a.json', { expiresAt: NOW }))).toEqual([
        'go-with-waivers',
        ['unused', 'valid'],
        [],
      ]);
    });

    test('what a later revision replaced blocks nothing, even where unused waivers block', () => {
      const waivers = [file('waivers/a.json', { revision: 2 }), file('waivers/b.json', {})];
      const knobs = { unusedWaivers: 'block' } as const;
      expect(decideOne({ state: 'fail', waivers, knobs }).decision).toBe('go-with-waivers');
      expect(decideOne({ state: 'pass', waivers, knobs }).decision).toBe('no-go');
    });

    test('two contents of one revision are both malformed, and what they are for blocks', () => {
      expect(judged(file('waivers/a.json', {}), file('waivers/b.json', { category: 'tool-noise' }))).toEqual([
        'no-go',
        ['malformed', 'malformed'],
        ['waiver/duplicate-id', 'waiver/malformed', 'waiver/malformed'],
      ]);
    });

    test('two copies are one', () => {
      expect(judged(file('waivers/a.json', {}), file('waivers/b.json', {}))).toEqual([
        'go-with-waivers',
        ['valid', 'valid'],
        ['waiver/duplicate-id'],
      ]);
    });
  });

  test('one that was asked for after now does not hold', () => {
    const asked = (requestedAt: string) =>
      decideOne({ state: 'fail', waivers: [readWaiver(waiver('scan', { requestedAt }))] }).waivers[0]?.state;
    expect([asked('2031-05-10T12:05:00Z'), asked('2031-05-10T12:05:01Z')]).toEqual(['valid', 'not-yet-valid']);
  });
});
