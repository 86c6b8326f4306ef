import { expect, test } from 'vitest';
import { digest, RUN } from '../../testing/gate-fixtures.ts';
import type { CertifiedAcceptedFindings } from '../formats/generated/certification.ts';
import { digestJson } from '../model/digest.ts';
import { aboutAccepted } from './accepted-findings.ts';

const LIST: CertifiedAcceptedFindings = {
  path: 'accepted.jsonl',
  state: 'valid',
  explanation: '',
  digest: digest('list'),
  expiresAt: '2031-05-17T12:00:00Z',
  accepted: 4,
  units: [],
};
const about = (changes: Partial<CertifiedAcceptedFindings>, needed = true, days = 7) =>
  aboutAccepted({ ...LIST, ...changes }, RUN, { expiringWithinDays: days }, needed);
const told = (of: ReturnType<typeof about>) =>
  of.map(({ ruleId, severity, message, unit, blocks }) => [ruleId, severity, message, unit, blocks]);

test('one that does not hold is an error where something blocks, and blocks nothing itself', () => {
  const broken = { state: 'expired', explanation: 'ended' } as const;
  const say = (severity: string) => ['accepted/expired', severity, 'accepted.jsonl ended', undefined, false];
  expect(told(about(broken))).toEqual([say('error')]);
  expect(told(about(broken, false))).toEqual([say('warning')]);
  expect(about(broken)[0]?.fingerprint).toBe(digestJson(['accepted/expired', digest('list')]));
});

test('one of which nothing is known but its file is of its path', () => {
  const found = aboutAccepted(
    { path: 'accepted.jsonl', state: 'forged', explanation: 'is edited', accepted: 0, units: [] },
    RUN,
    {},
    true,
  );
  expect(found[0]?.fingerprint).toBe(digestJson(['accepted/forged', 'accepted.jsonl']));
  expect(found[0]?.location).toEqual({ path: 'accepted.jsonl' });
});

test('one that ends soon is a warning', () => {
  const message = 'accepted.jsonl ends at 2031-05-17T12:00:00Z, within 7 days; 4 accepted findings block from then on';
  expect(told(about({}))).toEqual([['accepted/expiring', 'warning', message, undefined, false]]);
  expect(about({})[0]?.fingerprint).toBe(digestJson(['accepted/expiring', digest('list')]));
  expect(about({}, true, 6)).toEqual([]);
  expect(about({ expiresAt: '2031-05-17T12:00:01Z' })).toEqual([]);
  expect(told(aboutAccepted(LIST, RUN, {}, true))).toHaveLength(1);
});

test('what is found no more is told by unit', () => {
  const units = [
    { unit: 'compat#one', listed: 3, accepted: 1, vanished: ['sha256:a', 'sha256:b'] },
    { unit: 'scan', listed: 1, accepted: 1, vanished: [] },
  ];
  const found = about({ units }, true, 0);
  expect(told(found)).toEqual([
    [
      'accepted/vanished',
      found[0]?.severity,
      '2 accepted findings of compat#one are found no more',
      'compat#one',
      false,
    ],
  ]);
  expect(found[0]?.fingerprint).toBe(digestJson(['accepted/vanished', 'compat#one', 'sha256:a', 'sha256:b']));
});
