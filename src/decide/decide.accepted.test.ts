import { describe, expect, it, test } from 'vitest';
import { type Case, decideOne, ids, scan } from '../../testing/decide-one.ts';
import {
  accepted,
  acceptor,
  document,
  evidence,
  evidenceInState,
  finding,
  NOW,
  readWaiver,
  unitOf,
  waiver,
} from '../../testing/gate-fixtures.ts';
import type { PolicyRequirement } from '../formats/generated/policy.ts';
import type { Finding } from '../model/finding.ts';
import type { KnownAccepted, ReadAccepted } from './accepted.ts';
import type { Decision } from './decide.ts';
import type { WaivableState } from './states.ts';

const KNOBS = { acceptedFindings: { maxDays: 90 } };
const LIST = accepted('scan', ['a', 'b']);
const decideWith = (list: ReadAccepted, more: Case = {}): Decision =>
  decideOne({ state: 'fail', accepted: list, knobs: KNOBS, ...more });
const unit = (decision: Decision) => scan(decision)?.units[0];
const blocking = ({ findings }: Decision): string[] => findings.filter((one) => one.blocks).map((one) => one.message);

describe('a list of accepted findings that holds', () => {
  it('lets what it lists pass, and says so: go-with-waivers, never go', () => {
    const decision = decideWith(LIST);
    expect(decision.decision).toBe('go-with-waivers');
    expect(unit(decision)).toMatchObject({ state: 'fail', outcome: 'accepted', accepted: 2, summary: { errors: 2 } });
    expect(decision.findings.map(({ severity, blocks, accepted: yes }) => [severity, blocks, yes])).toEqual([
      ['error', false, true],
      ['error', false, true],
    ]);
    expect(decision.acceptedFindings).toMatchObject({
      state: 'valid',
      sequence: 1,
      accepted: 2,
      units: [{ unit: 'scan', listed: 2, accepted: 2, vanished: [] }],
      signers: [
        { principal: 'mailto:otto@example.org', roles: ['risk-owner'] },
        { principal: 'mailto:rita@example.org', roles: ['release-manager'] },
      ],
    });
  });

  it('lets nothing else pass: a new finding blocks, and the rest is still accepted', () => {
    const decision = decideWith(accepted('scan', ['a']));
    expect(decision.decision).toBe('no-go');
    expect(unit(decision)).toMatchObject({ outcome: 'block', accepted: 1 });
    expect(blocking(decision)).toEqual(['finding b']);
  });

  it('lets a finding pass as often as it was found then, and no more', () => {
    const twice = [document(evidence('scan', { status: 'fail', findings: [finding('a'), finding('a')] }))];
    expect(decideWith(accepted('scan', ['a']), { evidence: twice }).decision).toBe('no-go');
    expect(decideWith(accepted('scan', ['a', 'a']), { evidence: twice }).decision).toBe('go-with-waivers');
  });

  it('is about one unit: another requirement or target with the same finding blocks', () => {
    for (const other of [accepted('other', ['a', 'b']), accepted('scan', ['a', 'b'], {}, {}, { appId: 'x' })])
      expect(decideWith(other).decision).toBe('no-go');
  });

  it('goes together with a waiver for what it does not list', () => {
    const scope = { evidenceId: 'scan', states: ['fail'] as ['fail'], findings: [finding('b').fingerprint] as const };
    const one = readWaiver(waiver('scan', { scope: { ...scope, findings: [finding('b').fingerprint] } }));
    const decision = decideWith(accepted('scan', ['a']), { waivers: [one] });
    expect(decision.decision).toBe('go-with-waivers');
    expect(unit(decision)).toMatchObject({ outcome: 'waived', waivedBy: 'WVR-2031-0001', accepted: 1 });
    expect(decideOne({ state: 'fail', waivers: [one] }).decision).toBe('no-go');
  });

  it('leaves a waiver for the same without a use', () => {
    const decision = decideWith(LIST, { waivers: [readWaiver(waiver('scan'))] });
    expect([decision.decision, decision.waivers[0]?.state]).toEqual(['go-with-waivers', 'unused']);
    expect(decision.waivers[0]?.explanation).toContain('all that was found is accepted');
  });

  it('does not change what approvers were shown', () => {
    expect(decideWith(LIST).reportDigest).toBe(decideOne({ state: 'fail' }).reportDigest);
  });

  it('accepts a warning that blocks', () => {
    const policy = { warnBlocks: true };
    expect(decideWith(accepted('scan', ['w']), { state: 'warn', policy }).decision).toBe('go-with-waivers');
    expect(decideWith(accepted('scan', ['a']), { state: 'warn', policy }).decision).toBe('no-go');
  });
});

