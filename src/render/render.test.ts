import { describe, expect, test } from 'vitest';
import { certification, FAILED, hostile, IN_USE, WAIVED } from '../../testing/certification-fixture.ts';
import type { Certification } from '../formats/generated/certification.ts';
import validator from '../formats/generated/validators/certification.js';
import { RENDERERS, reportsOf } from './registry.ts';
import { alignRows } from './table.ts';

const plain = (text: string): string => text;
const PLAIN = { bold: plain, dim: plain, error: plain, warning: plain, ok: plain };
const MARKED = {
  bold: (t: string) => `B[${t}]`,
  dim: (t: string) => `D[${t}]`,
  error: (t: string) => `E[${t}]`,
  warning: (t: string) => `W[${t}]`,
  ok: (t: string) => `O[${t}]`,
};

test('the fixture is a certification', () => {
  expect(validator(certification()), JSON.stringify(validator.errors)).toBe(true);
});

describe('text', () => {
  const text = RENDERERS.text(certification(), PLAIN);

  test('says the verdict first, then each blocker with owner, fix and the way past it', () => {
    const lines = text.split('\n');
    expect(lines[0]).toBe('no-go  small 2031.5, release-candidate, at 2031-05-10T12:00:00Z');
    expect(lines[1]).toBe('1 blocked, 1 waived, 1 of 3 passed, 1 warning');
    for (const part of [
      'compat#late  fail',
      FAILED.message,
      'owner  apps team',
      'fix    Mend the manifest.',
      'docs   docs/apps.md',
      'single waiver of at most 14 days',
    ])
      expect(text).toContain(part);
    expect(text.indexOf('what blocks')).toBeLessThan(text.indexOf('waivers in use'));
    expect(text.indexOf('waivers in use')).toBeLessThan(text.indexOf('waivers without effect'));
    expect(text.indexOf('waivers without effect')).toBeLessThan(text.indexOf('requirements\n'));
  });

  test.each([
    ['flag', '--now'],
    ['environment', 'ASSAY_NOW'],
    ['configuration', 'the configuration'],
    ['SOURCE_DATE_EPOCH', 'SOURCE_DATE_EPOCH'],
  ] as const)('says that an instant of the %s is set, and by what, as Markdown does', (nowSource, setter) => {
    const set = { ...certification(), nowSource };
    const told = `at 2031-05-10T12:00:00Z (set by ${setter})`;
    expect(RENDERERS.text(set, PLAIN).split('\n')[0]).toContain(told);
    expect(RENDERERS.md(set, PLAIN)).toContain(told);
  });

  test('gives the scope that a waiver needs, as JSON to copy', () => {
    const lines = text.split('\n');
    const start = lines.findIndex((line) => line.includes('"scope"'));
    const end = lines.findIndex((line, index) => index > start && /^ {11}\}$/.test(line));
    expect(JSON.parse(`{${lines.slice(start, end + 1).join('\n')}}`)).toEqual({
      scope: { evidenceId: 'compat', target: { appId: 'late' }, states: ['fail'], findings: [FAILED.fingerprint] },
    });
  });

  test('shows what is waived, as the error that it is', () => {
    const part = text.slice(text.indexOf('waivers in use'), text.indexOf('waivers without effect'));
    expect(part).toContain('WVR-2031-0001  compat#old  until 2031-05-20T00:00:00Z');
    expect(part).toContain('error  compat/minimum-version-above-target');
    expect(part).toContain('too old');
  });

  test('counts what no type of a client says, and tells where to look', () => {
    const whole = certification();
    const loss = (keyword: string) => ({ role: 'input' as const, pointer: '/p', keyword, reason: 'types have none' });
    const keywords = ['pattern', 'minimum', 'not', 'maximum', 'pattern', 'minimum', 'pattern'];
    const fidelity = [
      { target: 'hr/v1#a', losses: keywords.map(loss) },
      { target: 'hr/v1#b', losses: [loss('not')] },
    ];
    const requirements = whole.requirements.map((one) => ({
      ...one,
      units: one.units.map((unit) => ({ ...unit, fidelity })),
    }));
    const measured = { ...whole, requirements };
    expect(validator(measured), JSON.stringify(validator.errors)).toBe(true);
    const shown = RENDERERS.text(measured, PLAIN);
    expect(shown).toContain('what no type says  each place is under `fidelity` in the certification');
    expect(shown).toMatch(/ {2}compat#late +8 demands of 2 targets +3 pattern, 2 minimum, 2 not, 1 others/);
    expect(RENDERERS.md(measured, PLAIN)).toContain(
      '| compat\\#late | 8 demands of 2 targets | 3 pattern, 2 minimum, 2 not, 1 others |',
    );
    expect(RENDERERS.json(measured, PLAIN)).toContain('"keyword": "maximum"');
    expect(text).not.toContain('what no type says');
  });

  test('aligns the matrix whatever the colours', () => {
    const strip = (coloured: string): string => coloured.replace(/[BDEWO]\[([^\]]*)\]/g, '$1');
    let coloured = RENDERERS.text(certification(), MARKED);
    for (let i = 0; i < 3; i += 1) coloured = strip(coloured);
    expect(coloured).toBe(text);
    const rows = text.slice(text.indexOf('requirements\n')).split('\n').slice(1, 5);
    expect(new Set(rows.map((row) => row.search(/apps team|owner/))).size).toBe(1);
  });

  test('says where no waiver helps', () => {
    const [requirement] = certification().requirements;
    const [late, ...rest] = requirement?.units ?? [];
    if (requirement === undefined || late === undefined) throw new Error('no unit');
    const { waivable: _, ...stuck } = late;
    const rendered = RENDERERS.text(
      certification({ requirements: [{ ...requirement, units: [stuck, ...rest] }] }),
      PLAIN,
    );
    expect(rendered).toContain("waive  can't be waived");
  });

  test('no foreign text moves the cursor, colours, reorders or adds a line', () => {
    const lines = RENDERERS.text(hostile('a\u001b[31m\u202eb\u0007\rgo  everything\nfine\u2028x'), PLAIN).split('\n');
    expect(lines.join('')).not.toMatch(/[\u0000-\u001f\u007f\u202a-\u202e\u2028\u2066-\u2069]/);
    expect(lines.filter((line) => /^(?:go|fine)/.test(line))).toEqual([]);
    expect(lines).toHaveLength(RENDERERS.text(hostile('x'), PLAIN).split('\n').length);
  });
});

