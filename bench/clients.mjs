// `assay clients generate` as whole processes over 1,000 methods, beside its engines alone over the same schemas, and
// the import of the Python client by ASSAY_PYTHON, else python3 (3.11 or later; left out where there is none).
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PER_NAMESPACE, writeClientsContract } from './clients-contract.mjs';
import { median, row, runOnce } from './measure.mjs';

export const title = 'clients, 1,000 methods';

/** The contract as it is, with another text for a method, and with another property. */
const CHANGES = [
  () => {},
  (method) => {
    method.description = 'Gets one.';
  },
  (method) => {
    method.input.properties.more = { type: 'string' };
  },
];
/** On the edge: from run to run it is now within its target and now beyond. */
const EDGE = { where: 'docs/clients.md', most: 450 };
const N = 1_000;
const RUNS = 3;

export function run({ assay, root }) {
  const dir = mkdtempSync(join(tmpdir(), 'assay-bench-'));
  process.env.XDG_CACHE_HOME = join(dir, 'cache');
  try {
    const contracts = writeContracts(dir, 'same', false);
    const different = writeContracts(dir, 'different', true);
    const generate = (contract, output) => [
      ...[...assay, 'clients', 'generate', '--lang', 'ts,py'],
      ...['--contract', contract, '--output', output],
    ];
    const peer = (engine) => [process.execPath, join(root, 'bench/clients-peers.mjs'), engine, String(N)];
    const samples = {
      ...{ version: [], cold: [], warm: [], described: [], changed: [] },
      ...{ describedOne: [], changedOne: [], json2ts: [], quicktype: [] },
    };
    // In turn, so that a noisy moment hits all of them; every round begins without a client.
    for (let round = 0; round <= RUNS; round += 1) {
      const [output, other] = [join(dir, `client-${round}`), join(dir, `other-${round}`)];
      const now = {
        version: runOnce([...assay, '--version'], { cwd: root }),
        cold: runOnce(generate(contracts[0], output), { cwd: root }),
        warm: runOnce(generate(contracts[0], output), { cwd: root }),
        described: runOnce(generate(contracts[1], output), { cwd: root }),
        changed: runOnce(generate(contracts[2], output), { cwd: root }),
        ...afterEach(different, (contract) => runOnce(generate(contract, other), { cwd: root })),
        json2ts: runOnce(peer('json2ts'), { cwd: root }),
        quicktype: runOnce(peer('quicktype'), { cwd: root }),
      };
      if (round > 0) for (const [name, sample] of Object.entries(now)) samples[name].push(sample.cpu);
    }
    const cpu = Object.fromEntries(Object.entries(samples).map(([name, values]) => [name, median(values)]));
    const engines = cpu.json2ts + cpu.quicktype;
    return [
      row('both languages from nothing, CPU beside both engines alone', cpu.cold / engines, 1.3, 'times'),
      row('nothing changed, CPU beyond --version', (cpu.warm - cpu.version) * 1000, 150, 'ms'),
      row('nothing changed, CPU beside both engines alone', cpu.warm / engines, 0.1, 'times'),
      row("one's description changed, CPU beyond --version", (cpu.described - cpu.version) * 1000, 400, 'ms'),
      row("one's schema changed, CPU beyond --version", (cpu.changed - cpu.version) * 1000, 400, 'ms'),
      row('all schemas differ: one description changed', (cpu.describedOne - cpu.version) * 1000, 400, 'ms'),
      row('all schemas differ: one schema changed', (cpu.changedOne - cpu.version) * 1000, 400, 'ms', EDGE),
      row('TypeScript with validators from nothing, CPU', validated(generate, contracts[0], dir, root), 30, 's'),
      ...pythonRows(join(dir, `client-${RUNS}`)),
    ];
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

function writeContracts(dir, name, differ) {
  return CHANGES.map((change, index) => {
    const file = join(dir, `${name}-${index}.json`);
    writeClientsContract(N, file, change, differ);
    return file;
  });
}

/** A client is made from nothing, and then after each of the changes. */
function afterEach([first, described, changed], run) {
  run(first);
  return { describedOne: run(described), changedOne: run(changed) };
}

function validated(generate, contract, dir, root) {
  const command = [...generate(contract, join(dir, 'validated')), '--validators', '--lang', 'ts'];
  return runOnce(command.toSpliced(command.indexOf('--lang'), 2), { cwd: root }).cpu;
}

/** All modules of the client are loaded, none of which was compiled before. */
function pythonRows(folder) {
  const python = process.env.ASSAY_PYTHON ?? 'python3';
  const modules = Array.from({ length: N / PER_NAMESPACE }, (_, at) => `python.s${at}_v1`);
  process.env.PYTHONDONTWRITEBYTECODE = '1';
  try {
    runOnce([python, '-c', 'import sys; sys.exit(sys.version_info < (3, 11))']);
  } catch {
    return [];
  }
  const cpu = (code) => median(Array.from({ length: 5 }, () => runOnce([python, '-c', code], { cwd: folder }).cpu));
  const taken = cpu(`import ${modules.join(', ')}`) - cpu('pass');
  return [row("import of the Python client's modules, CPU beyond python's start", taken * 1000, 250, 'ms')];
}
