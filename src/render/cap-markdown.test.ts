import { describe, expect, test } from 'vitest';
import { certification, FAILED } from '../../testing/certification-fixture.ts';
import { cappedMarkdown, MARKDOWN_LIMIT } from './cap-markdown.ts';
import { renderMd } from './md.ts';

const rows = (count: number, text: string) => Array.from({ length: count }, (_, i) => [`- ${i} ${text}`]);

describe('cappedMarkdown', () => {
  test('leaves what fits as it is', () => {
    const sections = [
      { head: ['# a'], blocks: [], of: '' },
      { head: ['## b', ''], blocks: rows(2, 'x'), of: 'rows' },
      { head: [], blocks: [], of: 'nothing' },
    ];
    expect(cappedMarkdown(sections)).toBe('# a\n\n## b\n\n- 0 x\n- 1 x\n');
  });

  test.each([2000, 5000, 20_000])('keeps heads, whole blocks and %i bytes, and counts the rest', (limit) => {
    const sections = [
      { head: ['# verdict'], blocks: [], of: '' },
      { head: ['## b'], blocks: rows(500, 'ü'.repeat(50)), of: 'rows' },
      { head: ['## c'], blocks: rows(500, 'y'), of: 'others' },
    ];
    const text = cappedMarkdown(sections, limit);
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(limit);
    expect(text.startsWith('# verdict\n\n## b\n')).toBe(true);
    const kept = text.match(/^- \d+ ü{50}$/gm) ?? [];
    expect(kept.length).toBeGreaterThan(0);
    expect(text).toContain(`\n\n${500 - kept.length} more rows in the certification\n`);
    const others = text.match(/^- \d+ y$/gm) ?? [];
    expect(text).toContain(`${500 - others.length} more others in the certification\n`);
  });

  test('one block that never fits costs only itself and what follows it', () => {
    const text = cappedMarkdown([{ head: ['# v'], blocks: [['x'.repeat(9999)], ['y']], of: 'blocks' }], 1000);
    expect(text).toBe('# v\n\n2 more blocks in the certification\n');
  });
});

/** A no-go of so many blocked units, each with so many findings of so many characters. */
function large(units: number, findings: number, length: number) {
  const base = certification();
  const [requirement] = base.requirements;
  const [unit] = requirement?.units ?? [];
  if (requirement === undefined || unit === undefined) throw new Error('the fixture has a unit');
  const names = Array.from({ length: units }, (_, i) => `compat#app-${i}`);
  return certification({
    requirements: [{ ...requirement, units: names.map((name) => ({ ...unit, name })) }],
    findings: names.flatMap((name) =>
      Array.from({ length: findings }, (_, i) => ({ ...FAILED, unit: name, message: `${i} ${'@'.repeat(length)}` })),
    ),
  });
}

describe('the Markdown summary', () => {
  test.each([
    [3000, 3, 100],
    [200, 50, 5000],
    [10, 5000, 10],
    [1, 1, 3_000_000],
  ])('of %i units with %i findings of %i characters stays under 900 KiB, verdict first', (...shape) => {
    const text = renderMd(large(...shape));
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(MARKDOWN_LIMIT);
    expect(text.split('\n')[0]).toBe('# no-go: small 2031.5');
    for (const head of ['## What blocks', '## Requirements', '## Made from']) expect(text).toContain(`\n${head}\n`);
    expect(text).toContain('### compat\\#app-0: fail');
    expect(text.match(/^```/gm)?.length ?? 0).toSatisfy((fences: number) => fences % 2 === 0);
  });

  test('says how many it leaves out', () => {
    const text = renderMd(large(200, 50, 5000));
    const shown = text.match(/^### compat/gm)?.length ?? 0;
    expect(shown).toBeGreaterThan(0);
    expect(text).toContain(`\n${200 - shown} more blockers in the certification\n`);
    expect(text).toContain('- and 30 more findings in the certification');
  });
});
