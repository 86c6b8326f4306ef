// `assay api diff` as a whole process, on snapshots of n endpoints with 2n schemas of which about 6 in 100 changed.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeChangedContract } from './changed-contract.mjs';
import { compare, row } from './measure.mjs';

export const title = 'contract diff';

export function run({ assay, root }) {
  const dir = mkdtempSync(join(tmpdir(), 'assay-bench-'));
  try {
    const [small, usual, large] = [10, 1_000, 10_000].map((n) => snapshots(n, dir, assay, root));
    const diff = (pair, witness) => [...assay, 'api', 'diff', ...pair, '--witness', witness, '--json'];
    const m = compare(
      {
        version: [...assay, '--version'],
        small: diff(small, 'off'),
        off: diff(usual, 'off'),
        on: diff(usual, 'on'),
      },
      { cwd: root, runs: 7, expect: [0, 1] },
    );
    const growth = compare(
      { usual: diff(usual, 'off'), large: diff(large, 'off') },
      { cwd: root, runs: 3, expect: [1] },
    );
    return [
      row('1,000 endpoints and 2,000 schemas, without witnesses, wall', m.off.wall, 0.5, 's'),
      row('the same with witnesses, wall', m.on.wall, 1.45, 's'),
      row('10 endpoints, CPU beyond --version', (m.small.cpu - m.version.cpu) * 1000, 60, 'ms'),
      row('ten times the size, CPU', growth.large.cpu / growth.usual.cpu, 11, 'times'),
    ];
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** Snapshots of both contracts, as a history holds them. */
function snapshots(n, dir, assay, root) {
  const sources = ['before', 'after'].map((side) => join(dir, `${n}-${side}.source.json`));
  writeChangedContract(n, sources);
  return sources.map((source) => {
    const output = source.replace('.source', '');
    const [node, ...argv] = [...assay, 'api', 'snapshot', '--source', source, '--output', output];
    const { status, stderr } = spawnSync(node, argv, { cwd: root, encoding: 'utf8' });
    if (status !== 0) throw new Error(`no snapshot of ${n} endpoints: ${stderr}`);
    return output;
  });
}
