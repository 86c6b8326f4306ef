// Rules over two contracts: all of them run on every fixture that has a baseline.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffFixture, isDiffFixture, reorderedSets, withItself } from '../../../testing/rules/diff-fixture.ts';
import { type RuleFixture, ruleFixtures } from '../../../testing/rules/fixtures.ts';
import { shuffle } from '../../../testing/rules/shuffle.ts';
import type { Severity } from '../../model/finding.ts';
import { canonicalJson } from '../../model/json/canonical.ts';
import type { Change } from '../change.ts';
import { runDiff } from '../run-diff.ts';
import { DIFF_RULES } from './diff.ts';

const areas = [...new Set(DIFF_RULES.map(({ id }) => id.slice(0, id.indexOf('/'))))].sort();
const fixtures: readonly (readonly [string, RuleFixture])[] = areas
  .flatMap(ruleFixtures)
  .filter(({ json }) => isDiffFixture(json))
  .map((fixture) => [fixture.name, fixture]);

const OPPOSITES: readonly (readonly [string, string])[] = [
  ['added', 'removed'],
  ['raised', 'lowered'],
  ['granted', 'revoked'],
  ['widened', 'narrowed'],
  ['expanded', 'narrowed'],
  ['increased', 'decreased'],
  ['earlier', 'later'],
];

/** What a rule for the opposite change would be called. */
function oppositeIds(id: string): string[] {
  const stem = id.slice(0, id.lastIndexOf('-') + 1) || id.slice(0, id.indexOf('/') + 1);
  return OPPOSITES.flatMap(([a, b]) => [
    ...(id === `${stem}${a}` ? [`${stem}${b}`] : []),
    ...(id === `${stem}${b}` ? [`${stem}${a}`] : []),
  ]);
}

/** Severities of each rule's changes, worst first: `error warning`. */
function severities(changes: readonly Change[]): Map<string, string> {
  const order: readonly Severity[] = ['error', 'warning', 'note'];
  const ids = new Set(changes.map(({ ruleId }) => ruleId));
  return new Map(
    [...ids].map((id) => [
      id,
      order
        .filter((severity) => changes.some((change) => change.ruleId === id && change.severity === severity))
        .join(' '),
    ]),
  );
}

describe('rules over two contracts', () => {
  const byId = new Map(DIFF_RULES.map((rule) => [rule.id, rule]));

  it.each(DIFF_RULES.map((rule) => [rule.id, rule] as const))('%s has a mirror, or says why not', (id, { mirror }) => {
    const opposite = oppositeIds(id).find((other) => byId.has(other));
    if (typeof mirror === 'string') {
      expect(byId.get(mirror)?.mirror, `${mirror} is a rule and has this one as its mirror`).toBe(id);
      if (opposite !== undefined) expect(mirror).toBe(opposite);
    } else {
      expect(mirror.none, 'a reason').toMatch(/^[a-z][^\n]{20,}[^.]$/);
      expect(opposite, 'the reason is stale: there is a rule for the opposite').toBeUndefined();
      const named = DIFF_RULES.filter((rule) => rule.mirror === id).map((rule) => rule.id);
      expect(named, 'the reason is stale: these rules have it as their mirror').toEqual([]);
    }
  });

  it.each(DIFF_RULES.map((rule) => [rule.id, rule] as const))('%s promises less to experiments', (_, rule) => {
    const order: readonly Severity[] = ['note', 'warning', 'error'];
    expect(order.indexOf(rule.experimental)).toBeLessThanOrEqual(order.indexOf(rule.severity.default));
    expect(order.indexOf(rule.severity.default)).toBeLessThanOrEqual(order.indexOf(rule.severity.strict));
  });
});

describe.each(fixtures)('%s', (_, fixture) => {
  const run = (json = fixture.json, strict = false) => runDiff(DIFF_RULES, diffFixture(json), { strict });

  it('makes exactly the changes that it lists, in both strictnesses', () => {
    const strict = severities(run(fixture.json, true));
    const usual = severities(run());
    const found = [...new Set([...usual.keys(), ...strict.keys()])].map((id) => [
      id,
      `${usual.get(id)}/${strict.get(id)}`,
    ]);
    expect(Object.fromEntries(found)).toEqual(fixture.expected);
  });

  it('is silent where nothing changed', () => {
    for (const side of ['baseline', 'current'] as const) expect(run(withItself(fixture.json, side))).toEqual([]);
  });

  it('gives the same changes, to the byte, in any order of any set and of the rules', () => {
    const expected = canonicalJson(run());
    fc.assert(
      fc.property(fc.infiniteStream(fc.nat({ max: 0xffff })), (numbers) => {
        const reorder = shuffle(numbers);
        const input = diffFixture(reorderedSets(fixture.json, reorder));
        expect(canonicalJson(runDiff(reorder(DIFF_RULES), input))).toBe(expected);
      }),
      { numRuns: 10 },
    );
  });

  it('sees no change where only the order of a set changed', () => {
    fc.assert(
      fc.property(fc.infiniteStream(fc.nat({ max: 0xffff })), (numbers) => {
        const { baseline } = withItself(fixture.json, 'baseline');
        const current = reorderedSets({ current: baseline ?? {} }, shuffle(numbers)).current ?? {};
        expect(run({ baseline: baseline ?? {}, current, expected: {} })).toEqual([]);
      }),
      { numRuns: 10 },
    );
  });

  it('speaks in house style: lower case, one line, no full stop', () => {
    for (const { message } of run()) expect(message).toMatch(/^[^A-Z\n][^\n]*[^.\n]$/);
  });

  it('names things in fingerprints, never words or places', () => {
    const changes = run();
    expect(new Set(changes.map(({ fingerprint }) => fingerprint)).size).toBe(changes.length);
    for (const { part = '' } of changes) expect(part).not.toMatch(/^\/(endpoints|capabilities|services)\/\d/);
  });
});
