import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { manifestLines } from '../../testing/app-files.ts';
import { run, space, withScan } from '../../testing/certify-small.ts';
import { entryText } from '../../testing/small-platform.ts';
import { GATE_RULES } from '../decide/rules.ts';
import { ruleSetDigest } from './rule-set.ts';
import { RUNNERS } from './runners/index.ts';

const judged = new Map([...GATE_RULES, ...RUNNERS.flatMap(({ rules }) => rules)].map((rule) => [rule.id, rule]));

test('the digest is over id and severities of every rule, by id', () => {
  const rows = [...judged.keys()]
    .sort()
    .map((id) => [id, judged.get(id)?.severity.default, judged.get(id)?.severity.strict]);
  // Plain strings in arrays: JSON.stringify writes them as RFC 8785 does.
  expect(ruleSetDigest()).toBe(`sha256:${createHash('sha256').update(JSON.stringify(rows)).digest('hex')}`);
});

test('nothing is found by a rule that is not in the set', async () => {
  await withScan();
  space().write('contract.json', JSON.stringify({ kind: 'assay.contract', schemaVersion: 1, contract: {} }));
  space().write('entries/reader.properties', entryText('queue.write'));
  space().write('client/index.ts', '');
  space().app('apps/reader', manifestLines('app.permissions=queue.raed', 'api.minimunVersion=1', 'app.permissions=x'));
  const found = (await run()).findings.map(({ ruleId }) => ruleId);
  expect(new Set(found).size).toBeGreaterThan(6);
  for (const id of found) expect([...judged.keys()]).toContain(id);
});
