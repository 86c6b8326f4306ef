import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { codeOf } from '../../testing/code-of.ts';
import type { Certification } from '../formats/generated/certification.ts';
import { redactCertification } from './redact-certification.ts';

const golden = (): Certification =>
  JSON.parse(readFileSync(new URL('../../reports/certification.json', import.meta.url), 'utf8'));

it('leaves a certification without secrets as it is', () => {
  expect(redactCertification(golden(), { workspace: '/home/me/hearth' })).toEqual(golden());
});

it('gives no certification at all where a secret stands in a place that takes no placeholder', () => {
  const certification = Object.assign(golden(), { mode: '-----BEGIN PRIVATE KEY-----' });
  expect(codeOf(() => redactCertification(certification, { workspace: '/home/me/hearth' }))).toBe(
    'redaction-impossible/4',
  );
});
