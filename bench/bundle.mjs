// Verifying a bundle of 100 MB against extracting it with the tar package, as whole processes, and the memory it takes.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compare, row } from './measure.mjs';

export const title = 'bundles';

const FILES = 1000;
const FILE_BYTES = 100 * 1024;

export function run({ assay, root }) {
  const dir = mkdtempSync(join(tmpdir(), 'assay-bench-'));
  try {
    const app = join(dir, 'app');
    writeApp(app);
    const bundle = join(dir, 'notes-1.0.0.tgz');
    const packed = spawnSync(assay[0], [...assay.slice(1), 'bundle', 'pack', '--bundle-dir', app, '--output', bundle]);
    if (packed.status !== 0) throw new Error(`${packed.stderr}`);
    const out = join(dir, 'out');
    const extract = `import{x}from'tar';import{mkdirSync,rmSync}from'node:fs';rmSync(${JSON.stringify(out)},{recursive:true,force:true});mkdirSync(${JSON.stringify(out)});await x({file:${JSON.stringify(bundle)},cwd:${JSON.stringify(out)}})`;
    const verify = [...assay, 'bundle', 'verify', '--bundle', bundle, '--profile', 'assay', '--quiet'];
    const m = compare(
      { extract: [process.execPath, '--input-type=module', '-e', extract], verify },
      { cwd: root, runs: 5 },
    );
    return [
      row('verifying 100 MB, wall time against extracting with tar', m.verify.wall / m.extract.wall, 1 / 1.5, 'times'),
      row('verifying 100 MB, peak memory', peakMemory(verify, dir), 96, 'MB'),
    ];
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** Files as builds make them: half text that compresses, half that hardly does. */
function writeApp(app) {
  mkdirSync(join(app, 'assets'), { recursive: true });
  writeFileSync(
    join(app, 'palette-plugin.json'),
    '{"manifest_version":"1","id":"notes","name":"Notes","version":"1.0.0","category":"Productivity","tagline":"t","description":"d","icon":"i","sdk":{},"capabilities":{}}',
  );
  for (let index = 0; index < FILES; index += 1) {
    const parts = [];
    for (let size = 0, round = 0; size < FILE_BYTES; round += 1) {
      const noise = createHash('sha512').update(`${index} ${round}`).digest();
      const part =
        index % 2 === 0
          ? noise
          : Buffer.from(`const value${round} = compute(${noise.readUInt16LE()}, "a line of code");\n`);
      parts.push(part);
      size += part.length;
    }
    writeFileSync(join(app, 'assets', `${index}.${index % 2 === 0 ? 'bin' : 'js'}`), Buffer.concat(parts));
  }
}

/** Megabytes that the process had at its largest; the smallest of three runs, because the rest is the collector's mood. */
function peakMemory(command, dir) {
  const file = join(dir, 'peak.cjs');
  const report = join(dir, 'peak');
  writeFileSync(
    file,
    `process.on('exit', () => require('node:fs').writeFileSync(${JSON.stringify(report)}, String(process.resourceUsage().maxRSS / 1024)));`,
  );
  const peaks = [1, 2, 3].map(() => {
    const [node, ...rest] = command;
    const child = spawnSync(node, ['--require', file, ...rest], { stdio: 'ignore' });
    if (child.status !== 0) throw new Error(`${command.join(' ')}: exit ${child.status}`);
    return Number(readFileSync(report, 'utf8'));
  });
  return Math.min(...peaks);
}
