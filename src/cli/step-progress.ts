import type { Args, Context } from './command.ts';

const WIDTH = 30;

/**
 * Shows how far counted work is, on stderr: a bar that redraws itself on a terminal, a line for every tenth elsewhere,
 * nothing under --quiet. Work of fewer than two steps shows nothing.
 */
export function stepProgress(what: string, args: Args, context: Context): (done: number, total: number) => void {
  const { stderr } = context.io;
  if (args.boolean('quiet')) return () => {};
  let told = 0;
  return (done, total) => {
    if (total < 2) return;
    const tenth = Math.floor((done * 10) / total);
    if (stderr.isTTY) stderr.write(done === total ? '\r\u001b[K' : `\r${bar(what, done, total)}`);
    else if (tenth > told) context.progress(`${what} ${done} of ${total}`);
    told = tenth;
  };
}

function bar(what: string, done: number, total: number): string {
  const full = Math.round((done / total) * WIDTH);
  return `${what} [${'#'.repeat(full)}${'.'.repeat(WIDTH - full)}] ${done} of ${total}`;
}
