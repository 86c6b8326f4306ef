import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { diffFixture } from '../../testing/rules/diff-fixture.ts';
import type { JsonObject } from '../model/json/value.ts';
import { DIFF_RULES } from './rules/diff.ts';
import { runDiff } from './run-diff.ts';

// The matrix as people read it: rows are the baseline, columns the current contract. `a/b` is a where the windows of
// the policy are not held, b where they are; `+` means that a window that is too short is an error beside it.
const MATRIX = `
                       stable   experimental  deprecated  scheduled-for-removal  internal  operator-only  absent
absent                 note     note          warning     error                  note      note           -
stable                 -        error         note+       error/note             error     error          error/note
experimental           note     -             note        note                   warning   warning        warning
deprecated             warning  error         -           note+                  error     error          error/note
scheduled-for-removal  warning  error         warning     -                      error     error          error/note
internal               note     note          warning     warning                -         -              note
operator-only          note     note          warning     warning                -         -              note
`;

const [header = '', ...rows] = MATRIX.trim().split('\n');
const columns = header.trim().split(/\s+/);
const cells = rows.flatMap((row) => {
  const [from = '', ...severities] = row.trim().split(/\s+/);
  return severities.map((severity, index) => ({ from, to: columns[index] ?? '', severity }));
});

const KINDS: Readonly<Record<string, (state: JsonObject) => JsonObject>> = {
  method: (state) => ({
    services: [{ namespace: 'hr/v1', methods: [{ name: 'kept' }, ...items({ name: 'it' }, state)] }],
  }),
  event: (state) => ({
    services: [{ namespace: 'hr/v1', events: [{ name: 'kept' }, ...items({ name: 'it' }, state)] }],
  }),
  endpoint: (state) => ({ endpoints: [{}, ...items({ routeTemplate: '/it', actionLabel: 'it' }, state)] }),
  capability: (state) => ({ capabilities: items({ name: 'it' }, state) }),
};

function items(named: JsonObject, state: JsonObject): JsonObject[] {
  return state.stability === 'absent' ? [] : [{ ...named, ...state }];
}

/** A descriptor in one state, deprecated in time for a removal with version 5, or too late for it. */
function state(
  stability: string,
  side: 'baseline' | 'current',
  isLawful: boolean,
  from: string,
  to: string,
): JsonObject {
  const since = from === 'absent' && side === 'current' ? 5 : 1;
  const isEnding = stability === 'deprecated' || stability === 'scheduled-for-removal';
  // What is still called stable may have been announced to go all the same.
  if (!isEnding && !(stability === 'stable' && to === 'absent' && isLawful))
    return { stability, sinceContractVersion: since };
  const deprecated = side === 'baseline' || from.startsWith('deprecated') || from.startsWith('scheduled') ? 3 : 5;
  const window = isLawful ? 2 : 1;
  const removal = to === 'absent' ? (isLawful ? 5 : 6) : Math.max(deprecated + window, isLawful ? 7 : 6);
  const hasRemoval = side === 'current' || to === 'absent' || from === to || from.startsWith('scheduled');
  const deprecation = {
    deprecatedSinceContractVersion: deprecated,
    removalContractVersion: hasRemoval ? removal : null,
    note: null,
  };
  return { stability, sinceContractVersion: since, deprecation };
}

const STEPS = new Set([
  'lifecycle/deprecation-announced',
  'lifecycle/introduced-deprecated',
  'lifecycle/reactivated',
  'lifecycle/removal-announced',
  'lifecycle/stability-lowered',
  'lifecycle/stability-raised',
  // A capability that apps may hold no more has a rule of its own.
  'capability/audience-narrowed',
]);

describe.each(Object.keys(KINDS))('a %s', (kind) => {
  const change = (from: string, to: string, isLawful: boolean) => {
    const at = (stability: string, side: 'baseline' | 'current') =>
      KINDS[kind]?.(state(stability, side, isLawful, from, to)) ?? {};
    const input = diffFixture({ baseline: at(from, 'baseline'), current: at(to, 'current'), expected: {} });
    return runDiff(DIFF_RULES, input).filter((one) => one.kind === kind);
  };
  const step = (from: string, to: string, isLawful: boolean): string => {
    const found = change(from, to, isLawful).filter(
      ({ ruleId }) => STEPS.has(ruleId) || ruleId === `${kind}/added` || ruleId === `${kind}/removed`,
    );
    // Something that arrives in a state that is told is new as well.
    const told = found.filter(({ ruleId }) => from !== 'absent' || found.length === 1 || STEPS.has(ruleId));
    return told.map(({ severity }) => severity).join(' ') || '-';
  };

  it.each(cells)('that was $from and is $to: $severity', ({ from, to, severity }) => {
    const [broken = '', held = broken] = severity.replace('+', '').split('/');
    expect(step(from, to, true)).toBe(held);
    expect(step(from, to, false)).toBe(broken);
    const windows = change(from, to, false).filter(({ ruleId }) =>
      /window-too-short|announcement-too-late/.test(ruleId),
    );
    if (severity.endsWith('+')) expect(windows.map((one) => one.severity)).toEqual(['error']);
    if (!/[+/]/.test(severity)) expect(windows).toEqual([]);
    const lawful = change(from, to, true).filter(({ ruleId }) => /window-too-short|announcement-too-late/.test(ruleId));
    expect(lawful).toEqual([]);
  });
});

describe('docs/contracts.md', () => {
  const page = readFileSync(fileURLToPath(new URL('../../docs/contracts.md', import.meta.url)), 'utf8');
  const [, section = ''] = /^## Lifecycle\n([\s\S]*?)\n## /m.exec(page) ?? [];
  const [titles = [], , ...lines] = section
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((text) => text.trim()),
    );

  it('shows the same table', () => {
    // `new` is what was not there, `gone` what is not there any more; the two restricted states are one column.
    const name = (title: string): string =>
      title.replace('new', 'absent').replace('gone', 'absent').split(',')[0] ?? '';
    const shown = lines.flatMap(([from = '', ...severities]) =>
      severities.map((severity, index) => `${name(from)} ${name(titles[index + 1] ?? '')} ${severity || '-'}`),
    );
    const expected = cells
      .filter(({ from, to }) => from !== 'operator-only' && to !== 'operator-only')
      .map(({ from, to, severity }) => `${from} ${to} ${severity.replace('+', '')}`);
    expect(shown).toEqual(expected);
  });
});
