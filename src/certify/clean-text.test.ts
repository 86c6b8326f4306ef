import fc from 'fast-check';
import { expect, test } from 'vitest';
import { evidence } from '../../testing/gate-fixtures.ts';
import validator from '../formats/generated/validators/evidence.js';
import { digestJson } from '../model/digest.ts';
import { cleanAnnotations, cleanFidelity, cleanFinding } from './clean-text.ts';

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: 'grapheme', minLength: 3990, maxLength: 4010 }),
  fc.constantFrom('../../etc/passwd', '/home/ann/x', 'a\\b', 'a//b', '\u202egnp.exe', '', '.', 'a/../b', '\u0000'),
);

test('whatever a finding quotes, the evidence format takes it', () => {
  const finding = fc.record({
    ruleId: fc.constant('compat/unknown-manifest-permission'),
    severity: fc.constantFrom('error' as const, 'warning' as const, 'note' as const),
    message: anyText,
    help: anyText,
    location: fc.record({ path: anyText, pointer: anyText }, { requiredKeys: ['path'] }),
    fingerprint: fc.constant(digestJson(1)),
  });
  fc.assert(
    fc.property(finding, anyText, (found, fact) => {
      const one = cleanFinding(found);
      const whole = evidence('scan', {
        status: 'fail',
        findings: [{ ...one, severity: 'error' }],
        annotations: cleanAnnotations({ fact }),
      });
      expect(validator(whole), JSON.stringify(validator.errors)).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test('what is too long is cut or left out', () => {
  const found = {
    ruleId: 'a/b',
    severity: 'error',
    message: 'm'.repeat(4001),
    help: 'h',
    fingerprint: digestJson(1),
  } as const;
  const clean = cleanFinding({ ...found, location: { path: 'p'.repeat(513), pointer: `/${'x'.repeat(4000)}` } });
  expect([clean.message.length, clean.message.endsWith('m…')]).toEqual([4000, true]);
  expect(clean.location).toEqual({ path: 'unnamed' });
  expect(cleanFinding({ ...found, message: `${'m'.repeat(3998)}😀😀`, location: { path: 'p' } }).message).toBe(
    `${'m'.repeat(3998)}…`,
  );
});

test('what is fit stays as it is', () => {
  const found = {
    ruleId: 'a/b',
    legacyCode: 'x_y',
    severity: 'note',
    message: 'm',
    help: 'h',
    location: { path: 'a/b.json', line: 3, column: 4, pointer: '/a~1b/0' },
    fingerprint: digestJson(1),
  } as const;
  expect(cleanFinding(found)).toEqual(found);
});

test('losses of generated types keep their place, without what evidence must not carry', () => {
  const loss = {
    role: 'output',
    pointer: `/properties/a\u202eb${'x'.repeat(5000)}`,
    keyword: 'k\n',
    reason: 'r',
    language: 'python',
  } as const;
  const fidelity = cleanFidelity([{ target: 'hr/v1#a', losses: [loss, { ...loss, pointer: '/properties/id' }] }]);
  expect(validator(evidence('scan', { status: 'pass', fidelity }))).toBe(true);
  expect(fidelity[0]?.losses[1]).toMatchObject({ pointer: '/properties/id', role: 'output', language: 'python' });
});
