import { describe, expect, test } from 'vitest';
import { approval, digest, NOW, RUN, readWaiver, waiver } from '../../testing/gate-fixtures.ts';
import { digestJson } from '../model/digest.ts';
import type { BrokenApproval } from './approval.ts';
import type { ReadWaiver } from './read-waiver.ts';
import { duplicates, expiring, explain, otherReport, refusedDecisions, strayApprovals } from './waiver-findings.ts';

const ASKED = waiver('scan');
const ONE = { location: { path: 'waivers/w.json' }, digest: digestJson(ASKED), waiver: ASKED };
const BROKEN: ReadWaiver = { location: { path: 'waivers/x.json' }, reason: 'is cut off' };
const VALID = { state: 'valid', explanation: 'holds' } as const;
const EXPIRED = { state: 'expired', explanation: 'ended' } as const;
const UNUSED = { state: 'unused', explanation: 'is for nothing' } as const;
const of = (finding: ReturnType<typeof explain>[number] | undefined) =>
  finding && [finding.ruleId, finding.severity, finding.message, finding.unit, finding.blocks, finding.location.path];

describe('a waiver that does not help', () => {
  test('is an error where something waits for it, else a warning', () => {
    const told = (severity: string) => [
      'waiver/expired',
      severity,
      `${ASKED.id} ended`,
      'scan',
      false,
      'waivers/w.json',
    ];
    expect(explain(ONE, EXPIRED, true, {}).map(of)).toEqual([told('error')]);
    expect(explain(ONE, EXPIRED, false, {}).map(of)).toEqual([told('warning')]);
  });

  test('is named by its file where it has no id', () => {
    const [finding] = explain(BROKEN, { state: 'malformed', explanation: 'is cut off' }, true, {});
    expect(of(finding)).toEqual([
      'waiver/malformed',
      'error',
      'waivers/x.json is cut off',
      undefined,
      false,
      'waivers/x.json',
    ]);
    expect(finding?.fingerprint).toBe(digestJson(['waiver/malformed', 'waivers/x.json']));
  });

  test('has a fingerprint of its content, not of its file', () => {
    const elsewhere = { ...ONE, location: { path: 'other.json' } };
    const [[here], [there]] = [explain(ONE, EXPIRED, true, {}), explain(elsewhere, EXPIRED, true, {})];
    expect(here?.fingerprint).toBe(there?.fingerprint);
    expect(here?.fingerprint).toBe(digestJson(['waiver/expired', ASKED.id, ONE.digest]));
  });

  test('blocks where it is unused and the policy says so', () => {
    expect(explain(ONE, UNUSED, false, {})[0]).toMatchObject({ severity: 'warning', blocks: false });
    expect(explain(ONE, UNUSED, false, { unusedWaivers: 'block' })[0]).toMatchObject({
      severity: 'error',
      blocks: true,
    });
  });

  test('is not told where it holds, has a successor, or is for another mode', () => {
    expect(explain(ONE, VALID, true, {})).toEqual([]);
    expect(explain(ONE, { ...EXPIRED, superseded: true }, true, {})).toEqual([]);
    const mode = { state: 'wrong-mode', explanation: 'is for pr' } as const;
    expect(explain(ONE, mode, false, {})).toEqual([]);
    expect(explain(ONE, mode, true, {})).toHaveLength(1);
  });
});

describe('a waiver that ends soon', () => {
  const until = (expiresAt: string) => ({ ...ONE, waiver: { ...ASKED, expiresAt } });
  test('is a warning within the days that the policy says', () => {
    const end = '2031-05-17T12:00:00Z';
    expect(expiring(until(end), VALID, RUN, {}).map(of)).toEqual([
      [
        'waiver/expiring',
        'warning',
        `${ASKED.id} ends at ${end}, within 7 days; scan blocks from then on`,
        'scan',
        false,
        'waivers/w.json',
      ],
    ]);
    expect(expiring(until('2031-05-17T12:00:01Z'), VALID, RUN, {})).toEqual([]);
    expect(expiring(until(end), VALID, RUN, { expiringWithinDays: 6 })).toEqual([]);
    expect(expiring(until(end), EXPIRED, RUN, {})).toEqual([]);
    expect(expiring(BROKEN, VALID, RUN, {})).toEqual([]);
  });
});

