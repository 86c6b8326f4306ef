import type { AcceptedReport } from '../formats/generated/accepted-report.ts';
import type { Style } from './command.ts';
import { wrap } from './layout.ts';
import { printableLine } from './printable.ts';
import { table } from './table.ts';

const WIDTH = 100;

/** What people read of a command about accepted findings: what was done, the list as the gate judges it, and what is due. */
export function acceptedText(report: AcceptedReport, style: Style): string {
  const { done, due, written } = report;
  const blocks = [
    done.map((line) => style.ok(printableLine(line))),
    standingLines(report, style),
    written.length === 0 ? [] : [style.bold('wrote'), ...written.map((path) => `  ${printableLine(path)}`)],
    due.length === 0
      ? []
      : [style.bold('next'), ...due.flatMap((line) => wrap(printableLine(line), WIDTH - 2).map((part) => `  ${part}`))],
  ].filter((lines) => lines.length > 0);
  return `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function standingLines({ standing, list }: AcceptedReport, style: Style): string[] {
  if (standing === undefined) return [];
  const { path, state, explanation, digest, sequence, expiresAt, signers = [], units } = standing;
  const paint = state === 'valid' ? style.ok : style.error;
  const head = [`${style.bold(printableLine(path))}  ${paint(state)}`, `  ${printableLine(explanation)}`];
  if (list === undefined) return head;
  const fields: [string, string][] = [
    ['list', `${sequence ?? ''}`],
    ['digest', digest ?? ''],
    ['mode', list.mode],
    ['since', list.acceptedAt],
    ['until', expiresAt ?? ''],
    ['reason', list.reason],
    ['owner', list.owner],
    ['asked for', `by ${list.requestedBy}`],
    ['tracking', list.tracking.join(' ')],
    ['signed by', signers.map(({ principal, roles }) => `${principal} (${roles.join(', ')})`).join(', ')],
  ];
  const rows = units.map(({ unit, listed, accepted, vanished }) => [
    printableLine(unit),
    String(listed),
    String(accepted),
    String(vanished.length),
  ]);
  return [
    ...head,
    ...fields.flatMap(([name, value]) => field(name, value, style)),
    '',
    ...(rows.length === 0
      ? ['nothing is listed']
      : table([['unit', 'listed', 'accepted now', 'found no more'], ...rows], style.width)),
  ];
}

function field(name: string, value: string, style: Style): string[] {
  const [first = '', ...others] = wrap(printableLine(value), WIDTH - 14);
  return [`  ${style.dim(name.padEnd(11))} ${first}`, ...others.map((line) => `  ${' '.repeat(11)} ${line}`)];
}
