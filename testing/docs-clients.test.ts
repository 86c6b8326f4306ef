// What the page about clients tells a newcomer to do works as it stands there.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import validateConfig from '../src/formats/generated/validators/config.js';
import { type Workspace, workspace } from './app-files.ts';
import { compileTypeScript } from './compile-typescript.ts';
import { runCli } from './run-cli.ts';

const root = join(import.meta.dirname, '..');
const page = readFileSync(join(root, 'docs/clients.md'), 'utf8');

/** The first block of a language on the page. */
function block(language: string): string {
  return new RegExp(`\`\`\`${language}\n([\\s\\S]+?)\`\`\``).exec(page)?.[1] ?? '';
}

let app: Workspace;
beforeEach(() => {
  app = workspace();
  app.write('.git/HEAD', '');
  app.write('hub.json', readFileSync(join(root, 'contracts/hearth/5.json'), 'utf8'));
  app.write(
    'palette-plugin.json',
    '{\n  "manifest_version": "1",\n  "id": "evening-lights",\n  "version": "1.0.0"\n}\n',
  );
});
afterEach(() => app.remove());

test('five commands lead from a target to a client, and its code compiles', async () => {
  const commands = [...block('console').matchAll(/^\$ npx assay (.+)$/gm)].map(([, command = '']) =>
    command.split(' '),
  );
  expect(commands).toHaveLength(5);
  for (const command of commands)
    expect([command, await runCli(command, { cwd: app.path })]).toMatchObject([command, { exit: 0 }]);
  const files = new Map([['app.ts', block('ts')]]);
  for (const folder of ['', 'runtime/'])
    for (const name of readdirSync(join(app.path, 'src/hub', folder)))
      if (name.endsWith('.ts'))
        files.set(`hub/${folder}${name}`, readFileSync(join(app.path, 'src/hub', folder, name), 'utf8'));
  expect(compileTypeScript(files).filter((problem) => !problem.includes('--isolatedDeclarations'))).toEqual([]);
  // Nothing but what the app consumes is in its client.
  expect(files.get('hub/index.ts')).not.toContain('devices/v1#toggle');
});

test('the configuration', () => {
  expect(validateConfig(JSON.parse(block('json')))).toBe(true);
});
