import { byCodeUnit } from '../../model/order.ts';
import { printableLine } from '../../model/printable-line.ts';
import type { Style } from '../command.ts';
import { summaryText } from '../findings-text.ts';
import { wrap } from '../layout.ts';
import {
  instanceText,
  nothingSeen,
  reasonsShown,
  type ShownChange,
  type ShownDiff,
  shownVerdict,
  sideText,
  witnessWords,
} from './shown-diff.ts';

const WIDTH = 100;
const SEVERITIES = ['error', 'warning', 'note'] as const;

/** What people read of a comparison: the verdict, its terms, the changes by severity and subject, and what to do. */
export function diffText(report: ShownDiff, style: Style): string {
  const lines = [headline(report, style), ...terms(report, style)];
  for (const severity of SEVERITIES) {
    const changes = report.changes.filter((change) => change.severity === severity);
    if (changes.length > 0) lines.push('', ...section(severity, changes, style));
  }
  const blocking = report.changes.filter(({ severity }) => severity !== 'note');
  if (blocking.length > 0) lines.push('', ...whatToDo(blocking, style));
  return `${lines.join('\n')}\n`;
}

function headline(report: ShownDiff, style: Style): string {
  const { baseline, current, requiredBump, summary } = report;
  const verdict = shownVerdict(report);
  const paint = verdict === 'breaking' ? style.error : verdict === 'undecided' ? style.warning : style.ok;
  const bump = requiredBump === 'none' ? '' : `; asks for a ${requiredBump} version`;
  const count = report.changes.length === 0 ? nothingSeen(report) : summaryText(summary);
  return `${paint(style.bold(verdict))}: ${sideText(baseline)} to ${sideText(current)}: ${count}${bump}`;
}

function terms(report: ShownDiff, style: Style): string[] {
  const { profile, strict, witness, contentModel, versions, history } = report;
  const how = [
    `profile ${profile}`,
    `inputs ${contentModel.inputs}, outputs ${contentModel.outputs}`,
    ...(witness ? [] : ['witnesses off']),
    ...(strict ? ['strict'] : []),
  ];
  const rows: (readonly [string, string])[] = [['judged', how.join('; ')]];
  if (versions !== undefined)
    rows.push([
      'versions',
      `${versions.from} to ${versions.to} says ${versions.bump}, which is ${versions.enough ? 'enough' : 'not enough'}`,
    ]);
  for (const { ruleId, severity, applied } of report.severities)
    rows.push(['policy', `${ruleId} is ${severity}${applied === 0 ? ', which changed nothing' : ` (${applied})`}`]);
  for (const { sense, release, summary } of history?.comparisons ?? [])
    rows.push([sense, `${sideText(release)}: ${summaryText(summary)}`]);
  const width = Math.max(...rows.map(([label]) => label.length));
  return rows.map(([label, text]) => `  ${style.dim(label.padEnd(width))}  ${text}`);
}

function section(severity: (typeof SEVERITIES)[number], changes: readonly ShownChange[], style: Style): string[] {
  const paint = severity === 'error' ? style.error : severity === 'warning' ? style.warning : style.dim;
  const width = Math.max(...changes.map(({ ruleId }) => ruleId.length));
  const lines = [paint(style.bold(`${severity}s`))];
  let subject: string | undefined;
  for (const change of changes) {
    const heading = `${change.kind} ${change.subject}`;
    if (severity !== 'note' && heading !== subject) lines.push(`  ${style.bold(printableLine(heading))}`);
    subject = heading;
    lines.push(...changeLines(change, width, severity === 'note' ? '  ' : '    ', style));
  }
  return lines;
}

function changeLines(change: ShownChange, width: number, indent: string, style: Style): string[] {
  const first = `${indent}${change.ruleId.padEnd(width)}  ${printableLine(change.message)}`;
  if (change.severity === 'note') return [first];
  const { witness, secondWitness, impact = [], overridden, parties, undecided, comparedWith, sense } = change;
  const details: (readonly [string, string])[] = [];
  if (parties.length > 0) details.push([undecided ? 'may break' : 'breaks', parties.join(', ')]);
  for (const seen of [witness, secondWitness])
    if (seen !== undefined) details.push(['witness', `${instanceText(seen.instance)} ${witnessWords(seen)}`]);
  for (const message of reasonsShown(change.because ?? [])) details.push(['because', message]);
  if (impact.length > 0) details.push(['used by', impact.join(', ')]);
  if (overridden !== undefined) details.push(['policy', `${overridden} by the rule itself`]);
  if (comparedWith !== undefined)
    details.push(['release', `v${comparedWith}${sense === 'forward' ? ', moving back to it' : ''}`]);
  if (!change.waivable) details.push(['waiver', 'none may cover it']);
  const labels = Math.max(0, ...details.map(([label]) => label.length));
  const inner = `${indent}  `;
  return [
    first,
    ...details.map(([label, text]) => `${inner}${style.dim(label.padEnd(labels))}  ${printableLine(text)}`),
  ];
}

function whatToDo(changes: readonly ShownChange[], style: Style): string[] {
  const help = new Map(changes.map(({ ruleId, help: text }) => [ruleId, text]));
  const rules = [...help].sort(([a], [b]) => byCodeUnit(a, b));
  return [
    style.bold('what to do'),
    ...rules.flatMap(([ruleId, text]) => [`  ${ruleId}`, ...wrap(text, WIDTH - 4).map((line) => `    ${line}`)]),
  ];
}
