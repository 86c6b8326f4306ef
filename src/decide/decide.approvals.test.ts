import { describe, expect, test } from 'vitest';
import { decideOne } from '../../testing/decide-one.ts';
import {
  approval,
  digest,
  document,
  evidence,
  finding,
  NOW,
  RUN,
  readWaiver,
  register,
  waiver,
} from '../../testing/gate-fixtures.ts';
import type { Approval } from '../formats/generated/approval.ts';
import type { PolicyKnobs } from '../formats/generated/policy.ts';
import type { Waiver } from '../formats/generated/waiver.ts';
import type { ReadApproval, ReadRegister, SignedApproval } from './approval.ts';
import type { RunIdentity } from './observation.ts';

const ASKED = waiver('scan');
const REPORT = decideOne({ state: 'fail' }).reportDigest;
const by = (changes: Partial<Approval> = {}, more: Partial<SignedApproval> = {}, of = ASKED): SignedApproval =>
  approval(of, { reportDigest: REPORT, ...changes }, more);
const RITA = by();
const OTTO = by({ principal: 'mailto:otto@example.org', role: 'risk-owner' });

interface Asked {
  readonly of?: Waiver;
  readonly waivers?: readonly Waiver[];
  readonly tier?: 'single' | 'dual';
  readonly register?: ReadRegister;
  readonly run?: Partial<RunIdentity>;
  readonly knobs?: PolicyKnobs;
}

/** The first waiver as it is judged with these approvals, and what the gate decides. */
function judged(approvals: readonly ReadApproval[], asked: Asked = {}) {
  const { of = ASKED, tier = 'single', ...rest } = asked;
  const waivers = (asked.waivers ?? [of]).map((one) => readWaiver(one, `waivers/${one.id}.${one.revision}.json`));
  // Evidence of a release candidate is not about a production run; that there is none is.
  const state = asked.run?.mode === 'production' ? 'missing' : 'fail';
  const decision = decideOne({ state, policy: { waivable: tier }, approvals, ...rest, waivers });
  const [first] = decision.waivers;
  return { decision: decision.decision, state: first?.state, why: first?.explanation ?? '', all: decision };
}

describe('tiers', () => {
  test('single takes one release manager, and nobody else', () => {
    expect(judged([RITA])).toMatchObject({ decision: 'go-with-waivers', state: 'valid' });
    for (const role of ['risk-owner', 'security', 'platform-api-owner'] as const)
      expect(judged([by({ role })])).toMatchObject({
        decision: 'no-go',
        state: 'insufficient-approval',
        why: 'lacks the approval of a release manager',
      });
    expect(judged([]).state).toBe('insufficient-approval');
  });

  test('dual takes a release manager and another person in another role', () => {
    expect(judged([RITA, OTTO], { tier: 'dual' }).state).toBe('valid');
    for (const role of ['security', 'platform-api-owner'] as const)
      expect(judged([RITA, by({ principal: 'mailto:otto@example.org', role })], { tier: 'dual' }).state).toBe('valid');
    const second = by({ principal: 'mailto:zoe@example.org' });
    expect(judged([RITA, second], { tier: 'dual' }).why).toBe(
      'lacks the approval of another person as risk-owner, security, platform-api-owner',
    );
    expect(judged([OTTO], { tier: 'dual' }).why).toBe('lacks the approval of a release manager');
    expect(judged([], { tier: 'dual' }).why).toMatch(/^lacks the approval of a release manager and of another person/);
  });

  test('one person with two roles, two keys or two spellings is one person', () => {
    for (const principal of ['mailto:rita@example.org', 'mailto:RITA@example.org', 'mailto:ｒita@example.org'])
      expect(judged([RITA, by({ principal, role: 'security' })], { tier: 'dual' }).state, principal).toBe(
        'insufficient-approval',
      );
  });
});

/** Decisions that the report says count for nothing. */
const stray = ({ all }: ReturnType<typeof judged>): string[] =>
  all.findings
    .filter(({ ruleId }) => ruleId === 'waiver/stray-approval')
    .map(({ location, message }) => `${location.path}: ${message}`);

