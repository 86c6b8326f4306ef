// Builds dist/ from src/: bin.js and index.js with shared and lazy chunks (esbuild), and the types (tsc).
// The same sources give the same bytes. `--js` leaves the types out, `--outdir=<folder>` goes elsewhere (for tests).

import { spawnSync } from 'node:child_process';
import { chmodSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

// yargs is bundled, because loading its 30 files costs more than parsing does. The rest stays where npm put it, and is
// reached from lazy chunks only.
const external = Object.keys(dependencies).filter((name) => name !== 'yargs');

/** Puts our small platform in the place of the one that yargs brings. */
const yargsPlatform = {
  name: 'yargs-platform',
  setup(builder) {
    builder.onResolve({ filter: /platform-shims\/esm\.mjs$/ }, () => ({
      path: join(root, 'tools/yargs-platform.mjs'),
    }));
  },
};

const outdir = join(root, process.argv.find((arg) => arg.startsWith('--outdir='))?.slice('--outdir='.length) ?? 'dist');

await bundle();
if (!process.argv.includes('--js')) types();

async function bundle() {
  rmSync(outdir, { recursive: true, force: true });
  await build({
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
    // Names stay as they are, readable in the stack of a bug report.
    minifySyntax: true,
    minifyWhitespace: true,
    // yargs-parser would refuse to run where this variable says so.
    define: { 'process.env.YARGS_MIN_NODE_VERSION': '""' },
    plugins: [yargsPlatform],
    legalComments: 'none',
    logLevel: 'warning',
  });
  chmodSync(join(outdir, 'bin.js'), 0o755);
}

function types() {
  const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');
  const { status } = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.types.json'], { cwd: root, stdio: 'inherit' });
  process.exitCode = status ?? 1;
}
