// Start-up, snapshot and compat verify, as whole processes.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeLargeContract } from './large-contract.mjs';
import { compare, row } from './measure.mjs';

export const title = 'foundation';

export function run({ assay, root }) {
  const dir = mkdtempSync(join(tmpdir(), 'assay-bench-'));
  try {
    const json = join(dir, 'contract.json');
    const yaml = join(dir, 'contract.yaml');
    writeLargeContract(10_000, json, yaml);
    const parseYaml = `import{parse}from'yaml';import{readFileSync}from'node:fs';parse(readFileSync(${JSON.stringify(yaml)},'utf8'))`;
    const m = compare(
      {
        node: [process.execPath, '-e', '0'],
        version: [...assay, '--version'],
        snapshot: [...assay, 'api', 'snapshot', '--source', json, '--output', join(dir, 'out.json')],
        compat: [
          ...assay,
          'compat',
          'verify',
          '--bundle-dir',
          'catalogs/hearth/apps/room-lights',
          '--contract',
          'contracts/hearth/5.json',
        ],
      },
      { cwd: root, runs: 9 },
    );
    const y = compare(
      {
        parse: [process.execPath, '--input-type=module', '-e', parseYaml],
        snapshot: [...assay, 'api', 'snapshot', '--source', yaml, '--output', join(dir, 'out.json')],
      },
      { cwd: root, runs: 5 },
    );
    return [
      row('assay --version, CPU against node -e 0', m.version.cpu / m.node.cpu, 1.8, 'times'),
      row('snapshot of 10,000 endpoints from JSON, CPU beyond --version', m.snapshot.cpu - m.version.cpu, 1, 's'),
      row('snapshot of 10,000 endpoints from YAML, CPU against yaml.parse', y.snapshot.cpu / y.parse.cpu, 1.5, 'times'),
      row('compat verify of one bundle, CPU beyond --version', (m.compat.cpu - m.version.cpu) * 1000, 80, 'ms'),
    ];
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}
