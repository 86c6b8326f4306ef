import { describe, expect, it } from 'vitest';
import { loadedContract } from '../../testing/rules/contract-fixture.ts';
import { changelogMarkdown } from '../cli/diff/changelog-markdown.ts';
import validateChangelog from '../formats/generated/validators/api-changelog.js';
import type { JsonValue } from '../model/json/value.ts';
import { changelog } from './changelog.ts';
import { adviceOn } from './changelog-advice.ts';
import { diffContracts } from './contract-diff.ts';
import { DIFF_RULES } from './rules/diff.ts';

const deprecation = {
  deprecatedSinceContractVersion: 5,
  removalContractVersion: 7,
  note: 'see jobs',
  replacement: 'GET /jobs',
};
const due = { deprecatedSinceContractVersion: 3, removalContractVersion: 5, note: null, replacement: 'GET /jobs' };
const ep = (routeTemplate: string, rest: { [name: string]: JsonValue } = {}): JsonValue => ({
  routeTemplate,
  actionLabel: routeTemplate,
  ...rest,
});

function logOf(before: JsonValue, after: JsonValue) {
  const [baseline, current] = [loadedContract(before, 'a.json', 4), loadedContract(after, 'b.json', 5)];
  const log = changelog({ contract: baseline }, { contract: current }, diffContracts(baseline, current).changes);
  expect(validateChangelog(JSON.parse(JSON.stringify(log))), JSON.stringify(validateChangelog.errors)).toBe(true);
  return log;
}

describe('changelog', () => {
  const log = logOf(
    {
      endpoints: [
        ep('/jobs'),
        ep('/queue'),
        ep('/old', { stability: 'deprecated', deprecation: due }),
        ep('/gone'),
        ep('/desk', { stability: 'operator-only' }),
        ep('/lab', { stability: 'experimental' }),
      ],
    },
    {
      endpoints: [
        ep('/jobs', { description: 'List <jobs>.' }),
        ep('/queue', { stability: 'deprecated', deprecation }),
        ep('/new', { sinceContractVersion: 5, description: 'Something new.' }),
        ep('/vault', { sinceContractVersion: 5, stability: 'internal' }),
      ],
    },
  );
  const subjects = (list: readonly { readonly subject: string }[]) => list.map(({ subject }) => subject);

  it('lists what breaks, what will be gone, what is gone and what is new', () => {
    expect(subjects(log.breaking)).toEqual(['GET /gone']);
    expect(log.deprecated).toEqual([
      {
        kind: 'endpoint',
        subject: 'GET /queue',
        stability: 'deprecated',
        since: 5,
        removal: 7,
        replacement: 'GET /jobs',
        note: 'see jobs',
      },
    ]);
    // What was announced in time, and an experiment that ended.
    expect(subjects(log.removed)).toEqual(['GET /lab', 'GET /old']);
    expect(subjects(log.added)).toEqual(['GET /new']);
  });

  it('leaves out what is not for apps', () => {
    expect(JSON.stringify(log)).not.toContain('/desk');
    expect(JSON.stringify(log)).not.toContain('/vault');
  });

  it('says in words until when something works', () => {
    expect(changelogMarkdown(log)).toContain(
      'endpoint `GET /queue`: works until version 6 and may be gone with 7, deprecated since version 5. Use `GET /jobs` instead. see jobs',
    );
    expect(changelogMarkdown(log)).toContain('- endpoint `GET /old`. Use `GET /jobs` instead.');
  });

  it('tells a deprecation once, when it is announced', () => {
    const same = { endpoints: [ep('/queue', { stability: 'deprecated', deprecation })] };
    expect(logOf(same, same).deprecated).toEqual([]);
    expect(changelogMarkdown(logOf(same, same))).toContain('Nothing changed');
  });

  it('tells a hostile description as text', () => {
    const hostile = '<img src=x onerror=alert(1)> ![a](http://evil.example/x.png) @everyone';
    const text = changelogMarkdown(
      logOf({}, { endpoints: [ep('/fixture'), ep('/x', { description: hostile, sinceContractVersion: 5 })] }),
    );
    expect(text).not.toContain('<img');
    expect(text).not.toContain('![a]');
    expect(text).not.toContain('@everyone');
  });

  it('has advice for every rule that breaks consumers', () => {
    const silent = DIFF_RULES.filter(
      (rule) =>
        rule.severity.default === 'error' &&
        rule.breaks.includes('consumer') &&
        ['wire', 'authorization'].includes(rule.category),
    );
    expect(
      silent
        .filter((rule) => adviceOn({ ruleId: rule.id }) === 'look at every use of it')
        .map(({ id }) => id)
        .sort(),
    ).toEqual([]);
  });
});
