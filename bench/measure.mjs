// CPU seconds (user + system) of whole processes, taken by the shell's own `time`, so that start-up and exit count too.
import { spawnSync } from 'node:child_process';

/** One run of a command: CPU seconds and wall seconds. Throws where the command's exit code is not the expected one. */
export function runOnce(command, { cwd = process.cwd(), expect = [0] } = {}) {
  const script = `TIMEFORMAT='%R %U %S'; time "$@" >/dev/null 2>"$ERR"`;
  const child = spawnSync('bash', ['-c', script, 'bench', ...command], {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, ERR: '/dev/null' },
  });
  if (!expect.includes(child.status)) throw new Error(`${command.join(' ')}: exit ${child.status}\n${child.stderr}`);
  const [wall, user, system] = child.stderr.trim().split('\n').at(-1).split(' ').map(Number);
  return { cpu: user + system, wall };
}

/**
 * Runs several commands in turn (A B C A B C …), so that a noisy moment hits all of them, after one warm-up round.
 * @returns for each name: {cpu, wall} medians in seconds
 */
export function compare(commands, { runs = 7, ...options } = {}) {
  const names = Object.keys(commands);
  const samples = Object.fromEntries(names.map((name) => [name, []]));
  for (let round = 0; round <= runs; round += 1)
    for (const name of names) {
      const sample = runOnce(commands[name], options);
      if (round > 0) samples[name].push(sample);
    }
  return Object.fromEntries(
    names.map((name) => [
      name,
      { cpu: median(samples[name].map((s) => s.cpu)), wall: median(samples[name].map((s) => s.wall)) },
    ]),
  );
}

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/**
 * CPU seconds of one run of some work in a process that did it a few times already: the median of 15.
 */
export function cpuSeconds(work) {
  const once = () => {
    const start = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1e6;
  };
  return median(Array.from({ length: 15 }, once));
}

/**
 * A row of the report: what was measured, the figure, its target, and whether it holds.
 * @param known for a target that is missed and said to be so: where that is said, and the figure that it stays below
 */
export function row(what, figure, target, unit, known) {
  return { what, figure, target, unit, known, holds: figure <= target };
}

/** Prints rows as an aligned table and gives the number of targets that are missed and not known to be. */
export function printTable(title, rows) {
  if (rows.length === 0) {
    console.log(`\n${title}\n  skipped: see the head of its file for what it needs`);
    return 0;
  }
  const width = Math.max(...rows.map((r) => r.what.length));
  console.log(`\n${title}`);
  for (const { what, figure, target, unit, holds, known } of rows) {
    const state = holds ? 'holds ' : isKnown({ figure, known }) ? 'known ' : 'MISSED';
    const note = holds || known === undefined ? '' : `; missed, at most ${known.most}: ${known.where}`;
    console.log(
      `  ${state}  ${what.padEnd(width)}  ${figure.toFixed(2).padStart(8)} ${unit}  (target ${target} ${unit}${note})`,
    );
  }
  return rows.filter((each) => !each.holds && !isKnown(each)).length;
}

function isKnown({ figure, known }) {
  return known !== undefined && figure <= known.most;
}