describe('md', () => {
  test('says the verdict first', () => {
    const md = RENDERERS.md(certification(), PLAIN);
    expect(md.split('\n')[0]).toBe('# no-go: small 2031.5');
    expect(md.endsWith('\n')).toBe(true);
    expect(md.endsWith('\n\n')).toBe(false);
    expect(md).toContain('| compat#late | required | block | fail | 3 | apps team |'.replace('#', '\\#'));
  });

  const attacks = [
    '![x](https://evil.example/beacon.png)',
    '<img src=x onerror=alert(1)>',
    '@everyone',
    '| a | b |',
    '`code` **bold** _it_',
    '](https://evil.example)',
    '# heading',
    '<!-- hide',
    '&lt;b&gt;',
    '\\',
  ];
  test.each(attacks)('%j is text and nothing else', (attack) => {
    const md = RENDERERS.md(hostile(`go ${attack} end`), PLAIN);
    const harmless = RENDERERS.md(hostile('go end'), PLAIN);
    // Outside of our own code fences and spans, no sign of markup is left that the harmless document does not have.
    const signs = (text: string): string[] =>
      text
        .replace(/@<!-- -->/g, '')
        .replace(/\\[\\`*_[\]|~!#]/g, '')
        .match(/!\[|<[a-z!/]|[`*_[\]|]|^#+ |@/gm) ?? [];
    expect(signs(md)).toEqual(signs(harmless));
    expect(md.split('\n')).toHaveLength(harmless.split('\n').length);
  });

  test('says which waiver accepts which finding', () => {
    const other = { ...IN_USE, id: 'WVR-2031-0007', unit: 'compat#good' };
    const base = certification({ waivers: [other, IN_USE], findings: [WAIVED] });
    const md = RENDERERS.md(base, PLAIN);
    const part = md.slice(md.indexOf('## Waived, and still true'));
    expect(part.split('\n').slice(0, 5)).toEqual([
      '## Waived, and still true',
      '',
      '### WVR-2031-0001: compat\\#old',
      '',
      expect.stringContaining('too old'),
    ]);
    expect(part.match(/too old/g)).toHaveLength(1);
  });

  test('a line feed in foreign text starts no line', () => {
    const md = RENDERERS.md(hostile('a\n\n# go\n\n- b'), PLAIN);
    expect(md).not.toMatch(/^(?:# go|- b)/m);
  });
});

describe('a waiver that does not help', () => {
  const vain = { ...IN_USE, used: false, explanation: 'does not list 1 of 2 findings' } as const;
  const partly = { ...vain, id: 'WVR-7', unit: 'compat#late', state: 'finding-mismatch' } as const;
  const broad = { ...vain, id: 'WVR-8', unit: 'compat', state: 'over-broad' } as const;
  const elsewhere = { ...vain, id: 'WVR-9', unit: 'compat#good', state: 'finding-mismatch' } as const;
  const base = certification({ waivers: [partly, broad, elsewhere] });

  test.each([
    ['text', 'waiver WVR-7 finding-mismatch: does not list 1 of 2 findings', 'waivers without effect'],
    ['md', 'Waiver WVR-7 does not hold (finding-mismatch): does not list 1 of 2 findings', '## Waivers without effect'],
  ] as const)('is named under the blocker in %s', (format, line, end) => {
    const text = RENDERERS[format](base, PLAIN);
    const blocker = text.slice(text.indexOf('compat'), text.indexOf(end));
    expect(blocker).toContain(line);
    expect(blocker).toContain('WVR-8');
    expect(blocker).not.toContain('WVR-9');
  });
});

describe('registry', () => {
  test('every format ends with one line feed and is the same twice', () => {
    for (const [format, render] of Object.entries(reportsOf(certification()))) {
      expect(render(), format).toBe(render());
      expect(render().endsWith('\n'), format).toBe(true);
    }
  });

  test('a saved certification gives the same reports', () => {
    const saved: Certification = JSON.parse(reportsOf(certification()).json?.() ?? '');
    for (const format of Object.keys(RENDERERS))
      expect(reportsOf(saved)[format]?.()).toBe(reportsOf(certification())[format]?.());
  });

  test('a waived finding is in every format, by fingerprint or by name', () => {
    for (const [format, render] of Object.entries(reportsOf(certification()))) {
      expect(render(), format).toContain('too old');
      expect(render(), format).toContain('WVR-2031-0001');
    }
  });
});

test('the last column is not padded, and no line ends with a space', () => {
  expect(
    alignRows([
      ['a', 'long', ''],
      ['bb', 'x', 'y'],
    ]),
  ).toEqual(['  a   long', '  bb  x     y']);
});
