import { describe, expect, test } from 'vitest';
import { approval, digest, NOW, RUN, waiver } from '../../testing/gate-fixtures.ts';
import type { Approval } from '../formats/generated/approval.ts';
import { digestJson } from '../model/digest.ts';
import type { ReadApproval, SignedApproval } from './approval.ts';
import { type ApprovalQuestion, approvalStanding, certifiedApprovals, missingRoles } from './judge-approvals.ts';
import type { RunIdentity } from './observation.ts';

const ASKED = waiver('scan');
const by = (changes: Partial<Approval> = {}, more: Partial<SignedApproval> = {}): SignedApproval =>
  approval(ASKED, changes, more);
const OTTO = { principal: 'mailto:otto@example.org', role: 'risk-owner' } as const;

function standing(
  approvals: readonly ReadApproval[],
  asked: Partial<ApprovalQuestion> = {},
  run: Partial<RunIdentity> = {},
) {
  const question = { waiver: ASKED, digest: digestJson(ASKED), tier: 'single', approvals, producers: [], ...asked };
  return approvalStanding(question as ApprovalQuestion, { ...RUN, ...run });
}

describe('a decision that does not count says why', () => {
  const production = { mode: 'production' } as const;
  const lacks = 'lacks the approval of a release manager; approvals/WVR-2031-0001';
  test.each<[string, SignedApproval, Partial<ApprovalQuestion>, Partial<RunIdentity>, string, string]>([
    [
      'other content',
      by({ waiverDigest: digest('edited') }),
      {},
      {},
      'insufficient-approval',
      `${lacks}.rita.approve.json is for other content of this waiver`,
    ],
    [
      'another release',
      by({ releaseId: '2031.4' }),
      {},
      {},
      'insufficient-approval',
      `${lacks}.rita.approve.json is for release 2031.4`,
    ],
    [
      'another candidate',
      by({ candidateDigest: digest('x') }),
      {},
      {},
      'insufficient-approval',
      `${lacks}.rita.approve.json is for another candidate`,
    ],
    [
      'still to come',
      by({ decidedAt: '2031-05-10T12:05:01Z' }),
      {},
      {},
      'insufficient-approval',
      `${lacks}.rita.approve.json was decided at 2031-05-10T12:05:01Z, still to come`,
    ],
    [
      'before it was asked for',
      by({ decidedAt: '2031-05-08T08:59:59Z' }),
      {},
      {},
      'insufficient-approval',
      `${lacks}.rita.approve.json was decided at 2031-05-08T08:59:59Z, before the waiver was asked for`,
    ],
    [
      'by who asked',
      by({ principal: 'mailto:ANN@example.org' }),
      {},
      {},
      'self-approved',
      `${lacks}.ANN.approve.json is by mailto:ANN@example.org, who asked for the waiver`,
    ],
    [
      'by who made the evidence',
      by(),
      { producers: ['mailto:ci@example.org', 'mailto:Rita@example.org'] },
      {},
      'self-approved',
      `${lacks}.rita.approve.json is by mailto:rita@example.org, who made the evidence`,
    ],
    [
      'with a test key',
      by({}, { testKey: true }),
      {},
      production,
      'insufficient-approval',
      `${lacks}.rita.approve.json is signed by a test key, which production does not take`,
    ],
    [
      'not registered',
      by(),
      { registered: new Set([digest('other')]) },
      {},
      'insufficient-approval',
      `${lacks}.rita.approve.json is not in the register`,
    ],
  ])('%s', (_, one, asked, run, state, explanation) => {
    const { counted, refused, fault } = standing([one], asked, run);
    expect([counted, refused.map(({ approval: of }) => of), fault]).toEqual([[], [one], { state, explanation }]);
  });

  test('nor does a file that is none', () => {
    const broken = (state: 'forged' | 'malformed'): ReadApproval => ({
      location: { path: 'approvals/x.json' },
      state,
      reason: 'is cut off',
      waiverId: ASKED.id,
    });
    expect(standing([broken('forged')]).fault?.state).toBe('forged');
    expect(standing([broken('malformed')]).fault).toEqual({
      state: 'insufficient-approval',
      explanation: 'lacks the approval of a release manager; approvals/x.json is cut off',
    });
  });

  test('and without any the people are named', () => {
    expect(standing([]).fault).toEqual({
      state: 'insufficient-approval',
      explanation: 'lacks the approval of a release manager',
    });
    expect(standing([], { tier: 'dual' }).fault?.explanation).toBe(
      'lacks the approval of a release manager and of another person as risk-owner, security, platform-api-owner',
    );
  });
});

describe('a decision counts', () => {
  test('at the edges of its time', () => {
    for (const decidedAt of ['2031-05-10T12:05:00Z', ASKED.requestedAt])
      expect(standing([by({ decidedAt })]).fault).toBeUndefined();
  });

  test('with a test key outside of production, and registered', () => {
    const one = by({}, { testKey: true });
    expect(standing([one], { registered: new Set([one.digest]) }).fault).toBeUndefined();
  });

  test('against the waiver whoever takes it, and by any key', () => {
    for (const [decision, state] of [
      ['reject', 'rejected'],
      ['revoke', 'revoked'],
    ] as const) {
      const no = by({ principal: ASKED.requestedBy, decision }, { testKey: true });
      expect(standing([by(), no], { registered: new Set([by().digest]) }, { mode: 'release-candidate' }).fault).toEqual(
        {
          state,
          explanation: `was ${state} by ${ASKED.requestedBy} at ${no.approval.decidedAt}: no comment`,
        },
      );
    }
    const said = by({ decision: 'reject', comment: 'not this one' });
    expect(standing([said]).fault?.explanation).toMatch(/: not this one$/);
  });
});

test.each<[string, 'single' | 'dual', SignedApproval[], number]>([
  ['one manager', 'single', [by()], 0],
  ['one manager of two', 'dual', [by()], 1],
  ['a second person alone', 'single', [by(OTTO)], 1],
  ['a second person alone of two', 'dual', [by(OTTO)], 1],
  ['two people', 'dual', [by(), by(OTTO)], 0],
  ['one person in two roles', 'dual', [by(), by({ role: 'security' })], 1],
  ['two managers of whom one is the second too', 'dual', [by(OTTO), by({ ...OTTO, role: 'release-manager' }), by()], 0],
])('who is missing: %s for %s', (_, tier, counted, missing) => {
  expect(missingRoles(tier, counted)).toHaveLength(missing);
});

test('decisions are shown in the order of their instants, then of their files', () => {
  const late = by({ decidedAt: NOW, comment: 'at last' });
  const [b, a] = [by({}, { location: { path: 'b.json' } }), by({}, { location: { path: 'a.json' } })];
  const shown = certifiedApprovals([late, b, a]);
  expect(shown.map(({ path }) => path)).toEqual(['a.json', 'b.json', late.location.path]);
  expect(shown[2]).toEqual({
    path: late.location.path,
    digest: late.digest,
    decision: 'approve',
    principal: 'mailto:rita@example.org',
    role: 'release-manager',
    decidedAt: NOW,
    comment: 'at last',
    reportDigest: digest('report'),
  });
  expect(shown[0]).not.toHaveProperty('comment');
});