describe('an accepted error beside a warning that blocks', () => {
  const policy = { warnBlocks: true };
  const both = (...findings: Finding[]) => [document(evidence('scan', { status: 'fail', findings }))];
  const found = { evidence: both(finding('a'), finding('w', 'warning')), policy };

  it('takes nothing away from it', () => {
    expect(blocking(decideWith(LIST, { state: 'warn', policy }))).toEqual(['finding w']);
    expect(blocking(decideWith(LIST, found))).toEqual(['finding w']);
    expect(decideWith(LIST, found).decision).toBe('no-go');
    expect(decideWith(accepted('scan', ['a', 'w']), found).decision).toBe('go-with-waivers');
    expect(decideWith(LIST, { ...found, policy: {} }).decision).toBe('go-with-waivers');
  });

  it('leaves to a waiver what is left', () => {
    const waivers = (name: string, ...states: [WaivableState, ...WaivableState[]]) => [
      readWaiver(waiver('scan', { scope: { evidenceId: 'scan', states, findings: [finding(name).fingerprint] } })),
    ];
    const list = accepted('scan', ['w']);
    expect(decideWith(list, { ...found, waivers: waivers('a', 'fail') }).decision).toBe('go-with-waivers');
    expect(decideWith(list, { ...found, waivers: waivers('a', 'warn') }).decision).toBe('no-go');
    expect(decideWith(LIST, { ...found, waivers: waivers('w', 'fail', 'warn') }).decision).toBe('go-with-waivers');
    expect(decideWith(LIST, { ...found, waivers: waivers('w', 'fail') }).decision).toBe('no-go');
  });
});

describe('never accepted', () => {
  test.each([
    'error',
    'skip',
    'missing',
    'stale',
    'wrong-subject',
    'untrusted',
    'malformed',
    'conflict',
    'redaction-failed',
  ])('what is %s', (state) => expect(decideWith(LIST, { state }).decision).toBe('no-go'));

  it('anything of a unit that is stale besides', () => {
    const stale = [
      document(
        evidence('scan', {
          status: 'fail',
          findings: [finding('a')],
          inputs: [{ name: 'contract.json', digest: finding('other').fingerprint }],
        }),
      ),
    ];
    const decision = decideWith(LIST, { evidence: stale });
    expect([decision.decision, unit(decision)?.accepted]).toEqual(['no-go', undefined]);
  });

  it('a finding that no waiver may cover', () => {
    const findings = [finding('a'), { ...finding('b'), waivable: false as const }];
    const decision = decideWith(LIST, { evidence: [document(evidence('scan', { status: 'fail', findings }))] });
    expect([decision.decision, unit(decision)?.accepted]).toEqual(['no-go', 1]);
    expect(blocking(decision)).toEqual(['finding b']);
  });

  test.each(['exec/failed', 'junit/suite-broken', 'ctrf/tests-hidden', 'sarif/incomplete'])(
    'what only says that something failed: %s',
    (ruleId) => {
      const findings = [finding('a'), { ...finding('b'), ruleId }];
      const decision = decideWith(LIST, { evidence: [document(evidence('scan', { status: 'fail', findings }))] });
      expect([decision.decision, blocking(decision)]).toEqual(['no-go', ['finding b']]);
    },
  );

  it('an error that was a warning when it was accepted', () => {
    const [unitListed] = LIST.list.units;
    if (unitListed === undefined) throw new Error('the list has a unit');
    const [first, ...others] = unitListed.findings.map((one) => ({ ...one, severity: 'warning' as const }));
    if (first === undefined) throw new Error('the unit has a finding');
    const list = accepted('scan', ['a'], { units: [{ ...unitListed, findings: [first, ...others] }] });
    const found = (a: 'error' | 'warning'): Decision =>
      decideWith(list, {
        policy: { warnBlocks: true },
        evidence: [
          document(
            evidence('scan', {
              status: a === 'error' ? 'fail' : 'warn',
              findings: [
                { ...finding('a'), severity: a },
                { ...finding('b'), severity: 'warning' },
              ],
            }),
          ),
        ],
      });
    expect(found('warning').decision).toBe('go-with-waivers');
    expect([found('error').decision, blocking(found('error'))]).toEqual(['no-go', ['finding a']]);
  });

  test.each<[string, Partial<PolicyRequirement>]>([
    ['of a requirement that is never waived', { waivable: 'never' }],
    ['in a state that the policy does not let be waived', { waivableStates: ['missing'] }],
  ])('a finding %s', (_, policy) => expect(decideWith(LIST, { policy }).decision).toBe('no-go'));

  it('evidence whose producer is one of the two who signed', () => {
    const signed = document(evidence('scan', { status: 'fail', findings: [finding('a'), finding('b')] }));
    const by = (name: string) => [{ principal: `mailto:${name}@example.org`, testKey: false, producer: true }];
    expect(decideWith(LIST, { evidence: [{ ...signed, signers: by('otto') }] }).decision).toBe('no-go');
    expect(decideWith(LIST, { evidence: [{ ...signed, signers: by('ci') }] }).decision).toBe('go-with-waivers');
  });
});