test('who approved another report is named', () => {
  const [here, there] = [digest('this report'), digest('another')];
  const rita = approval(ASKED, { reportDigest: there });
  const otto = approval(ASKED, { reportDigest: there, principal: 'mailto:otto@example.org', role: 'security' });
  const [finding] = otherReport(ONE, [approval(ASKED, { reportDigest: here }), rita, otto], here);
  expect(of(finding)).toEqual([
    'waiver/other-report',
    'warning',
    `${ASKED.id} was approved by mailto:rita@example.org, mailto:otto@example.org on a report that judged something else than this one`,
    'scan',
    false,
    'waivers/w.json',
  ]);
  expect(finding?.fingerprint).toBe(
    digestJson(['waiver/other-report', ASKED.id, ONE.digest, rita.digest, otto.digest]),
  );
  expect(otherReport(ONE, [approval(ASKED, { reportDigest: here })], here)).toEqual([]);
});

describe('a decision that counts for nothing', () => {
  const torn: BrokenApproval = {
    location: { path: 'approvals/x.json' },
    state: 'malformed',
    reason: 'is cut off',
    waiverId: ASKED.id,
  };

  test('about a waiver in use is told', () => {
    const [finding] = refusedDecisions(ONE, [{ approval: torn, why: 'is cut off' }], new Set());
    expect(of(finding)).toEqual([
      'waiver/stray-approval',
      'warning',
      `the decision about ${ASKED.id} does not count: it is cut off`,
      'scan',
      false,
      'approvals/x.json',
    ]);
    expect(finding?.fingerprint).toBe(digestJson(['waiver/stray-approval', ASKED.id, ONE.digest, 'approvals/x.json']));
  });

  test('about another revision of the folder is where it should be', () => {
    const earlier = approval(ASKED, { waiverDigest: digest('earlier') });
    const refused = [{ approval: earlier, why: 'is for other content' }];
    expect(refusedDecisions(ONE, refused, new Set([digest('earlier')]))).toEqual([]);
    expect(refusedDecisions(ONE, refused, new Set())).toHaveLength(1);
    const own = [{ approval: approval(ASKED), why: 'is by who asked' }];
    expect(refusedDecisions(ONE, own, new Set([ONE.digest]))).toHaveLength(1);
  });

  test('for no waiver of the folder is told', () => {
    const { waiverId: _, ...nameless } = torn;
    const stray = approval(ASKED, { waiverId: 'WVR-2031-9999' });
    const found = strayApprovals([approval(ASKED), torn, stray, nameless], [ONE, BROKEN]);
    expect(found.map(({ message, location }) => [message, location.path])).toEqual([
      ['the approval is for WVR-2031-9999, and no file here has that waiver', stray.location.path],
      ['the file is cut off', 'approvals/x.json'],
    ]);
    expect(found.map(({ fingerprint }) => fingerprint)).toEqual([
      digestJson(['waiver/stray-approval', stray.digest]),
      digestJson(['waiver/stray-approval', 'approvals/x.json']),
    ]);
  });
});

test('one revision in two files is a warning at the second', () => {
  const copy = readWaiver(ASKED, 'waivers/copy.json');
  const next = readWaiver({ ...ASKED, revision: 2, requestedAt: NOW }, 'waivers/next.json');
  expect(duplicates([ONE, BROKEN, next, copy]).map(of)).toEqual([
    [
      'waiver/duplicate-id',
      'warning',
      `${ASKED.id} revision 1 is in waivers/w.json too`,
      'scan',
      false,
      'waivers/copy.json',
    ],
  ]);
});