describe('an approval counts for nothing', () => {
  const refused: readonly [string, Partial<Approval>, string][] = [
    ['for another content of the waiver', { waiverDigest: digest('other') }, 'is for other content of this waiver'],
    ['for another release', { releaseId: '2031.4' }, 'is for release 2031.4'],
    ['for a candidate that the waiver does not name', { candidateDigest: digest('other') }, 'is for another candidate'],
    ['from the future', { decidedAt: '2031-05-10T12:05:01Z' }, 'was decided at 2031-05-10T12:05:01Z, still to come'],
    ['from before the request', { decidedAt: '2031-05-08T08:59:59Z' }, 'was decided at 2031-05-08T08:59:59Z, before'],
  ];
  test.each(refused)('%s', (_, changes, why) => {
    const answer = judged([by(changes)]);
    expect(answer).toMatchObject({ decision: 'no-go', state: 'insufficient-approval' });
    expect(answer.why).toContain(`approvals/WVR-2031-0001.rita.approve.json ${why}`);
  });

  test('by who asked, under whatever spelling', () => {
    for (const principal of ['mailto:ann@example.org', 'mailto:Ann@Example.org'])
      expect(judged([by({ principal })])).toMatchObject({ decision: 'no-go', state: 'self-approved' });
    expect(judged([by({ principal: 'mailto:ann@example.org' }), RITA]).state).toBe('valid');
  });

  test('by who made the evidence', () => {
    const failed = evidence('scan', { status: 'fail', findings: [finding('a'), finding('b')] });
    const seen = [
      { ...document(failed), signers: [{ principal: 'mailto:Rita@example.org', testKey: false, producer: true }] },
    ];
    const decision = decideOne({ evidence: seen, waivers: [readWaiver(ASKED)], approvals: [RITA] });
    expect(decision.waivers[0]?.state).toBe('self-approved');
    expect(decision.decision).toBe('no-go');
  });

  test('where its signature does not hold, and the others count as ever', () => {
    const forged: ReadApproval = {
      location: { path: 'approvals/x.json' },
      state: 'forged',
      reason: 'carries no signature by a known key',
      waiverId: ASKED.id,
    };
    expect(judged([forged])).toMatchObject({ decision: 'no-go', state: 'forged' });
    expect(judged([forged]).why).toContain('approvals/x.json carries no signature by a known key');
    expect(judged([forged, RITA]).state).toBe('valid');
    expect(stray(judged([forged, RITA]))).toEqual([
      'approvals/x.json: the decision about WVR-2031-0001 does not count: it carries no signature by a known key',
    ]);
    expect(stray(judged([RITA]))).toEqual([]);
    expect(judged([{ ...forged, state: 'malformed' }]).state).toBe('insufficient-approval');
  });

  test('by a test key in production alone', () => {
    const of = waiver('scan', {
      release: { id: RUN.release, modes: ['release-candidate', 'production'], candidateDigest: RUN.candidateDigest },
    });
    const signed = by({}, { testKey: true }, of);
    const listed = register([readWaiver(of)], [signed]);
    expect(judged([signed], { of, register: listed }).state).toBe('valid');
    const production = judged([signed], { of, register: listed, run: { mode: 'production' } });
    expect(production.state).toBe('insufficient-approval');
    expect(production.why).toContain('test key');
  });
});

describe('what was turned down', () => {
  const no = (decision: 'reject' | 'revoke') => by({ decision, comment: 'the risk is not low', role: 'security' });

  test.each(['reject', 'revoke'] as const)('%s stands whoever approves, and whenever', (decision) => {
    const late = by({ decidedAt: NOW });
    for (const approvals of [[no(decision)], [no(decision), late, OTTO], [late, OTTO, no(decision)]]) {
      const answer = judged(approvals, { tier: 'dual' });
      expect(answer.state).toBe(decision === 'reject' ? 'rejected' : 'revoked');
      expect(answer.why).toMatch(/^was (rejected|revoked) by mailto:rita@example.org .*: the risk is not low$/);
      expect(answer.decision).toBe('no-go');
    }
  });

  test('one that is damaged, or for another candidate, is told while the waiver lets pass', () => {
    const elsewhere = by({ ...no('revoke').approval, candidateDigest: digest('other') });
    const answer = judged([RITA, elsewhere]);
    expect(answer.state).toBe('valid');
    expect(stray(answer)).toEqual([
      expect.stringContaining('WVR-2031-0001 does not count: it is for another candidate'),
    ]);
  });

  test('it binds a revision: another one can be asked for', () => {
    const again = waiver('scan', { revision: 2 });
    expect(judged([no('reject'), by({}, {}, again)], { of: again }).state).toBe('valid');
  });
});