describe('a list that does not hold', () => {
  const rita = acceptor('rita', 'release-manager');
  const otto = acceptor('otto', 'risk-owner');
  const signedBy = (...signers: KnownAccepted['signers']): KnownAccepted =>
    accepted('scan', ['a', 'b'], {}, { signers });

  test.each<[string, ReadAccepted, string]>([
    ['ends at this very instant', accepted('scan', ['a', 'b'], { expiresAt: NOW }), 'expired'],
    [
      'lasts longer than the policy allows',
      accepted('scan', ['a', 'b'], { expiresAt: '2031-07-30T00:00:01Z' }),
      'too-long',
    ],
    [
      'was issued beyond the clock skew',
      accepted('scan', ['a', 'b'], { issuedAt: '2031-05-10T12:05:01Z' }),
      'not-yet-valid',
    ],
    ['is signed by nobody', signedBy(), 'insufficient-approval'],
    ['is signed by a release manager alone', signedBy(rita), 'insufficient-approval'],
    ['is signed by a risk owner alone', signedBy(otto), 'insufficient-approval'],
    ['is signed by two release managers', signedBy(rita, acceptor('rosa', 'release-manager')), 'insufficient-approval'],
    [
      'is signed by one person in two roles',
      signedBy({ ...rita, roles: ['release-manager', 'risk-owner'] }),
      'insufficient-approval',
    ],
    [
      'is signed by one person under two spellings',
      signedBy(rita, acceptor('Rita', 'risk-owner')),
      'insufficient-approval',
    ],
    ['is signed by who asked for it', signedBy(rita, acceptor('ann', 'security')), 'insufficient-approval'],
    ['is signed by people without a role', signedBy({ ...rita, roles: [] }, otto), 'insufficient-approval'],
    ['was made smaller by the risk owner', signedBy({ ...rita, last: false }, otto), 'insufficient-approval'],
    ['is forged', { location: { path: 'accepted.jsonl' }, state: 'forged', reason: 'is not signed' }, 'forged'],
    ['is damaged', { location: { path: 'accepted.jsonl' }, state: 'malformed', reason: 'is cut off' }, 'malformed'],
    ['has grown', { location: { path: 'accepted.jsonl' }, state: 'grown', reason: 'lists more' }, 'grown'],
  ])('because it %s', (_, list, state) => {
    const decision = decideWith(list);
    expect([decision.decision, decision.acceptedFindings?.state]).toEqual(['no-go', state]);
    const said = decision.findings.find(({ ruleId }) => ruleId === `accepted/${state}`);
    // It blocks nothing by itself: what it was for does.
    expect([said?.severity, said?.blocks]).toEqual(['error', false]);
    expect(decision.acceptedFindings?.accepted).toBe(0);
  });

  it('holds with the signature of the risk owner under the list before', () => {
    expect(decideWith(signedBy(rita, { ...otto, last: false })).decision).toBe('go-with-waivers');
  });

  it('is a warning where nothing blocks', () => {
    const decision = decideWith(accepted('scan', ['a'], { expiresAt: NOW }), { state: 'pass' });
    expect([decision.decision, decision.findings[0]?.severity]).toEqual(['go', 'warning']);
  });

  it('counts nowhere where the policy does not name it, and in production only where it says so', () => {
    expect(decideWith(LIST, { knobs: {} }).acceptedFindings?.state).toBe('not-allowed');
    const production = { run: { mode: 'production' as const } };
    const failing = evidenceInState('fail', 'scan').map((seen) =>
      seen.kind === 'document'
        ? {
            ...seen,
            evidence: { ...seen.evidence, release: { ...seen.evidence.release, mode: 'production' as const } },
          }
        : seen,
    );
    const inProduction = (list: KnownAccepted, allowed?: boolean): Decision =>
      decideWith(list, {
        ...production,
        evidence: failing,
        knobs: { acceptedFindings: { maxDays: 90, ...(allowed === undefined ? {} : { production: allowed }) } },
      });
    expect(inProduction(LIST).acceptedFindings?.state).toBe('not-allowed');
    expect(inProduction(LIST, false).acceptedFindings?.state).toBe('not-allowed');
    expect(inProduction(LIST, true).decision).toBe('go-with-waivers');
    const testKeys = accepted('scan', ['a', 'b'], {}, { signers: [rita, { ...otto, testKey: true }] });
    expect(inProduction(testKeys, true).acceptedFindings?.state).toBe('insufficient-approval');
    expect(decideWith(testKeys).decision).toBe('go-with-waivers');
  });

  it('counts nowhere where it has more findings than the policy allows', () => {
    const knobs = (maxFindings: number) => ({ knobs: { acceptedFindings: { maxDays: 90, maxFindings } } });
    expect(decideWith(LIST, knobs(1)).acceptedFindings?.state).toBe('too-many');
    expect(decideWith(LIST, knobs(2)).decision).toBe('go-with-waivers');
  });
});

