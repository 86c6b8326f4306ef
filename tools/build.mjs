// Builds dist/ from src/: bin.js and index.js with shared and lazy chunks (esbuild), and the types (tsc).
// The same sources give the same bytes. `--js` leaves the types out, `--outdir=<folder>` goes elsewhere (for tests).

import { spawnSync } from 'node:child_process';
import { chmodSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { builtinModules, createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { chunkPlan } from './chunk-plan.mjs';
import { engineParts } from './engine-parts.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

// These are bundled, because loading their 30 to 400 files costs more than what they do. The rest stays where npm put
// it, and is reached from lazy chunks only.
const BUNDLED = ['json-schema-to-typescript', 'quicktype-core', 'semver', 'yargs', 'yaml'];
const external = Object.keys(dependencies).filter((name) => !BUNDLED.includes(name));
// yaml's modules; what it gives to Node is CommonJS, which can't be bundled into modules.
const yaml = join(dirname(createRequire(import.meta.url).resolve('yaml/package.json')), 'browser/index.js');

/**
 * Node's own modules without their module facade: `import 'node:fs'` calls every lazy getter of it, and so loads
 * streams that nobody asked for.
 */
const builtins = {
  name: 'builtins',
  setup(builder) {
    const names = new Set(builtinModules);
    builder.onResolve({ filter: /^[a-z]|^node:/ }, ({ path }) =>
      names.has(path.replace(/^node:/, '')) ? { path: path.replace(/^node:/, ''), namespace: 'builtin' } : undefined,
    );
    builder.onLoad({ filter: /./, namespace: 'builtin' }, ({ path }) => ({
      // esbuild copies the properties of an object, getters and all; of an heir it copies none.
      contents: `const builtin = process.getBuiltinModule(${JSON.stringify(`node:${path}`)});
        module.exports = typeof builtin === 'function' ? builtin : Object.create(builtin);`,
    }));
  },
};

/**
 * Puts our small platform in the place of the one that yargs brings, and leaves out its checks of the arguments of its
 * own functions, which the compiler has made, and the help that it lays out for each command in case somebody asks: ours
 * is another.
 */
const yargsPlatform = {
  name: 'yargs-platform',
  setup(builder) {
    builder.onLoad({ filter: /yargs\/build\/lib\/argsert\.js$/ }, () => ({ contents: 'export function argsert() {}' }));
    builder.onLoad({ filter: /yargs\/build\/lib\/command\.js$/ }, ({ path }) => {
      const text = readFileSync(path, 'utf8');
      const contents = text.replace('yargs.getInternalMethods().getUsageInstance().cacheHelpMessage();', '');
      if (contents === text) throw new Error(`${path} lays out no help any more`);
      return { contents };
    });
    builder.onResolve({ filter: /platform-shims\/esm\.mjs$/ }, () => ({
      path: join(root, 'tools/yargs-platform.mjs'),
    }));
  },
};

const outdir = resolve(
  root,
  process.argv.find((arg) => arg.startsWith('--outdir='))?.slice('--outdir='.length) ?? 'dist',
);

const options = {
  absWorkingDir: root,
  entryPoints: ['src/bin.ts', 'src/index.ts'],
  outdir,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  chunkNames: 'chunks/[name]-[hash]',
  external: external.flatMap((name) => [name, `${name}/*`]),
  alias: { yaml },
  // Names stay as they are, readable in the stack of a bug report.
  minifySyntax: true,
  minifyWhitespace: true,
  // yargs-parser would refuse to run where this variable says so.
  define: { 'process.env.YARGS_MIN_NODE_VERSION': '""' },
  plugins: [builtins, yargsPlatform, engineParts()],
  legalComments: 'none',
  logLevel: 'warning',
};

await bundle();
if (!process.argv.includes('--js')) types();

async function bundle() {
  rmSync(outdir, { recursive: true, force: true });
  const { metafile } = await build({ ...options, write: false, metafile: true });
  const { metafile: built } = await build({
    ...options,
    metafile: true,
    plugins: [...options.plugins, planned(chunkPlan(metafile))],
  });
  writeFileSync(join(outdir, 'licenses.txt'), licenses(Object.keys(built.inputs)));
  chmodSync(join(outdir, 'bin.js'), 0o755);
}

/** Lets every lazy chunk import what the plan says. */
function planned(plan) {
  const imports = new Map([...plan].map(([entry, modules]) => [join(root, entry), modules]));
  return {
    name: 'chunk-plan',
    setup(builder) {
      builder.onLoad({ filter: /\.[jt]s$/ }, ({ path }) => {
        const first = imports.get(path)?.map((module) => `import ${JSON.stringify(join(root, module))};\n`);
        if (first === undefined) return undefined;
        return {
          contents: `${first.join('')}${readFileSync(path, 'utf8')}`,
          loader: path.endsWith('.ts') ? 'ts' : 'js',
        };
      });
    },
  };
}

/** The licences of the packages that are bundled, as they ask. */
function licenses(inputs) {
  const packages = new Set(inputs.flatMap((input) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input) ?? []));
  const texts = [...packages].sort().map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
    const own = readdirSync(join(root, folder)).find((entry) => /^licen[cs]e/i.test(entry));
    // Who names the licence that we have, and brings no text, gets ours.
    const file = own === undefined && license === 'Apache-2.0' ? 'LICENSE' : own && join(folder, own);
    if (file === undefined) throw new Error(`${folder} has no licence file`);
    return `${name} ${version}\n\n${readFileSync(join(root, file), 'utf8').trim()}\n`;
  });
  return texts.join(`\n${'-'.repeat(80)}\n\n`);
}

function types() {
  const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');
  const { status } = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.types.json'], { cwd: root, stdio: 'inherit' });
  process.exitCode = status ?? 1;
}
