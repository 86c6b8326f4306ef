import { describe, expect, test } from 'vitest';
import { certifyInput, run, space, withScan } from '../../testing/certify-small.ts';
import { rejectionOf } from '../../testing/rejection-of.ts';
import { smallPolicy, writeJson } from '../../testing/small-platform.ts';
import type { Certification } from '../formats/generated/certification.ts';
import validateComparison from '../formats/generated/validators/rule-set-comparison.js';
import { digestJson } from '../model/digest.ts';
import { compareRuleSets } from './compare-rule-sets.ts';

/** A certification that another version could have made of the same candidate, saved. */
function saved(certification: Certification, changes: object = {}): { file: string; shown: string } {
  const tool = { ...certification.tool, version: '0.0.9', ruleSetDigest: digestJson('other rules') };
  writeJson(space(), 'before.json', { ...certification, tool, ...changes });
  return { file: `${space().path}/before.json`, shown: 'before.json' };
}

describe('two rule sets', () => {
  test('that find the same change nothing, and the pin decides nothing here', async () => {
    writeJson(space(), 'policy.json', { ...smallPolicy(), ruleSet: digestJson('other rules') });
    await withScan();
    const before = await run();
    expect(before.decision).toBe('no-go');
    const findings = before.findings.filter(({ ruleId }) => ruleId !== 'rule-set/not-pinned');
    const asThen = {
      decision: 'go',
      exit: { code: 0, name: 'ok' },
      findings,
      summary: { ...before.summary, blocked: 0, errors: 0 },
    };
    const report = await compareRuleSets(certifyInput(), saved(before, asThen));
    expect(validateComparison(report), JSON.stringify(validateComparison.errors)).toBe(true);
    expect([report.changes, report.added, report.gone, report.updated]).toEqual([[], [], [], []]);
    expect([report.before.decision, report.after.decision]).toEqual(['go', 'go']);
    expect([report.pinned, report.before.version]).toEqual([digestJson('other rules'), '0.0.9']);
  });

  test('of which one finds more, less and otherwise are told finding by finding', async () => {
    const before = await run();
    const [missing] = before.findings;
    if (missing === undefined) throw new Error('the scan is missing');
    const other = {
      ...missing,
      ruleId: 'old/rule',
      fingerprint: digestJson('old'),
      severity: 'warning',
      blocks: false,
    };
    const told = { ...missing, message: 'told otherwise' };
    const summary = { ...before.summary, warnings: before.summary.warnings + 1 };
    const report = await compareRuleSets(certifyInput(), saved(before, { findings: [told, other], summary }));
    expect(report.gone.map(({ ruleId }) => ruleId)).toEqual(['old/rule']);
    expect(report.updated.map(({ message }) => message)).toEqual([missing.message]);
    expect(report.added).toEqual([]);
  });

  test('of other inputs are not compared', async () => {
    const before = await run();
    for (const changes of [
      { release: '2031.4' },
      { mode: 'nightly' },
      { policy: { ...before.policy, digest: digestJson('x') } },
    ])
      expect(await rejectionOf(compareRuleSets(certifyInput(), saved(before, changes)))).toMatchObject({
        code: 'rule-sets-other-input',
      });
  });

  test('take evidence that was made for the plan of the other version', async () => {
    await withScan();
    const before = await run();
    // Another version of the tool has another plan, for which nobody has made evidence yet.
    const upgraded = certifyInput({ version: '10.0.0' });
    expect((await run({ version: '10.0.0' })).decision).toBe('no-go');
    const report = await compareRuleSets(upgraded, saved(before));
    expect([report.after.decision, report.changes]).toEqual([before.decision, []]);
  });
});