describe('the register', () => {
  const known = [readWaiver(ASKED)];

  test('is demanded in production and where the policy says always', () => {
    const of = waiver('scan', {
      release: { id: RUN.release, modes: ['production'], candidateDigest: RUN.candidateDigest },
    });
    expect(judged([by({}, {}, of)], { of, run: { mode: 'production' } })).toMatchObject({
      decision: 'no-go',
      state: 'unregistered',
      why: 'is in no register, and one is demanded here',
    });
    expect(judged([RITA], { knobs: { register: 'always' } }).state).toBe('unregistered');
  });

  test('counts wherever it is', () => {
    expect(judged([RITA], { register: register(known, [RITA]) }).state).toBe('valid');
    expect(judged([RITA], { register: register([], []) }).why).toBe('is not in register.json');
    expect(judged([RITA, OTTO], { tier: 'dual', register: register(known, [RITA]) }).why).toContain(
      'is not in the register',
    );
  });

  test('makes a decision stick: one that it lists can not be taken away', () => {
    const no = by({ decision: 'revoke', comment: 'no', principal: 'mailto:zoe@example.org' });
    const listed = register(known, [RITA, no]);
    expect(judged([RITA, no], { register: listed }).state).toBe('revoked');
    expect(judged([RITA], { register: listed })).toMatchObject({
      state: 'unregistered',
      why: 'lacks 1 of 2 decisions that register.json lists',
    });
  });

  test('can take a waiver back itself', () => {
    const entry = register(known, [RITA]).register.waivers.map((one) => ({ ...one, revoked: 'the customer says no' }));
    expect(judged([RITA], { register: register(known, [RITA], { waivers: entry }) })).toMatchObject({
      state: 'revoked',
      why: 'is revoked in register.json: the customer says no',
    });
  });

  test('that lists a waiver twice, revoked and not, leaves every waiver out', () => {
    const [entry] = register(known, [RITA]).register.waivers;
    const waivers = entry ? [{ ...entry, revoked: 'the customer says no' }, entry] : [];
    const answer = judged([RITA], { register: register(known, [RITA], { waivers }) });
    expect(answer).toMatchObject({ decision: 'no-go', state: 'unregistered' });
    expect(answer.why).toContain('register.json lists a waiver twice');
  });

  test('blocks where a waiver that it lists is gone, even an unused one', () => {
    const other = waiver('scan', { id: 'WVR-2031-0002', expiresAt: NOW });
    const both = register([readWaiver(ASKED), readWaiver(other)], [RITA]);
    const { all, decision } = judged([RITA], { register: both });
    expect(decision).toBe('no-go');
    expect(all.findings.filter(({ blocks }) => blocks).map(({ ruleId }) => ruleId)).toEqual([
      'waiver/register-incomplete',
    ]);
  });

  test.each([
    [{ releaseId: '2031.4' }, 'is for release 2031.4'],
    [{ issuedAt: '2031-05-10T12:05:01Z' }, 'still to come'],
    [{ validUntil: NOW }, `was valid until ${NOW}`],
  ])('that does not hold leaves every waiver out: %j', (changes, why) => {
    const answer = judged([RITA], { register: register(known, [RITA], changes) });
    expect(answer).toMatchObject({ decision: 'no-go', state: 'unregistered' });
    expect(answer.why).toContain(why);
  });

  test('that is broken or signed by a test key leaves every waiver out', () => {
    const broken = { location: { path: 'register.json' }, reason: 'is not signed by a release manager' };
    expect(judged([RITA], { register: broken }).why).toContain('register.json is not signed by a release manager');
    const of = waiver('scan', {
      release: { id: RUN.release, modes: ['production'], candidateDigest: RUN.candidateDigest },
    });
    const signed = by({}, {}, of);
    const listed = register([readWaiver(of)], [signed]);
    const run = { mode: 'production' } as const;
    expect(judged([signed], { of, run, register: listed }).state).toBe('valid');
    const test = { ...listed, signatory: { ...listed.signatory, testKey: true } };
    expect(judged([signed], { of, run, register: test }).why).toContain('signed by a test key');
  });

  test('is shown where it held', () => {
    const { register: shown } = judged([RITA], { register: register(known, [RITA]) }).all;
    expect(shown).toMatchObject({ path: 'register.json', sequence: 3 });
  });
});

