import { expect, test } from 'vitest';
import { FAILED } from '../../testing/certification-fixture.ts';
import { digestJson } from '../model/digest.ts';
import { ruleSetsText } from './rule-sets-text.ts';

const plain = (text: string): string => text;
const STYLE = { bold: plain, dim: plain, error: plain, warning: plain, ok: plain };

test('two rule sets are shown with what each finds', () => {
  const text = ruleSetsText(
    {
      kind: 'assay.rule-set-comparison',
      schemaVersion: 1,
      path: 'before.json',
      pinned: digestJson('then'),
      before: { version: '0.1.0', ruleSetDigest: digestJson('then'), decision: 'go' },
      after: { version: '0.2.0', ruleSetDigest: digestJson('now'), decision: 'no-go' },
      unchanged: 4,
      changes: [
        {
          requirement: 'compat',
          change: 'regression',
          before: { level: 'required', state: 'pass', outcome: 'pass' },
          after: { level: 'required', state: 'fail', outcome: 'block' },
        },
      ],
      added: [{ ...FAILED, message: 'a line\nwith a break' }],
      gone: [],
      updated: [],
      rules: {
        path: 'rules.json',
        unchanged: 7,
        added: [{ id: 'a/new', after: { default: 'warning', strict: 'error' } }],
        removed: [{ id: 'a/gone', before: { default: 'note', strict: 'note' } }],
        changed: [
          {
            id: 'a/other',
            before: { default: 'error', strict: 'error' },
            after: { default: 'warning', strict: 'warning' },
          },
        ],
      },
    },
    STYLE,
  );
  for (const words of [
    `${digestJson('then')} (pinned)  go`,
    `${digestJson('now')}           no-go`,
    'requirements: 4 unchanged',
    'regression  compat  pass (pass)  fail (block)',
    'rules: 7 as in rules.json',
    'added    a/new    -      warning, error where strict',
    'removed  a/gone   note   -',
    'changed  a/other  error  warning',
    'only these rules: 1',
    'error, blocks  compat/minimum-version-above-target  compat#late  a line',
  ])
    expect(text).toContain(words);
  expect(text).not.toContain('a line\nwith');
  expect(text).not.toContain('only the rules before');
});
