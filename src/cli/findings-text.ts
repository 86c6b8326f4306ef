import type { Finding, Location, Severity, Summary } from '../model/finding.ts';
import { byCodeUnit } from '../model/order.ts';
import type { Style } from './command.ts';
import { wrap } from './layout.ts';

const WIDTH = 100;

/** `path:line`, or the path alone, in the form that editors and terminals make clickable. */
function placeText({ path, line }: Location): string {
  return line === undefined ? path : `${path}:${line}`;
}

/** One aligned line per finding (severity, rule, place, message), then once per rule what to do. Empty for no findings. */
export function findingsText(findings: readonly Finding[], style: Style): string[] {
  return findings.length === 0 ? [] : [...findingLines(findings, style), '', ...whatToDo(findings, style)];
}

/** One aligned line per finding: severity, rule, place, message. */
export function findingLines(findings: readonly Finding[], style: Style): string[] {
  const rows = findings.map((finding) => ({ ...finding, place: placeText(finding.location) }));
  const ruleWidth = Math.max(...rows.map((row) => row.ruleId.length));
  const placeWidth = Math.max(...rows.map((row) => row.place.length));
  return rows.map(({ severity, ruleId, place, message }) => {
    const word = paint(severity, style)(severity.padEnd('warning'.length));
    return `  ${word}  ${ruleId.padEnd(ruleWidth)}  ${place.padEnd(placeWidth)}  ${message}`;
  });
}

/** Once per rule what to do; only for a list that is not empty. */
export function whatToDo(findings: readonly Finding[], style: Style): string[] {
  const help = new Map(findings.map((finding) => [finding.ruleId, finding.help]));
  const rules = [...help].sort(([a], [b]) => byCodeUnit(a, b));
  return [
    style.bold('what to do'),
    ...rules.flatMap(([ruleId, text]) => [`  ${ruleId}`, ...wrap(text, WIDTH - 4).map((line) => `    ${line}`)]),
  ];
}

/** `2 errors, 1 warning`, without what there is none of; `no findings` where there is nothing at all. */
export function summaryText({ errors, warnings, notes }: Summary): string {
  const parts = [count(errors, 'error'), count(warnings, 'warning'), count(notes, 'note')].filter(
    (part) => part !== '',
  );
  return parts.join(', ') || 'no findings';
}

function count(number: number, noun: string): string {
  return number === 0 ? '' : `${number} ${noun}${number === 1 ? '' : 's'}`;
}

function paint(severity: Severity, style: Style): (text: string) => string {
  if (severity === 'error') return style.error;
  return severity === 'warning' ? style.warning : style.dim;
}
