import { describe, expect, test } from 'vitest';
import { digest, document, evidence, finding, NOW, RUN } from '../../testing/gate-fixtures.ts';
import type { Evidence } from '../formats/generated/evidence.ts';
import { documentReasons, type EvidenceDemands } from './document-reasons.ts';
import type { EvidenceDocument, EvidenceSigner, RunIdentity } from './observation.ts';

const PLAIN: EvidenceDemands = { signed: false };
const CI: EvidenceSigner = { principal: 'mailto:ci@example.org', testKey: false, producer: true };
const BEN: EvidenceSigner = { principal: 'mailto:ben@example.org', testKey: false, producer: false };
const ANN: EvidenceSigner = { principal: 'mailto:ann@example.org', testKey: false, producer: false };

function why(of: EvidenceDocument, demands: EvidenceDemands = PLAIN, run: Partial<RunIdentity> = {}) {
  return documentReasons(of, { ...RUN, ...run }, demands).map(({ state, explained }) =>
    explained ? [state, explained.doc.id, explained.message, explained.location.path] : [state],
  );
}
const seen = (changes: Partial<Evidence>): EvidenceDocument => document(evidence('scan', changes));
const release = (changes: Partial<Evidence['release']>): Partial<Evidence> => ({
  release: { ...evidence('scan').release, ...changes },
});
const PATH = 'evidence/scan.json';

test('evidence with nothing wrong is what it says', () => {
  expect(why(seen({}))).toEqual([['pass']]);
  expect(why(seen({ status: 'warn', findings: [finding('w', 'warning')] }))).toEqual([['warn']]);
});

test('a warning is true of it beside what is worse', () => {
  const findings = [finding('a'), finding('w', 'warning'), finding('x', 'warning')];
  expect(why(seen({ status: 'fail', findings }))).toEqual([['fail'], ['warn']]);
  expect(why(seen({ status: 'fail', findings: findings.slice(0, 1) }))).toEqual([['fail']]);
});

describe('evidence with one fault', () => {
  const [other, now] = [digest('other'), digest('contract')];
  const foreign = (what: string): string[] => [
    'wrong-subject',
    'evidence/wrong-subject',
    `the evidence of scan is for another ${what}`,
    PATH,
  ];
  const rows: readonly [string, Partial<Evidence>, string[]][] = [
    [
      'leaks',
      { redaction: { status: 'fail', findingCount: 1, placeholders: 0 } },
      [
        'redaction-failed',
        'evidence/redaction-failed',
        'the evidence of scan says that it holds secrets or private paths',
        PATH,
      ],
    ],
    ['release', release({ id: '2031.4' }), foreign('release: 2031.4, expected 2031.5')],
    ['mode', release({ mode: 'pr' }), foreign('mode: pr, expected release-candidate')],
    ['candidate', release({ candidateDigest: other }), foreign(`candidate: ${other}, expected ${RUN.candidateDigest}`)],
    ['policy', release({ policyDigest: other }), foreign(`policy: ${other}, expected ${RUN.policyDigest}`)],
    ['plan', release({ planDigest: other }), foreign(`plan: ${other}, expected ${RUN.planDigest}`)],
    [
      'subject',
      { subject: [{ name: 'contract.json', digest: other }] },
      foreign(`subject: contract.json ${other} is not in the candidate`),
    ],
    [
      'to come',
      { finishedAt: '2031-05-10T12:05:01Z' },
      [
        'untrusted',
        'evidence/untrusted',
        `the evidence of scan finishes at 2031-05-10T12:05:01Z, after this run's ${NOW}`,
        PATH,
      ],
    ],
    [
      'made from something that changed',
      { inputs: [{ name: 'contract.json', digest: other }] },
      [
        'stale',
        'evidence/stale',
        `the evidence of scan was made from contract.json with ${other}, which is now ${now}`,
        PATH,
      ],
    ],
  ];
  test.each(rows)('%s', (_, changes, fault) => {
    expect(why(seen(changes))).toEqual([['pass'], fault]);
  });

  test('made from something that this run does not know is no fault', () => {
    expect(why(seen({ inputs: [{ name: 'elsewhere.json', digest: other }] }))).toEqual([['pass']]);
  });

  test('older than the policy allows', () => {
    expect(why(seen({ finishedAt: '2031-05-10T10:59:59Z' }), { ...PLAIN, maxAgeHours: 1 })[1]).toEqual([
      'stale',
      'evidence/stale',
      `the evidence of scan finished at 2031-05-10T10:59:59Z, more than 1 hours before ${NOW}`,
      PATH,
    ]);
    expect(why(seen({ finishedAt: '2031-05-10T11:00:00Z' }), { ...PLAIN, maxAgeHours: 1 })).toEqual([['pass']]);
  });
});

