import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cruise, type IConfiguration } from 'dependency-cruiser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const config: IConfiguration = createRequire(import.meta.url)('../.dependency-cruiser.cjs');

/** For each rule: files of a small tree that break it, and no other file does. */
const BREACHES: Record<string, Record<string, string>> = {
  'no-circular': { 'src/model/a.ts': "import './b.ts';", 'src/model/b.ts': "import './a.ts';" },
  'not-to-unresolvable': { 'src/model/lost.ts': "import './nowhere.ts';" },
  'model-is-the-bottom': { 'src/model/up.ts': "import '../formats/leaf.ts';" },
  'ground-stays-below': { 'src/trust/up.ts': "import '../contract/leaf.ts';" },
  'ground-rooms-apart': { 'src/trust/aside.ts': "import '../schema-diff/leaf.ts';" },
  'formats-know-only-the-model': { 'src/formats/aside.ts': "import '../trust/leaf.ts';" },
  'things-know-no-judgement': { 'src/contract/up.ts': "import '../check/leaf.ts';" },
  'things-know-only-models-of-things': { 'src/catalog/aside.ts': "import '../manifest/leaf.ts';" },
  'judgement-rooms-apart': { 'src/check/aside.ts': "import '../codegen/leaf.ts';" },
  'judgement-knows-no-cli': { 'src/certify/up.ts': "import '../cli/leaf.ts';" },
  'decide-and-render-are-pure': { 'src/decide/down.ts': "import '../contract/leaf.ts';" },
  'cli-shell-stays-light': { 'src/cli/heavy.ts': "import '../contract/leaf.ts';" },
  'handlers-load-late': { 'src/cli/eager.ts': "import './commands/x-y.run.ts';", 'src/cli/commands/x-y.run.ts': '' },
  'nobody-imports-the-top': { 'src/cli/top.ts': "import '../index.ts';", 'src/index.ts': '' },
  'files-only-at-the-edge': { 'src/contract/effects.ts': "import 'node:fs';" },
  'network-only-in-pull-and-live': { 'src/contract/socket.ts': "import 'node:https';" },
  'owner-yargs': { 'src/contract/owns-yargs.ts': "import 'yargs';" },
  'owner-ajv': { 'src/contract/owns-ajv.ts': "import 'ajv';" },
  'owner-saxes': { 'src/contract/owns-saxes.ts': "import 'saxes';" },
  'owner-yaml': { 'src/contract/owns-yaml.ts': "import 'yaml';" },
  'owner-tar': { 'src/contract/owns-tar.ts': "import 'tar';" },
  'owner-node-forge': { 'src/contract/owns-forge.ts': "import 'node-forge';" },
  'owner-semver': { 'src/contract/owns-semver.ts': "import 'semver';" },
  'owner-json-schema-to-typescript': { 'src/contract/owns-jst.ts': "import 'json-schema-to-typescript';" },
  'owner-quicktype-core': { 'src/contract/owns-qt.ts': "import 'quicktype-core';" },
  'no-dev-dependency-in-src': { 'src/contract/dev.ts': "import 'fast-check';" },
};
const LEAVES = ['contract', 'manifest', 'check', 'codegen', 'cli', 'formats', 'trust', 'schema-diff'];

const tree = mkdtempSync(join(tmpdir(), 'assay-layering-'));
const met = new Map<string, Set<string>>();

beforeAll(async () => {
  const files = Object.assign(
    {},
    ...LEAVES.map((room) => ({ [`src/${room}/leaf.ts`]: 'export {};' })),
    ...Object.values(BREACHES),
  );
  for (const [path, text] of Object.entries<string>(files)) {
    mkdirSync(dirname(join(tree, path)), { recursive: true });
    writeFileSync(join(tree, path), `${text}\nexport {};\n`);
  }
  symlinkSync(join(root, 'node_modules'), join(tree, 'node_modules'));
  for (const name of ['package.json', 'tsconfig.json']) symlinkSync(join(root, name), join(tree, name));
  const { output } = await cruise(['src'], {
    ...config.options,
    ruleSet: { forbidden: config.forbidden ?? [] },
    validate: true,
    baseDir: tree,
    preserveSymlinks: true,
  });
  if (typeof output === 'string') throw new Error(output);
  for (const { rule, from } of output.summary.violations)
    met.set(rule.name, (met.get(rule.name) ?? new Set()).add(from));
}, 60_000);

afterAll(() => rmSync(tree, { recursive: true, force: true }));

describe('layering', () => {
  it('has a breach for every rule, and a rule for every breach', () => {
    expect(Object.keys(BREACHES).sort()).toEqual((config.forbidden ?? []).map((rule) => rule.name ?? '').sort());
  });

  it.each(Object.keys(BREACHES))('%s fires on its breach', (name) => {
    expect([...(met.get(name) ?? [])]).toContain(Object.keys(BREACHES[name] ?? {})[0]);
  });
});
