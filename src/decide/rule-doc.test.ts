import { expect, test } from 'vitest';
import { digestJson } from '../model/digest.ts';
import { defineGateRule, findingOf } from './rule-doc.ts';

const RULE = defineGateRule({
  id: 'evidence/odd',
  summary: 'evidence is not odd',
  help: 'mend it',
  example: { fails: 'odd', passes: 'even' },
});
const LOCATION = { path: 'evidence/x.json', line: 2 };

test('a rule of the gate is an error in every mode and breaks the operator, unless it says otherwise', () => {
  expect([RULE.severity, RULE.breaks]).toEqual([{ default: 'error', strict: 'error' }, ['operator']]);
  expect(defineGateRule({ ...RULE, severity: 'note' }).severity).toEqual({ default: 'note', strict: 'note' });
});

test('a finding is of its rule, its place and what names it, whatever its words', () => {
  const finding = findingOf(RULE, { message: 'is odd', location: LOCATION, key: ['scan', { appId: 'one' }] });
  expect(finding).toEqual({
    ruleId: 'evidence/odd',
    severity: 'error',
    message: 'is odd',
    help: 'mend it',
    location: LOCATION,
    fingerprint: digestJson(['evidence/odd', 'scan', { appId: 'one' }]),
  });
  const warning = findingOf(RULE, { message: 'odd', location: LOCATION, key: ['other'], severity: 'warning' });
  expect([warning.severity, warning.fingerprint === finding.fingerprint]).toEqual(['warning', false]);
});
