import { expect, test } from 'vitest';
import { document, evidence, requirement } from '../../testing/gate-fixtures.ts';
import { digestJson } from '../model/digest.ts';
import type { PlannedRequirement } from './judge-requirement.ts';
import type { Observation } from './observation.ts';
import { strangerFindings } from './strangers.ts';

const location = { path: 'policy.yaml' };
const PLANNED: PlannedRequirement[] = [
  { policy: requirement('scan'), level: 'required', location, units: [{}] },
  { policy: requirement('compat', { run: 'compat.bundles' }), level: 'required', location, units: [{}] },
  { policy: requirement('nightly'), level: 'off', location, units: [{}] },
];
const PATH = 'evidence/x.json';
const seen = (id: string, leaks = false): Observation =>
  document(evidence(id, leaks ? { redaction: { status: 'fail', findingCount: 1, placeholders: 0 } } : {}), PATH);
const broken = (state: 'malformed' | 'untrusted' | 'redaction-failed', id?: string, ruleId?: string): Observation => ({
  kind: 'broken',
  state,
  reason: `it is ${state}`,
  location: { path: PATH },
  ...(id ? { unit: { evidenceId: id } } : {}),
  ...(ruleId ? { ruleId } : {}),
});
const unused = (id: string, why: string): unknown[] => [
  'evidence/unplanned',
  'warning',
  false,
  `evidence for ${id} is not used: ${why}`,
];

test.each<[string, Observation, unknown[] | undefined]>([
  ['for nothing near', seen('licences'), unused('licences', 'the policy asks for no licences')],
  ['for something near', seen('scam'), unused('scam', 'the policy asks for no scam, did you mean scan?')],
  ['for another target', seen('scan'), unused('scan', 'scan has no such target')],
  [
    'for what the run judges itself',
    seen('compat'),
    unused('compat', 'compat is judged by this run itself (compat.bundles), the file is not believed'),
  ],
  ['for what is off', seen('nightly'), undefined],
  [
    'that leaks',
    seen('nightly', true),
    ['evidence/redaction-failed', 'error', true, 'the evidence of nightly says that it holds secrets'],
  ],
  ['that can not be read', broken('malformed'), ['evidence/malformed', 'error', true, 'it is malformed']],
  ['that can not be believed', broken('untrusted', 'scan'), ['evidence/untrusted', 'error', true, 'it is untrusted']],
  ['that can not be read and is for what is off', broken('malformed', 'nightly'), undefined],
  [
    'that can not be shown, for what is off',
    broken('redaction-failed', 'nightly'),
    ['evidence/redaction-failed', 'error', true, 'it is redaction-failed'],
  ],
  [
    'with a rule of its own',
    broken('untrusted', undefined, 'previous/contract-older'),
    ['previous/contract-older', 'error', true, 'it is untrusted'],
  ],
])('evidence %s', (_, one, expected) => {
  const found = strangerFindings([one], PLANNED);
  expect(found.map(({ ruleId, severity, blocks, message }) => [ruleId, severity, blocks, message])).toEqual(
    expected ? [expected] : [],
  );
  for (const { location: at } of found) expect(at.path).toBe(PATH);
});

test('a finding about a file is of its path', () => {
  for (const [one, key] of [
    [seen('scam'), ['evidence/unplanned', PATH]],
    [seen('scam', true), ['evidence/redaction-failed', PATH]],
    [broken('malformed'), ['evidence/malformed', PATH]],
    [broken('untrusted', 'scan', 'previous/contract-older'), ['previous/contract-older', PATH, 'it is untrusted']],
  ] as const)
    expect(strangerFindings([one], PLANNED)[0]?.fingerprint).toBe(digestJson([...key]));
});
