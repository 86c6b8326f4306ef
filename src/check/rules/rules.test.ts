// The registry's honesty: every rule file is registered, documented and shown to fire and to stay silent.
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isDiffFixture } from '../../../testing/rules/diff-fixture.ts';
import { fixtureAreas, type RuleFixture, ruleFixtures } from '../../../testing/rules/fixtures.ts';
import { RULE_GROUPS, type RuleGroup } from '../../../testing/rules/groups.ts';
import { shuffle } from '../../../testing/rules/shuffle.ts';
import { digestJson } from '../../model/digest.ts';
import type { Finding } from '../../model/finding.ts';
import { byCodeUnit } from '../../model/order.ts';
import { DIFF_RULES } from './diff.ts';
import type { RuleInfo } from './index.ts';
import { ALL_RULES } from './index.ts';

const folder = fileURLToPath(new URL('.', import.meta.url));

/** Ids of the rule files there are: `area/name` of rules/<area>/<name>.ts. */
function ruleFiles(): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap((area) => readdirSync(`${folder}${area.name}`).map((file) => `${area.name}/${file}`))
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !file.endsWith('/index.ts'))
    .map((file) => file.slice(0, -'.ts'.length))
    .sort(byCodeUnit);
}

const sortedIds = (rules: readonly Pick<RuleInfo, 'id'>[]): string[] => rules.map((rule) => rule.id).sort(byCodeUnit);
const areaOf = (id: string): string => id.slice(0, id.indexOf('/'));

const diffIds = new Set(DIFF_RULES.map((rule) => rule.id));

describe('registry', () => {
  it('holds every rule file, once, under the id that its path says', () => {
    expect(sortedIds(ALL_RULES)).toEqual(ruleFiles());
  });

  it('is tested as a whole: every rule is in one group, or compares two contracts', () => {
    expect(sortedIds([...RULE_GROUPS.flatMap((group) => group.rules), ...DIFF_RULES])).toEqual(sortedIds(ALL_RULES));
    for (const group of RULE_GROUPS) for (const rule of group.rules) expect(group.areas).toContain(areaOf(rule.id));
  });

  it('gives a legacy code to one rule of an area only', () => {
    const single = ALL_RULES.filter((rule) => !diffIds.has(rule.id));
    const codes = single.flatMap((rule) => (rule.legacyCode ? [`${areaOf(rule.id)} ${rule.legacyCode}`] : []));
    expect(codes).toEqual([...new Set(codes)]);
  });

  it('has a group for every fixture, and only one', () => {
    for (const { name, json } of fixtureAreas().flatMap(ruleFixtures)) {
      const takers = RULE_GROUPS.filter((group) => group.areas.includes(areaOf(name)) && group.takes(json));
      expect(takers.length + (isDiffFixture(json) ? 1 : 0), name).toBe(1);
    }
  });

  it('has fixtures for known areas only', () => {
    const areas = [...RULE_GROUPS.flatMap((group) => group.areas), ...DIFF_RULES.map((rule) => areaOf(rule.id))];
    expect(areas).toEqual(expect.arrayContaining(fixtureAreas()));
  });
});

describe.each(ALL_RULES.map((rule) => [rule.id, rule] as const))('%s', (_, rule) => {
  it('is documented', () => {
    expect(rule.id).toMatch(/^[a-z]+(-[a-z]+)*\/[a-z0-9]+(-[a-z0-9]+)*$/);
    expect(rule.summary, 'one line, no sentence').toMatch(/^[^A-Z\n][^\n]{10,110}[^.\n]$/);
    expect(rule.help, 'sentences that say what to do').toMatch(/^[A-Z][^\n]{20,}\.$/);
    if (rule.severity.strict !== 'note') expect(rule.breaks.length).toBeGreaterThan(0);
    expect(rule.example.fails.trim()).not.toBe('');
    expect(rule.example.passes.trim()).not.toBe('');
    expect(rule.example.passes).not.toBe(rule.example.fails);
    if (rule.scope) expect(rule.scope.words).toMatch(/^[a-z][^\n]{5,}[^.]$/);
  });

  it('has a fixture that fails it and one that passes', () => {
    const own = ruleFixtures(areaOf(rule.id)).filter((fixture) => fixture.ruleId === rule.id);
    expect([...new Set(own.map((fixture) => fixture.kind))].sort()).toEqual(['fails', 'passes']);
    for (const { kind, expected } of own) {
      if (kind === 'fails') expect(Object.keys(expected)).toContain(rule.id);
      // What one rule over two contracts lets pass another may have to name.
      else if (diffIds.has(rule.id)) expect(Object.keys(expected)).not.toContain(rule.id);
      else expect(expected).toEqual({});
    }
  });
});

const cases: readonly (readonly [string, RuleGroup, RuleFixture])[] = RULE_GROUPS.flatMap((group) =>
  group.areas
    .flatMap(ruleFixtures)
    .filter(({ json }) => !isDiffFixture(json) && group.takes(json))
    .map((fixture) => [fixture.name, group, fixture] as const),
);

describe.each(cases)('%s', (_, group, fixture) => {
  it('makes exactly the findings that it lists, in both strictnesses', () => {
    const byId = (findings: readonly Finding[]): Map<string, Finding['severity']> =>
      new Map(findings.map((finding) => [finding.ruleId, finding.severity]));
    const strict = byId(group.run(fixture.json, { strict: true }));
    const found = [...byId(group.run(fixture.json))].map(([id, severity]) => [id, `${severity}/${strict.get(id)}`]);
    expect(Object.fromEntries(found)).toEqual(fixture.expected);
    expect([...strict.keys()].sort()).toEqual(Object.keys(fixture.expected).sort());
  });

  it('belongs to a rule that exists', () => {
    expect(sortedIds(ALL_RULES)).toContain(fixture.ruleId);
  });

  it('speaks in house style: lower case, one line, no full stop', () => {
    for (const { message } of group.hits(fixture.json)) expect(message).toMatch(/^[^A-Z\n][^\n]*[^.\n]$/);
  });

  it('gives the same findings in any order of rules and of input', () => {
    const expected = group.run(fixture.json);
    fc.assert(
      fc.property(fc.infiniteStream(fc.nat({ max: 0xffff })), (numbers) => {
        const reorder = shuffle(numbers);
        const input = group.reordered?.(fixture.json, reorder) ?? fixture.json;
        expect(group.run(input, {}, reorder)).toEqual(expected);
      }),
      { numRuns: 20 },
    );
  });

  it('names things in fingerprints, never words', () => {
    const text = JSON.stringify(fixture.json);
    for (const hit of group.hits(fixture.json))
      for (const part of strings(hit.key)) {
        expect(part).not.toBe(hit.message);
        // An endpoint's name is two words, its method and its route.
        if (part.includes(' ') && !/^[A-Z]+ \/\S*$/.test(part)) expect(text).toContain(part);
      }
  });

  it('has fingerprints that follow from rule and key alone', () => {
    const keys = new Set(
      group.rules.flatMap((rule) => group.hits(fixture.json).map((hit) => digestJson([rule.id, ...hit.key]))),
    );
    for (const finding of group.run(fixture.json)) expect(keys).toContain(finding.fingerprint);
  });
});

function strings(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(strings);
}
