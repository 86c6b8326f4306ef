import { describe, expect, it } from 'vitest';
import { envFacts, envFileNames } from './env-facts.ts';
import { parseEnv } from './parse-env.ts';

describe('parseEnv', () => {
  it.each<[string, string, [string, string, number][]]>([
    [
      'plain',
      'A=1\nB = two words \n',
      [
        ['A', '1', 1],
        ['B', 'two words', 2],
      ],
    ],
    [
      'comments',
      '# A=1\nA=1 # one\nB=a#b\nC=#x',
      [
        ['A', '1', 2],
        ['B', 'a#b', 3],
        ['C', '', 4],
      ],
    ],
    ['export', 'export A=1', [['A', '1', 1]]],
    [
      'quotes',
      `A="x # y"\nB='it"s'\nC="a\\"b"`,
      [
        ['A', 'x # y', 1],
        ['B', 'it"s', 2],
        ['C', 'a\\"b', 3],
      ],
    ],
    [
      'many lines',
      'KEY="one\ntwo"\nB=2',
      [
        ['KEY', 'one\ntwo', 1],
        ['B', '2', 3],
      ],
    ],
    [
      'a quote that never ends',
      'A="x\nB=2',
      [
        ['A', 'x', 1],
        ['B', '2', 2],
      ],
    ],
    [
      'CR LF and a byte order mark',
      '\ufeffA=1\r\nB=2\r\n',
      [
        ['A', '1', 1],
        ['B', '2', 2],
      ],
    ],
    ['what is no assignment', 'A\n=1\n1A=2\n- B=3\n', []],
  ])('%s', (_, text, expected) => {
    expect(parseEnv(text).map(({ name, value, line }) => [name, value, line])).toEqual(expected);
  });
});

const file = (path: string, text: string) => ({ path, text });
const SECRET = 'made-up-value-of-a-secret';

describe('envFacts', () => {
  it('takes the last word by the order of files', () => {
    expect(envFileNames('staging')).toEqual(['.env', '.env.local', '.env.staging', '.env.staging.local']);
    const facts = envFacts(
      'staging',
      [file('.env', 'A=1\nB=1\nC=1'), file('.env.local', 'B='), file('.env.staging', '\nA=2')],
      [],
    );
    expect(facts.variables.map(({ name, path, line, empty }) => [name, path, line, empty])).toEqual([
      ['A', '.env.staging', 2, false],
      ['B', '.env.local', 1, true],
      ['C', '.env', 3, false],
    ]);
  });

  it('uploads everything but what is public or reserved', () => {
    const text = 'KEY=1\nNEXT_PUBLIC_URL=1\nPALETTE_DEV_TOKEN=1\nNUXT_PUBLIC_X=1\n';
    expect(envFacts('dev', [file('.env', text)], []).variables.map(({ name, upload }) => [name, upload])).toEqual([
      ['KEY', 'uploaded'],
      ['NEXT_PUBLIC_URL', 'public'],
      ['NUXT_PUBLIC_X', 'uploaded'],
      ['PALETTE_DEV_TOKEN', 'reserved'],
    ]);
  });

  it.each<[string, string, string, string[]]>([
    ['a long value', `KEY=${SECRET}`, `x = "${SECRET}"`, ['KEY']],
    ['a reserved one', `PALETTE_T=${SECRET}`, `x = "${SECRET}"`, ['PALETTE_T']],
    ['a public one', `NEXT_PUBLIC_T=${SECRET}`, `x = "${SECRET}"`, []],
    ['a short value beside its name', 'KEY=hunter2hunter', 'env["KEY"] = "hunter2hunter"', ['KEY']],
    ['a short value alone', 'MODE=production', 'x = "production"', []],
    ['a very short value', 'KEY=12345', 'env["KEY"] = "12345"', []],
    ['an escaped value', 'KEY="one\ntwo \\ three four"', 'KEY="one\\ntwo \\\\ three four"', ['KEY']],
    ['nothing', `KEY=${SECRET}`, 'x = 1', []],
    ['a token that nobody sets', '', `t = "pltt_${'a'.repeat(43)}"`, ['a pltt_ token']],
    ['a token that somebody sets', `T=pltt_${'a'.repeat(43)}`, `t = "pltt_${'a'.repeat(43)}"`, ['T']],
    ['a name that looks like a token', '', 'schema = "app_pltt_storyboard_video_maker"', []],
    ['a longer name', '', `t = "pltt_${'a'.repeat(44)}"`, []],
  ])('finds secrets in generated files: %s', (_, env, text, names) => {
    const { generated } = envFacts('dev', [file('.env', env)], [file('.palette/dev/runner.py', `\n${text}`)]);
    expect(generated.map(({ name }) => name)).toEqual(names);
    for (const { path, line } of generated) expect([path, line]).toEqual(['.palette/dev/runner.py', 2]);
  });

  it('looks for values that another file overrides', () => {
    const files = [file('.env', `KEY=${SECRET}`), file('.env.local', 'KEY=another-value-of-it')];
    expect(envFacts('dev', files, [file('g.py', SECRET)]).generated).toEqual([{ name: 'KEY', path: 'g.py', line: 1 }]);
  });

  it('never holds a value', () => {
    const facts = envFacts('dev', [file('.env', `KEY=${SECRET}`)], [file('g.py', `KEY=${SECRET}`)]);
    expect(JSON.stringify(facts)).not.toContain(SECRET);
  });
});