test('several faults are all told', () => {
  const states = why(seen({ ...release({ mode: 'pr' }), finishedAt: '2032-01-01T00:00:00Z', status: 'skip' }));
  expect(states.map(([state]) => state)).toEqual(['skip', 'wrong-subject', 'untrusted', 'skip']);
});

describe('what could not look says why', () => {
  test.each<[string, Partial<Evidence>, string[][]]>([
    [
      'skipped',
      { status: 'skip', statusReason: 'no network' },
      [['skip'], ['skip', 'evidence/skipped', 'scan was skipped: no network', PATH]],
    ],
    [
      'skipped without a reason',
      { status: 'skip' },
      [['skip'], ['skip', 'evidence/skipped', 'scan was skipped: no reason is given', PATH]],
    ],
    [
      'failed itself',
      { status: 'error', statusReason: 'no disk' },
      [['error'], ['error', 'evidence/error', 'scan could not look: no disk', PATH]],
    ],
    ['failed itself with findings', { status: 'error', findings: [finding('a')] }, [['error']]],
    ['failed', { status: 'fail', findings: [finding('a')] }, [['fail']]],
  ])('%s', (_, changes, expected) => {
    expect(why(seen(changes))).toEqual(expected);
  });
});

describe('who vouches for it', () => {
  const by = (signers: readonly EvidenceSigner[], source: EvidenceDocument['source'] = 'folder'): EvidenceDocument => ({
    ...seen({}),
    source,
    signers,
  });
  const untrusted = (text: string): string[][] => [
    ['pass'],
    ['untrusted', 'evidence/untrusted', `the evidence of scan ${text}`, PATH],
  ];
  const SIGNED: EvidenceDemands = { signed: true };

  test('nobody, where the policy demands it', () => {
    expect(why(by([]), SIGNED)).toEqual(untrusted('is not signed, which the policy demands here'));
    const { signers: _, ...none } = seen({});
    expect(why(none, SIGNED)).toEqual(untrusted('is not signed, which the policy demands here'));
    expect(why(by([]))).toEqual([['pass']]);
  });

  test('this process needs nobody', () => {
    expect(why(by([], 'run'), SIGNED)).toEqual([['pass']]);
    expect(why(by([BEN], 'run'), SIGNED)).toEqual([['pass']]);
  });

  test('people who may not make it, even where nobody needs to', () => {
    const told = untrusted('is signed by mailto:ben@example.org, mailto:ann@example.org, who may not make it');
    expect(why(by([BEN, ANN]), SIGNED)).toEqual(told);
    expect(why(by([BEN, ANN]))).toEqual(told);
    expect(why(by([BEN, CI]), SIGNED)).toEqual([['pass']]);
  });

  test('whom the policy names, one of several', () => {
    const demands: EvidenceDemands = { signed: true, producers: ['mailto:otto@example.org', 'mailto:BEN@example.org'] };
    expect(why(by([BEN]), demands)).toEqual([['pass']]);
    expect(why(by([CI]), demands)).toEqual(untrusted('is signed by mailto:ci@example.org, who may not make it'));
  });

  test('nobody, where the policy names somebody: what lies in the folder is untrusted whether signatures are asked for or not', () => {
    const demands: EvidenceDemands = { signed: false, producers: ['mailto:ben@example.org'] };
    const told = untrusted('is not signed, and the policy names who must sign it');
    expect(why(by([]), demands)).toEqual(told);
    expect(why(by([]), { ...demands, signed: true })).toEqual(
      untrusted('is not signed, which the policy demands here'),
    );
    expect(why(by([], 'run'), demands)).toEqual([['pass']]);
    expect(why(by([], 'shard'), demands)).toEqual([['pass']]);
    expect(why(by([BEN]), demands)).toEqual([['pass']]);
  });

  test('a test key, outside of production alone', () => {
    const testKey = { ...CI, testKey: true };
    const production = (of: EvidenceDocument): EvidenceDocument => ({
      ...of,
      evidence: { ...of.evidence, ...release({ mode: 'production' }) },
    });
    expect(why(by([testKey]), SIGNED)).toEqual([['pass']]);
    expect(why(production(by([testKey])), SIGNED, { mode: 'production' })).toEqual(
      untrusted('is signed by a test key, which production does not take'),
    );
    expect(why(production(by([testKey, CI])), SIGNED, { mode: 'production' })).toEqual([['pass']]);
  });
});
