// `assay api diff` beside other tools on the same surface. The peers are not dependencies: install them in any folder
// (`npm install @redocly/cli @bufbuild/buf`) and name it in BENCH_PEERS; oasdiff counts where it is on the PATH.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { changedContract, writeChangedContract } from './changed-contract.mjs';
import { writeProto } from './contract-proto.mjs';
import { compare, row } from './measure.mjs';

export const title = 'contract diff beside its peers (1,000 endpoints, 2,000 schemas)';

export function run({ assay, root }) {
  const dir = mkdtempSync(join(tmpdir(), 'assay-bench-'));
  try {
    const peers = peerCommands(dir);
    if (Object.keys(peers).length === 0) return [];
    const sources = ['before', 'after'].map((side) => join(dir, `${side}.source.json`));
    writeChangedContract(1_000, sources);
    const snapshots = sources.map((source) =>
      made(assay, root, ['snapshot', '--source', source], `${source}.snapshot.json`),
    );
    for (const [at, side] of ['before', 'after'].entries())
      made(assay, root, ['export', '--to', 'openapi', snapshots[at]], join(dir, `${side}.openapi.json`));
    for (const [at, side] of ['before', 'after'].entries()) writeProto(changedContract(1_000)[at], join(dir, side));
    const diff = (witness) => [...assay, 'api', 'diff', ...snapshots, '--witness', witness, '--json'];
    const m = compare({ off: diff('off'), on: diff('on'), ...peers }, { cwd: dir, runs: 3, expect: [0, 1, 100] });
    // Wall time is what people wait for; CPU says the same where other work takes the cores away.
    return ['wall', 'cpu'].flatMap((measure) => {
      const fastest = Math.min(...Object.keys(peers).map((name) => m[name][measure]));
      const shown = Object.keys(peers).map((name) => `${name} ${m[name][measure].toFixed(2)} s`);
      const against = (what, side, target) =>
        row(
          `${what} witnesses (${m[side][measure].toFixed(2)} s), ${measure} against the fastest of ${shown.join(', ')}`,
          m[side][measure] / fastest,
          target,
          'times',
        );
      return [against('without', 'off', 0.2), against('with', 'on', 0.5)];
    });
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

function peerCommands(dir) {
  const bin = (name) => join(process.env.BENCH_PEERS ?? '', 'node_modules/.bin', name);
  const [before, after] = ['before.openapi.json', 'after.openapi.json'].map((name) => join(dir, name));
  const peers = {};
  if (existsSync(bin('redocly'))) peers.redocly = [bin('redocly'), 'diff', before, after, '--format', 'json'];
  if (existsSync(bin('buf')))
    peers.buf = [bin('buf'), 'breaking', join(dir, 'after'), '--against', join(dir, 'before')];
  if (spawnSync('oasdiff', ['--version']).status === 0) peers.oasdiff = ['oasdiff', 'breaking', before, after];
  return peers;
}

function made(assay, root, words, output) {
  const [node, ...argv] = [...assay, 'api', ...words, '--output', output];
  const { status, stderr } = spawnSync(node, argv, { cwd: root, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${words[0]}: exit ${status}\n${stderr}`);
  return output;
}
