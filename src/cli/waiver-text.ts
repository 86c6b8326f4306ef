import type { CertifiedWaiver } from '../formats/generated/certification.ts';
import type { ShownDecision, ShownWaiver, WaiverReport } from '../formats/generated/waiver-report.ts';
import type { Style } from './command.ts';
import { findingsText, summaryText } from './findings-text.ts';
import { wrap } from './layout.ts';
import { printableLine } from './printable.ts';
import { table } from './table.ts';

const WIDTH = 100;

/** What people read of a command about waivers: what was done, the waiver or the waivers, findings, and what is due. */
export function waiverText(report: WaiverReport, style: Style): string {
  const { action, done, due, written, removed, shown, waivers, findings, summary } = report;
  const blocks = [
    done.map((line) => style.ok(printableLine(line))),
    shown ? shownWaiverLines(shown, report, style) : [],
    waivers.length > 0 ? waiverTable(waivers, style) : [],
    action === 'lint' ? [verdict(report, style)] : [],
    findings.length > 0 ? findingsText(findings, style) : [],
    files('wrote', written, style),
    files(action === 'prune' && done.length === 0 ? 'would remove' : 'removed', removed, style),
    due.length > 0
      ? [style.bold('next'), ...due.flatMap((line) => wrap(printableLine(line), WIDTH - 2).map((part) => `  ${part}`))]
      : [],
  ].filter((lines) => lines.length > 0);
  if (blocks.length === 0) blocks.push([`no waivers (${summaryText(summary)})`]);
  return `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function verdict({ summary }: WaiverReport, style: Style): string {
  if (summary.errors > 0) return `${style.error(style.bold('not ready'))} (${summaryText(summary)})`;
  return `${style.ok(style.bold('in order'))} (${summaryText(summary)})`;
}

function files(word: string, paths: readonly string[], style: Style): string[] {
  return paths.length === 0 ? [] : [style.bold(word), ...paths.map((path) => `  ${printableLine(path)}`)];
}

/** One line per waiver: id, state, unit, end, and why it is in its state. */
function waiverTable(waivers: readonly CertifiedWaiver[], style: Style): string[] {
  const rows = waivers.map((one) => [
    printableLine(one.id ?? one.path),
    one.revision === undefined ? '' : `r${one.revision}`,
    one.state,
    printableLine(one.unit ?? ''),
    one.expiresAt ?? '',
  ]);
  const head = ['waiver', '', 'state', 'lets pass', 'until'];
  const [title = '', ...lines] = table([head, ...rows], style.width);
  return [
    style.bold(title),
    ...lines.flatMap((line, index) => [line, `  ${style.dim(printableLine(waivers[index]?.explanation ?? ''))}`]),
  ];
}

/** All that an approver must know of one waiver. */
export function shownWaiverLines(shown: ShownWaiver, report: WaiverReport, style: Style): string[] {
  const { waiver, unit, digest, path, tier, longestDays, findings, notListed, decisions, lacking, change, approve } =
    shown;
  const { justification: why, scope, release } = waiver;
  const how = longestDays === undefined ? tier : `${tier}, at most ${longestDays} days`;
  const fields: [string, string | undefined][] = [
    ['digest', digest],
    ['file', path],
    ['release', `${release.id}, ${release.modes.join(' and ')}`],
    ['candidate', release.candidateDigest ?? 'any'],
    ['report', report.reportDigest],
    ['lets pass', `${unit}: ${scope.states.join(', ')}`],
    ['tier', how],
    ['from', waiver.notBefore],
    ['until', waiver.expiresAt],
    ['category', waiver.category],
    ['reason', why.reason],
    ['if shipped', why.impactIfShipped],
    ['if blocked', why.impactIfBlocked],
    ['risk', `${why.riskLevel}: ${why.riskWhy}`],
    ['mitigation', why.mitigation],
    ['tests', why.testCoverage],
    ['asked for', `by ${waiver.requestedBy} at ${waiver.requestedAt}`],
    ['owner', waiver.owner],
    ['tracking', waiver.tracking.join(' ')],
    ['then', `${waiver.followUp.action} (by ${waiver.followUp.dueAt})`],
    ['renews', waiver.renews],
  ];
  const lines = [`${style.bold(waiver.id)} revision ${waiver.revision}`];
  for (const [name, value] of fields) if (value !== undefined) lines.push(...field(name, value, style));
  lines.push('', style.bold(`findings (${findings.length})`));
  for (const { fingerprint, ruleId, message, blocks } of findings) {
    lines.push(`  ${fingerprint}${blocks ? '' : '  does not block'}`);
    if (message !== undefined) lines.push(`    ${ruleId}: ${printableLine(message)}`);
  }
  if (notListed.length > 0)
    lines.push(style.error('  not listed, and blocks:'), ...notListed.map((fingerprint) => `  ${fingerprint}`));
  if (change)
    lines.push(
      '',
      style.bold(`since revision ${change.revision}, which was approved`),
      ...change.added.map((fingerprint) => `  + ${fingerprint}`),
      ...change.removed.map((fingerprint) => `  - ${fingerprint}`),
      ...(change.added.length + change.removed.length === 0 ? ['  the same findings'] : []),
      ...(change.members.length > 0 ? [`  other words in ${change.members.join(', ')}`] : []),
    );
  lines.push('', style.bold('decisions'), ...decisionLines(decisions, style));
  if (lacking.length > 0) lines.push(style.warning(`  lacks the approval of ${lacking.join(' and of ')}`));
  if (approve !== undefined) lines.push('', style.bold('to approve exactly this'), `  ${approve}`);
  return lines;
}

function decisionLines(decisions: readonly ShownDecision[], style: Style): string[] {
  if (decisions.length === 0) return ['  none'];
  return decisions.map((one) => {
    const who = one.decision ? `${one.decision} by ${one.principal} as ${one.role} at ${one.decidedAt}` : one.path;
    const said = one.comment === undefined ? '' : `: ${one.comment}`;
    const other = one.counts && one.sameReport === false ? ' (on another report)' : '';
    const line = printableLine(`${who}${said}${other}${one.counts ? '' : ` does not count: ${one.why ?? ''}`}`);
    return `  ${one.counts ? line : style.dim(line)}`;
  });
}

function field(name: string, value: string, style: Style): string[] {
  const [first = '', ...others] = wrap(printableLine(value), WIDTH - 14);
  return [`  ${style.dim(name.padEnd(11))} ${first}`, ...others.map((line) => `  ${' '.repeat(11)} ${line}`)];
}

const COLUMNS = [
  'id',
  'revision',
  'state',
  'used',
  'unit',
  'notBefore',
  'expiresAt',
  'owner',
  'requestedBy',
  'path',
  'explanation',
] as const;

/** Every listed waiver as tab-separated values. */
export function waiverRows(waivers: readonly CertifiedWaiver[]): string[][] {
  return [[...COLUMNS], ...waivers.map((one) => COLUMNS.map((name) => String(one[name] ?? '')))];
}
