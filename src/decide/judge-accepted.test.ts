import { describe, expect, test } from 'vitest';
import { accepted, acceptor, NOW, RUN } from '../../testing/gate-fixtures.ts';
import type { AcceptedFindings } from '../formats/generated/accepted-findings.ts';
import type { PolicyKnobs } from '../formats/generated/policy.ts';
import type { Acceptor } from './accepted.ts';
import { acceptedStanding, acceptsFor, certifiedAcceptors, lackingAcceptors } from './judge-accepted.ts';
import type { RunIdentity } from './observation.ts';

const RITA = acceptor('rita', 'release-manager');
const OTTO = acceptor('otto', 'risk-owner');
const earlier = (one: Acceptor): Acceptor => ({ ...one, last: false });
const SECOND = 'another person as risk-owner, security, platform-api-owner';

function standing(
  changes: Partial<AcceptedFindings> = {},
  {
    knobs = { acceptedFindings: { maxDays: 90 } },
    run = {},
    signers = [RITA, OTTO],
  }: { knobs?: PolicyKnobs; run?: Partial<RunIdentity>; signers?: readonly Acceptor[] } = {},
) {
  const read = accepted('scan', ['a', 'b'], changes, { signers });
  const { state, explanation } = acceptedStanding(read, knobs, { ...RUN, ...run }) ?? {};
  return [state, explanation];
}

test('no list is no standing, and a file that is none says why', () => {
  expect(acceptedStanding(undefined, {}, RUN)).toBeUndefined();
  const location = { path: 'accepted.jsonl' };
  expect(acceptedStanding({ location, state: 'grown', reason: 'lists more' }, {}, RUN)).toEqual({
    path: 'accepted.jsonl',
    state: 'grown',
    explanation: 'lists more',
    signers: [],
  });
});

describe('a list', () => {
  const production: Partial<RunIdentity> = { mode: 'production' };
  test.each<[string, Partial<AcceptedFindings>, Parameters<typeof standing>[1], string, string]>([
    ['holds', {}, {}, 'valid', 'lets what it lists pass until 2031-07-01T00:00:00Z'],
    ['not asked for', {}, { knobs: {} }, 'not-allowed', 'is there, and the policy accepts no findings'],
    [
      'in production',
      {},
      { run: production },
      'not-allowed',
      'is there, and the policy accepts no findings in production',
    ],
    [
      'allowed in production',
      {},
      { run: production, knobs: { acceptedFindings: { maxDays: 90, production: true } } },
      'valid',
      'lets what it lists pass until 2031-07-01T00:00:00Z',
    ],
    [
      'as long as allowed',
      {},
      { knobs: { acceptedFindings: { maxDays: 61 } } },
      'valid',
      'lets what it lists pass until 2031-07-01T00:00:00Z',
    ],
    [
      'too long',
      { expiresAt: '2031-07-01T00:00:01Z' },
      { knobs: { acceptedFindings: { maxDays: 61 } } },
      'too-long',
      'lasts 62 days since 2031-05-01T00:00:00Z, and 61 are allowed',
    ],
    [
      'too many',
      {},
      { knobs: { acceptedFindings: { maxDays: 90, maxFindings: 1 } } },
      'too-many',
      'lists 2 findings, and 1 are allowed',
    ],
    [
      'as many as allowed',
      {},
      { knobs: { acceptedFindings: { maxDays: 90, maxFindings: 2 } } },
      'valid',
      'lets what it lists pass until 2031-07-01T00:00:00Z',
    ],
    [
      'issued beyond the clock skew',
      { issuedAt: '2031-05-10T12:05:01Z' },
      {},
      'not-yet-valid',
      `was issued at 2031-05-10T12:05:01Z, it is ${NOW}`,
    ],
    [
      'issued within the clock skew',
      { issuedAt: '2031-05-10T12:05:00Z' },
      {},
      'valid',
      'lets what it lists pass until 2031-07-01T00:00:00Z',
    ],
    ['ending now', { expiresAt: NOW }, {}, 'expired', `ended at ${NOW}, it is ${NOW}`],
    [
      'signed by nobody',
      {},
      { signers: [] },
      'insufficient-approval',
      `lacks the signature of a release manager and of ${SECOND}`,
    ],
    [
      'signed by who asked for it',
      { requestedBy: 'mailto:OTTO@example.org' },
      {},
      'insufficient-approval',
      `lacks the signature of ${SECOND}`,
    ],
    [
      'signed without a role',
      {},
      { signers: [RITA, { ...OTTO, roles: [] }] },
      'insufficient-approval',
      `lacks the signature of ${SECOND}`,
    ],
    [
      'signed in production by a test key',
      {},
      {
        run: production,
        knobs: { acceptedFindings: { maxDays: 90, production: true } },
        signers: [{ ...RITA, testKey: true }, OTTO],
      },
      'insufficient-approval',
      'lacks the signature of a release manager',
    ],
  ])('%s', (_, changes, more, state, explanation) => {
    expect(standing(changes, more)).toEqual([state, explanation]);
  });
});

test.each<[string, Acceptor[], string[]]>([
  ['two people', [RITA, OTTO], []],
  [
    'two people in several roles',
    [
      { ...RITA, roles: ['a', 'release-manager'] },
      { ...OTTO, roles: ['a', 'security'] },
    ],
    [],
  ],
  ['one person in both roles', [{ ...RITA, roles: ['release-manager', 'security'] }], [SECOND]],
  ['one person under two spellings', [RITA, { ...OTTO, principal: 'mailto:RITA@example.org' }], [SECOND]],
  ['a risk owner', [OTTO], ['a release manager']],
  ['a release manager, and a risk owner before', [RITA, earlier(OTTO)], []],
  ['a risk owner, and a release manager before', [earlier(RITA), OTTO], ['a release manager']],
  ['both before', [earlier(RITA), earlier(OTTO)], ['a release manager']],
  ['nobody', [], ['a release manager', SECOND]],
])('who has yet to sign: %s', (_, signers, lacking) => {
  expect(lackingAcceptors(signers)).toEqual(lacking);
});

test('a list counts for a unit only by people who did not make its evidence', () => {
  const one = { path: 'accepted.jsonl', state: 'valid', explanation: '', signers: [RITA, OTTO] } as const;
  expect(acceptsFor(one, ['mailto:ci@example.org'])).toBe(true);
  expect(acceptsFor(one, ['mailto:ci@example.org', 'mailto:otto@example.org'])).toBe(false);
  expect(acceptsFor({ ...one, state: 'expired' }, [])).toBe(false);
});

test('signers are shown once each, by name', () => {
  const shown = certifiedAcceptors([RITA, OTTO, { ...RITA, principal: 'mailto:rita@example.org' }]);
  expect(shown.map(({ principal }) => principal)).toEqual(['mailto:otto@example.org', 'mailto:rita@example.org']);
});
