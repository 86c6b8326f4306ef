import { describe, expect, test } from 'vitest';
import { type Case, decideOne, ids, scan } from '../../testing/decide-one.ts';
import {
  approval,
  digest,
  document,
  evidence,
  finding,
  NOW,
  RUN,
  readWaiver,
  waiver,
} from '../../testing/gate-fixtures.ts';
import type { Evidence } from '../formats/generated/evidence.ts';
import type { Waiver } from '../formats/generated/waiver.ts';

/** One story a release gate has to tell right: what is put before it, the decision, and where it shows. */
interface Scenario {
  readonly name: string;
  readonly given: Case;
  readonly decision: 'go' | 'go-with-waivers' | 'no-go';
  /** The unit's state; left out where the run has nothing to show there. */
  readonly state?: string;
  /** A rule that must be named. */
  readonly rule?: string;
}

const waived = (changes: Partial<Waiver> = {}, id = 'scan') => [readWaiver(waiver(id, changes))];
const seen = (changes: Partial<Evidence>) => [document(evidence('scan', changes))];
const onlyA: Partial<Waiver> = {
  scope: { evidenceId: 'scan', states: ['fail'], findings: [finding('a').fingerprint] },
};
const PRODUCTION = { mode: 'production' } as const;
const forProduction: Partial<Waiver> = {
  release: { id: RUN.release, modes: ['production'], candidateDigest: RUN.candidateDigest },
};
const forPrevious: Partial<Waiver> = {
  release: { id: RUN.release, modes: ['release-candidate'], candidateDigest: digest('the candidate before') },
};
const released = { ...evidence('scan').release, mode: 'production' } as const;
const testKey = [{ principal: 'mailto:ci@example.org', testKey: true, producer: true }];

// The stories that go/no-go dashboards of release trains are tested with, told in our terms.
const SCENARIOS: readonly Scenario[] = [
  { name: 'everything passes', given: {}, decision: 'go', state: 'pass' },
  { name: 'a required check failed', given: { state: 'fail' }, decision: 'no-go', state: 'fail' },
  {
    name: 'a failure stands beside checks that pass',
    given: { evidence: seen({ status: 'fail', findings: [finding('a')] }) },
    decision: 'no-go',
    state: 'fail',
  },
  {
    name: 'a failure is waived',
    given: { state: 'fail', waivers: waived() },
    decision: 'go-with-waivers',
    state: 'fail',
  },
  {
    name: 'the waiver ended at this very instant',
    given: { state: 'fail', waivers: waived({ expiresAt: NOW }) },
    decision: 'no-go',
    rule: 'waiver/expired',
  },
  {
    name: 'the waiver was valid when the evidence was made, and is not any more',
    given: {
      evidence: seen({ status: 'fail', findings: [finding('a')], finishedAt: '2031-05-10T09:00:00Z' }),
      waivers: waived({ expiresAt: '2031-05-10T10:00:00Z' }),
    },
    decision: 'no-go',
    rule: 'waiver/expired',
  },
  {
    name: 'the waiver weighs less than what it should cover',
    given: { state: 'fail', waivers: waived(onlyA) },
    decision: 'no-go',
    rule: 'waiver/finding-mismatch',
  },
  {
    name: 'one signature stands where two people must answer',
    given: {
      state: 'fail',
      policy: { waivable: 'dual' },
      waivers: waived(),
      approvals: [approval(waiver('scan'))],
    },
    decision: 'no-go',
    rule: 'waiver/insufficient-approval',
  },
  {
    name: 'a leak is never waived',
    given: { state: 'redaction-failed', waivers: waived() },
    decision: 'no-go',
    state: 'redaction-failed',
  },
  {
    name: 'a leak blocks in a check that is optional',
    given: { state: 'redaction-failed', level: 'optional' },
    decision: 'no-go',
    state: 'redaction-failed',
  },
  {
    name: 'production was proven with a test key',
    given: {
      run: PRODUCTION,
      evidence: [{ ...document(evidence('scan', { release: released })), signers: testKey }],
      knobs: { signatures: { production: 'required' } },
    },
    decision: 'no-go',
    state: 'untrusted',
  },
  {
    name: 'a waiver for production can not make up for a test key',
    given: {
      run: PRODUCTION,
      evidence: [{ ...document(evidence('scan', { release: released })), signers: testKey }],
      knobs: { signatures: { production: 'required' } },
      waivers: waived(forProduction),
    },
    decision: 'no-go',
    state: 'untrusted',
  },
  { name: 'a summary was skipped', given: { state: 'skip' }, decision: 'no-go', state: 'skip' },
  { name: 'a summary is not there', given: { state: 'missing' }, decision: 'no-go', state: 'missing' },
  { name: 'a summary can not be read', given: { state: 'malformed' }, decision: 'no-go', state: 'malformed' },
  {
    name: 'what can not be read is not waived',
    given: { state: 'malformed', waivers: waived() },
    decision: 'no-go',
    state: 'malformed',
  },
  {
    name: 'the live network was left out',
    given: { evidence: seen({ status: 'skip', statusReason: 'live checks are disabled' }) },
    decision: 'no-go',
    state: 'skip',
  },
  {
    name: 'leaving the live network out is waived',
    given: { state: 'skip', waivers: waived() },
    decision: 'go-with-waivers',
    state: 'skip',
  },
  {
    name: 'a waiver under another name for the same check covers nothing',
    given: { state: 'fail', waivers: waived({}, 'evidence.scan') },
    decision: 'no-go',
    state: 'fail',
  },
  {
    name: 'an artifact that is not the one under judgement is not waived',
    given: { state: 'wrong-subject', waivers: waived() },
    decision: 'no-go',
    state: 'wrong-subject',
  },
  {
    name: 'a waiver of the candidate before',
    given: { state: 'fail', waivers: waived(forPrevious) },
    decision: 'no-go',
    rule: 'waiver/wrong-candidate',
  },
  {
    name: 'a waiver that nothing needs is told and blocks nothing',
    given: { waivers: waived() },
    decision: 'go',
    rule: 'waiver/unused',
  },
  {
    name: 'a waiver of a schema that nobody knows',
    given: { state: 'fail', waivers: [{ location: { path: 'waivers/w.json' }, reason: 'has schemaVersion 9' }] },
    decision: 'no-go',
    rule: 'waiver/malformed',
  },
  { name: 'a drill is stale', given: { state: 'stale' }, decision: 'no-go', state: 'stale' },
  { name: 'a drill could not run', given: { state: 'error' }, decision: 'no-go', state: 'error' },
  {
    name: 'two results of one drill',
    given: { state: 'conflict', waivers: waived() },
    decision: 'no-go',
    state: 'conflict',
  },
  { name: 'warnings alone', given: { state: 'warn' }, decision: 'go', state: 'warn' },
  {
    name: 'warnings where the policy lets none pass',
    given: { state: 'warn', policy: { warnBlocks: true } },
    decision: 'no-go',
    state: 'warn',
  },
  { name: 'a recommended check failed', given: { state: 'fail', level: 'recommended' }, decision: 'go', state: 'fail' },
];

describe('a release train', () => {
  test.each(SCENARIOS)('$name: $decision', ({ given, decision, state, rule }) => {
    const decided = decideOne(given);
    expect(decided.decision).toBe(decision);
    if (state) expect(scan(decided)?.state).toBe(state);
    if (rule) expect(ids(decided)).toContain(rule);
  });
});
