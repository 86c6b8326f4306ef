// Hostile text in every free text of a certification, through every format, read back by parsers that others wrote.
import { parse as parseCsv } from 'csv-parse/sync';
import { validate as validateCtrf } from 'ctrf';
import { Lexer, type Token } from 'marked';
import { describe, expect, test } from 'vitest';
import { REPORT_FORMATS } from '../src/model/report-formats.ts';
import { reportsOf } from '../src/render/registry.ts';
import { ATTACKS, hostileEverywhere } from './certification-fixture.ts';
import { junitFaults, parseXml, runnerCommands, sarifFaults } from './report-validators.ts';

const render = (text: string, format: string): string => reportsOf(hostileEverywhere(text))[format]?.() ?? '';

/** Every text in a parsed document: values, and the names of members. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/** What XML 1.0 can't hold, dropped: everything below the space but tab and line ends, lone surrogates, U+FFFE, U+FFFF. */
const xmlLegal = (text: string): string =>
  [...text].filter((char) => /[\t\n\r -\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.test(char)).join('');

/** The text on one line, with escapes for what can't be seen, as JavaScript would write them. */
const visible = (text: string): string =>
  text
    .replace(/\s*[\r\n\t]+\s*/g, ' ')
    .replace(
      /[^\P{C}\u00ad\u{d800}-\u{dfff}\p{Cn}\p{Co}]|[\u2028\u2029]/gu,
      (char) => `\\u${char.codePointAt(0)?.toString(16).padStart(4, '0')}`,
    );

/** The text without the escapes that keep CI runners from reading commands in it. */
const unbroken = (text: string): string => text.replaceAll('\\u003a', ':').replaceAll('\\u0023', '#');

describe.each(ATTACKS)('%j', (attack) => {
  test.each(REPORT_FORMATS)('moves, colours and reorders nothing in %s', (format) => {
    expect(render(attack, format).replaceAll('\n', '')).not.toMatch(
      format === 'json' ? /\u001b/ : /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/,
    );
  });

  test.each(['sarif', 'sarif-github'])('is text in %s', (format) => {
    const text = render(attack, format);
    expect(sarifFaults(text)).toEqual([]);
    expect(JSON.parse(text).runs[0].results.map((one: { message: { text: string } }) => one.message.text)).toContain(
      attack,
    );
  });

  test.each(['sarif', 'sarif-github', 'ctrf', 'junit', 'md'])(
    'gives a runner no command where a log shows %s',
    (format) => {
      expect(runnerCommands(render(attack, format))).toEqual([]);
    },
  );

  test('is text in ctrf', () => {
    const report: unknown = JSON.parse(render(attack, 'ctrf'));
    expect(validateCtrf(report)).toMatchObject({ valid: true });
    expect(textsIn(report).filter((text) => text === attack).length).toBeGreaterThan(5);
  });

  test('is text in junit', async () => {
    const xml = render(attack, 'junit');
    expect(await junitFaults(xml)).toEqual([]);
    const read = parseXml(xml);
    expect(read).toMatchObject({
      testsuites: {
        testsuite: [
          { '@name': xmlLegal(attack), testcase: [{ failure: { '@message': xmlLegal(attack) } }, {}, {}] },
          { '@name': 'certification' },
        ],
      },
    });
    expect(textsIn(read).some((text) => text.includes(`\n  ${xmlLegal(attack)}\n  ${xmlLegal(attack)}`))).toBe(true);
  });

  test('is text in waivers-csv, and no formula', () => {
    const rows: string[][] = parseCsv(render(attack, 'waivers-csv'));
    expect(rows.map((row) => row.length)).toEqual([rows[0]?.length, rows[0]?.length, rows[0]?.length]);
    const cells = rows.flat();
    for (const cell of cells) expect(cell).not.toMatch(/^\s*[=+\-@]/);
    const bare = (text: string): string => unbroken(text).replaceAll("'", '');
    expect(cells.map(bare)).toContain(bare(visible(attack)).toWellFormed());
  });

  test('is text in github, and no command', () => {
    const names = (text: string) => runnerCommands(render(text, 'github')).map(({ name }) => name);
    expect(names(attack)).toEqual(names('harmless'));
    const [error] = runnerCommands(render(attack, 'github'));
    expect(unbroken(error?.message ?? '')).toBe(`${visible(attack)}\n${visible(attack)}`);
    expect(Object.keys(error?.properties ?? {})).toEqual(['file', 'title']);
  });

  test('is text in md', () => {
    const kinds = (text: string) => markdownOf(render(text, 'md')).map(({ type }) => type);
    const structure = (text: string) => kinds(text).filter((type) => !['text', 'escape', 'html'].includes(type));
    expect(structure(`go ${attack} end`)).toEqual(structure('go harmless end'));
    for (const { type, raw } of markdownOf(render(`go ${attack} end`, 'md')))
      if (type === 'html') expect(raw).toBe('<!-- -->');
  });
});

/** Every token of a Markdown document as marked reads it (GitHub's dialect), depth first. */
function markdownOf(text: string): Token[] {
  const flat = (tokens: readonly Token[]): Token[] =>
    tokens.flatMap((token) => {
      const cells = token.type === 'table' ? [...token.header, ...token.rows.flat()] : [];
      const items = token.type === 'list' ? token.items : [];
      const below = 'tokens' in token && token.tokens ? token.tokens : [];
      return [
        token,
        ...flat(below),
        ...flat(items),
        ...cells.flatMap((cell: { tokens: Token[] }) => flat(cell.tokens)),
      ];
    });
  return flat(new Lexer({ gfm: true }).lex(text));
}