describe('again and again', () => {
  const week = (number: number, more: Partial<Waiver> = {}): Waiver =>
    waiver('scan', {
      id: `WVR-2031-010${number}`,
      notBefore: `2031-0${5 - Math.ceil(number / 4)}-${10 + ((4 - number) % 4)}T00:00:00Z`,
      expiresAt: '2031-05-01T00:00:00Z',
      requestedAt: '2031-01-01T00:00:00Z',
      ...more,
    });
  const allowed = { maxWaivedDays: 3650 };

  test('a third renewal is refused, declared or not', () => {
    const [first, second, third] = [week(1), week(2), week(3)];
    expect(judged([RITA], { waivers: [ASKED, first, second], knobs: allowed }).state).toBe('valid');
    expect(judged([RITA], { waivers: [ASKED, first, second, third], knobs: allowed })).toMatchObject({
      decision: 'no-go',
      state: 'over-renewed',
    });
    expect(
      judged([RITA], { waivers: [ASKED, first, second, third], knobs: { ...allowed, maxRenewals: 3 } }).state,
    ).toBe('valid');
  });

  test('time adds up from the first', () => {
    const first = week(1, { notBefore: '2031-03-20T00:00:00Z' });
    expect(judged([RITA], { waivers: [ASKED, first] }).why).toBe(
      'would waive since 2031-03-20T00:00:00Z for 61 days in all, and 60 are allowed',
    );
    expect(judged([RITA], { waivers: [ASKED, week(1, { notBefore: '2031-03-21T00:00:00Z' })] }).state).toBe('valid');
  });

  test('another finding of the same unit is another thing', () => {
    const first = week(1, { notBefore: '2031-01-20T00:00:00Z' });
    const other = { ...first, scope: { ...first.scope, findings: [digest('other')] as [string] } };
    expect(judged([RITA], { waivers: [ASKED, other] }).state).toBe('valid');
  });

  test('what is renewed must be there', () => {
    const of = waiver('scan', { renews: digest('gone') });
    expect(judged([by({}, {}, of)], { of })).toMatchObject({ decision: 'no-go', state: 'renewal-unknown' });
  });
});

test('over the budget no waiver counts', () => {
  expect(judged([RITA], { knobs: { maxWaivedUnits: 1 } }).state).toBe('valid');
  expect(judged([RITA], { knobs: { maxWaivedUnits: 0 } })).toMatchObject({
    decision: 'no-go',
    state: 'over-budget',
    why: 'is one of the waivers that let 1 units pass, and the policy allows 0',
  });
});

describe('the report that was shown', () => {
  test('approvals on another report are a warning, not a block', () => {
    const { all, decision } = judged([by({ reportDigest: digest('another') })]);
    expect(decision).toBe('go-with-waivers');
    expect(all.findings.filter(({ ruleId }) => ruleId === 'waiver/other-report')).toHaveLength(1);
    expect(judged([RITA]).all.findings.some(({ ruleId }) => ruleId === 'waiver/other-report')).toBe(false);
  });

  test('its digest is the same with and without waivers and at any instant, and changes with what is judged', () => {
    const of = (state: string, more: Parameters<typeof decideOne>[0] = {}) =>
      decideOne({ state, ...more }).reportDigest;
    expect(of('fail', { waivers: [readWaiver(ASKED)] })).toBe(REPORT);
    expect(of('fail', { run: { now: '2031-05-11T12:00:00Z' } })).toBe(REPORT);
    expect(of('missing')).not.toBe(REPORT);
    const grown = evidence('scan', { status: 'fail', findings: [finding('a'), finding('b'), finding('c')] });
    expect(of('fail', { evidence: [document(grown)] })).not.toBe(REPORT);
  });
});

test('an approval of no waiver is told', () => {
  const stray = by({ waiverId: 'WVR-2031-9999' });
  const { all, decision } = judged([RITA, stray]);
  expect(decision).toBe('go-with-waivers');
  expect(all.findings.map(({ ruleId }) => ruleId)).toContain('waiver/stray-approval');
});
