import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { compileTypeScript } from './compile-typescript.ts';
import { runCli } from './run-cli.ts';
import { wordsOf } from './transcript.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const page = readFileSync(join(ROOT, 'docs/getting-started.md'), 'utf8');

interface Shown {
  readonly command: string;
  readonly lines: readonly string[];
  readonly exit: number;
}

/** The commands of the page's console blocks with what they are said to print. */
function commands(text: string): Shown[] {
  return [...text.matchAll(/^```console\n(.*?)^```$/gms)].flatMap(([, block = '']) =>
    block
      .split(/^\$ npx assay /m)
      .slice(1)
      .map((part) => {
        const [command = '', ...lines] = part.trimEnd().split('\n');
        const exit = /^# exit (\d+)$/.exec(lines.at(-1) ?? '')?.[1];
        return { command, lines: exit === undefined ? lines : lines.slice(0, -1), exit: Number(exit ?? 0) };
      }),
  );
}

/** The expected lines as a pattern; `…` stands for any number of lines. */
function pattern(lines: readonly string[]): RegExp {
  const parts = lines.map((line) => (line === '…' ? '(?:.*\\n)*?' : `${escaped(line)}\\n`));
  return new RegExp(`^${parts.join('')}$`);
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

describe('docs/getting-started.md', () => {
  it.each(commands(page))('shows what assay $command prints', async ({ command, lines, exit }) => {
    const run = await runCli(wordsOf(command), { cwd: ROOT });
    expect(run.exit).toBe(exit);
    expect(run.stdout).toMatch(pattern(lines));
  });

  it('shows code that compiles with the client', () => {
    const client = join(ROOT, 'fixtures/clients/hearth-ts');
    const files = ['', 'runtime/'].flatMap((folder) =>
      readdirSync(join(client, folder)).flatMap((name) => (name.endsWith('.ts') ? [`${folder}${name}`] : [])),
    );
    const [, code = ''] = /^```ts\n(.*?)^```$/ms.exec(page) ?? [];
    expect(code).toContain('createClient');
    const all = files.map((name): [string, string] => [`hearth-ts/${name}`, readFileSync(join(client, name), 'utf8')]);
    expect(compileTypeScript(new Map([...all, ['use.ts', code]]))).toEqual([]);
  });

  it('links to files that are there', () => {
    const links = [...page.matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g)].map(([, path = '']) => path);
    for (const path of links) expect(() => readFileSync(join(ROOT, 'docs', path)), path).not.toThrow(/ENOENT/);
  });

  it('has the sections that the policy refers to', () => {
    const policy = readFileSync(join(ROOT, 'contracts/hearth/policy.yaml'), 'utf8');
    const anchors = [...policy.matchAll(/docs: docs\/getting-started\.md#(\S+)/g)].map(([, anchor = '']) => anchor);
    expect(anchors.length).toBe(7);
    for (const anchor of anchors) expect(page.toLowerCase()).toContain(`\n## ${anchor.replaceAll('-', ' ')}\n`);
  });
});
