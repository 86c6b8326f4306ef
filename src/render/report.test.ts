import { expect, test } from 'vitest';
import { certification, FAILED } from '../../testing/certification-fixture.ts';
import { reportOf, waiverScope } from './report.ts';

test('the scope to copy names every state that blocks, not only the worst', () => {
  const base = certification();
  const stale = { ...FAILED, ruleId: 'evidence/stale', fingerprint: `sha256:${'9'.repeat(64)}` };
  const [late] = reportOf({ ...base, findings: [...base.findings, stale] }).blockers;
  expect(late && waiverScope(late).states).toEqual(['fail', 'stale']);
});