describe('what is said of a list', () => {
  const units = [unitOf('scan', ['a', 'b', 'gone'])];

  it('can be removed: what is found no more', () => {
    const decision = decideWith(accepted('scan', ['a'], { units }));
    expect(decision.acceptedFindings?.units[0]?.vanished).toEqual([finding('gone').fingerprint]);
    expect(ids(decision)).toContain('accepted/vanished');
    expect(decision.decision).toBe('go-with-waivers');
  });

  it('can be removed: what is found less often', () => {
    const often = (list: readonly string[]) => decideWith(accepted('scan', list)).acceptedFindings?.units[0]?.vanished;
    expect(often(['a', 'a', 'b'])).toEqual([finding('a').fingerprint]);
    expect(often(['a', 'b'])).toEqual([]);
  });

  it('is not that something vanished where nobody looked, or in another mode', () => {
    for (const more of [{ state: 'missing' }, { state: 'error' }, { level: 'off' as const }])
      expect(ids(decideWith(accepted('scan', ['a'], { units }), more))).not.toContain('accepted/vanished');
    expect(ids(decideWith(accepted('scan', ['a'], { units, mode: 'pr' })))).not.toContain('accepted/vanished');
  });

  it('can be removed: a unit that nobody judges', () => {
    const gone = accepted('scan', ['a'], { units: [...units, unitOf('scan', ['a'], { appId: 'sold' })] });
    expect(decideWith(gone).acceptedFindings?.units[1]?.vanished).toEqual([finding('a').fingerprint]);
  });

  it('is that it ends soon', () => {
    expect(ids(decideWith(accepted('scan', ['a', 'b'], { expiresAt: '2031-05-17T12:00:00Z' })))).toContain(
      'accepted/expiring',
    );
    expect(ids(decideWith(accepted('scan', ['a', 'b'], { expiresAt: '2031-05-17T12:00:01Z' })))).not.toContain(
      'accepted/expiring',
    );
  });
});
