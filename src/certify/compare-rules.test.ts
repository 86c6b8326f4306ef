import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { space } from '../../testing/certify-small.ts';
import { rejectionOf } from '../../testing/rejection-of.ts';
import { runCli } from '../../testing/run-cli.ts';
import { writeJson } from '../../testing/small-platform.ts';
import type { RulesDocument } from '../formats/generated/rules.ts';
import validateComparison from '../formats/generated/validators/rule-set-comparison.js';
import { compareRules } from './compare-rules.ts';
import { ruleSet } from './rule-set.ts';

const cli = (...argv: string[]) => runCli(argv, { cwd: space().path, now: '2031-05-10T12:00:00Z' });

/** What `assay explain --json` prints, changed, in a file. */
async function listed(change: (document: RulesDocument) => void): Promise<{ file: string; shown: string }> {
  const document: RulesDocument = JSON.parse((await cli('explain', '--json')).stdout);
  change(document);
  writeJson(space(), 'rules.json', document);
  return { file: join(space().path, 'rules.json'), shown: 'rules.json' };
}

describe('a list of rules of another version', () => {
  test('that is the same differs in nothing', async () => {
    const { length } = ruleSet();
    expect(await compareRules(await listed(() => undefined))).toEqual({
      path: 'rules.json',
      unchanged: length,
      added: [],
      removed: [],
      changed: [],
    });
  });

  test('tells what was added, removed and has another severity', async () => {
    const changes = await compareRules(
      await listed((document) => {
        const [stale] = document.rules.filter(({ id }) => id === 'evidence/stale');
        if (stale === undefined) throw new Error('there is such a rule');
        document.rules = document.rules.filter(({ id }) => id !== 'evidence/missing');
        document.rules.push({ ...stale, id: 'old/rule' });
        stale.severity = { default: 'error', strict: 'note' };
      }),
    );
    expect(changes.added).toEqual([{ id: 'evidence/missing', after: { default: 'error', strict: 'error' } }]);
    expect(changes.removed).toEqual([{ id: 'old/rule', before: { default: 'error', strict: 'error' } }]);
    expect(changes.changed).toEqual([
      {
        id: 'evidence/stale',
        before: { default: 'error', strict: 'note' },
        after: { default: 'error', strict: 'error' },
      },
    ]);
    expect(changes.unchanged).toBe(ruleSet().length - 2);
  });

  test('that is none is refused', async () => {
    writeJson(space(), 'rules.json', { kind: 'assay.rules' });
    const place = { file: join(space().path, 'rules.json'), shown: 'rules.json' };
    expect(await rejectionOf(compareRules(place))).toMatchObject({ code: 'schema-invalid', kind: 'input' });
  });

  test('stands in the comparison, and goes with no other command', async () => {
    await listed(({ rules }) => rules.shift());
    await cli('certify', '--output', 'json=before.json');
    const { stdout } = await cli(
      'certify',
      '--compare-rulesets',
      'before.json',
      '--rules-before',
      'rules.json',
      '--json',
    );
    const report: unknown = JSON.parse(stdout);
    expect(validateComparison(report), JSON.stringify(validateComparison.errors)).toBe(true);
    expect(report).toMatchObject({ rules: { added: [{ id: ruleSet()[0]?.id }], removed: [], changed: [] } });
    expect((await cli('certify', '--rules-before', 'rules.json')).exit).toBe(2);
  });
});
