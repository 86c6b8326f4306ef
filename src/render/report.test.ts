import { expect, test } from 'vitest';
import { certification, FAILED } from '../../testing/certification-fixture.ts';
import { RENDERERS } from './registry.ts';
import { countsText, reportOf, waiverScope } from './report.ts';

test('the scope to copy names every state that blocks, not only the worst', () => {
  const base = certification();
  const stale = { ...FAILED, ruleId: 'evidence/stale', fingerprint: `sha256:${'9'.repeat(64)}` };
  const [late] = reportOf({ ...base, findings: [...base.findings, stale] }).blockers;
  expect(late && waiverScope(late).states).toEqual(['fail', 'stale']);
});

test('errors that nothing makes block are counted and shown, before warnings', () => {
  const base = certification();
  const found = {
    ...FAILED,
    blocks: false,
    unit: 'compat#good',
    message: 'needs contract v6',
    fingerprint: `sha256:${'8'.repeat(64)}`,
  };
  const vain = { ...found, ruleId: 'waiver/expired', message: 'it ended' };
  const recommended = { ...base, findings: [...base.findings, found, vain] };
  expect(reportOf(recommended).open.map(({ severity }) => severity)).toEqual(['error', 'warning']);
  expect(countsText(base)).not.toContain('error');
  expect(countsText(recommended)).toContain('1 error that does not block');
  const plain = (text: string): string => text;
  const style = { bold: plain, dim: plain, error: plain, warning: plain, ok: plain };
  expect(RENDERERS.text(recommended, style)).toMatch(/^\s*error +compat#good .*needs contract v6$/m);
  expect(RENDERERS.md(recommended, style)).toMatch(/^- \*\*error\*\* .*needs contract v6/m);
});
