import type { Certification, CertifiedFinding, CertifiedWaiver } from '../formats/generated/certification.ts';
import { oneLine as line } from './one-line.ts';
import { changeRows } from './previous-changes.ts';
import {
  acceptors,
  approvers,
  countsText,
  instantText,
  type Report,
  reportOf,
  type UnitOf,
  waiverScope,
} from './report.ts';
import type { Style } from './style.ts';
import { alignRows } from './table.ts';
import { unsaidRows } from './unsaid-rows.ts';

/** Findings shown per unit; the certification has them all. */
const SHOWN = 20;

/** The report for a terminal: the verdict, what blocks and who mends it, the waivers, the whole matrix. Ends with one LF. */
export function renderText(certification: Certification, style: Style): string {
  const report = reportOf(certification);
  const sections = [
    verdict(certification, style),
    blockers(report, style),
    waiversInUse(report, style),
    acceptedList(certification, report, style),
    otherWaivers(report, style),
    doesNotBlock(report, style),
    unsaid(certification, style),
    sincePrevious(certification, style),
    matrix(certification, style),
    provenance(certification, style),
  ];
  const lines = sections
    .filter((section) => section.length > 0)
    .flatMap((section, i) => (i === 0 ? section : ['', ...section]));
  return `${lines.join('\n')}\n`;
}

function verdict(certification: Certification, style: Style): string[] {
  const { decision, platform, release, mode } = certification;
  const paint = decision === 'no-go' ? style.error : decision === 'go' ? style.ok : style.warning;
  return [
    `${style.bold(paint(decision))}  ${line(platform)} ${line(release)}, ${mode}, at ${instantText(certification)}`,
    countsText(certification),
  ];
}

/** What is otherwise than before, worst first. */
function sincePrevious({ previous }: Certification, style: Style): string[] {
  if (previous === undefined) return [];
  const rows = changeRows(previous).map((cells) => cells.map(line));
  const head = `${style.bold('since')}  ${line(previous.release)} (${previous.decision}, ${line(previous.path)}): ${previous.unchanged} unchanged`;
  return [head, ...alignRows(rows)];
}

function blockers({ blockers: units, otherBlockers }: Report, style: Style): string[] {
  if (units.length === 0 && otherBlockers.length === 0) return [];
  return [
    style.bold('what blocks'),
    ...units.flatMap((unit) => ['', ...blockedUnit(unit, style)]),
    ...otherBlockers.flatMap((finding) => ['', ...findingLines([finding], style)]),
  ];
}

function blockedUnit(one: UnitOf, style: Style): string[] {
  const { requirement, unit } = one;
  return [
    `  ${style.bold(line(unit.name))}  ${style.error(unit.state)}  ${line(requirement.title)}`,
    ...findingList(one, (finding) => finding.blocks, style),
    `    owner  ${line(requirement.owner)}`,
    `    fix    ${line(requirement.fix)}`,
    `    docs   ${line(requirement.docs)}`,
    ...one.vain.map((waiver) => `    waiver ${waiverName(waiver)} ${waiver.state}: ${line(waiver.explanation)}`),
    ...waiveLines(one),
  ];
}

function findingList({ findings }: UnitOf, wanted: (finding: CertifiedFinding) => boolean, style: Style): string[] {
  const all = findings.filter(wanted);
  const more = all.length > SHOWN ? [`    and ${all.length - SHOWN} more in the certification`] : [];
  return [...findingLines(all.slice(0, SHOWN), style), ...more];
}

/** What was found and, once per rule, what to do. */
function findingLines(findings: readonly CertifiedFinding[], style: Style): string[] {
  const explained = new Set<string>();
  return findings.flatMap(({ severity, ruleId, location, message, help }) => {
    const paint = severity === 'error' ? style.error : severity === 'warning' ? style.warning : style.dim;
    const again = explained.has(ruleId);
    explained.add(ruleId);
    return [
      `    ${paint(severity)}  ${ruleId}  ${place(location)}`,
      `           ${line(message)}`,
      ...(again ? [] : [`           ${style.dim(line(help))}`]),
    ];
  });
}

function place({ path, line: row, column }: CertifiedFinding['location']): string {
  return [line(path), row, row === undefined ? undefined : column].filter((part) => part !== undefined).join(':');
}

/** How the unit could be waived, with the scope that the waiver needs, ready to copy. */
function waiveLines(one: UnitOf): string[] {
  const { waivable } = one.unit;
  if (waivable === undefined) return ["    waive  can't be waived"];
  const scope = JSON.stringify({ scope: waiverScope(one) }, null, 2)
    .split('\n')
    .slice(1, -1);
  return [
    `    waive  ${waivable.tier} waiver of at most ${waivable.longestDays} days, with`,
    ...scope.map((text) => `         ${line(text)}`),
  ];
}

function waiversInUse({ inUse, waived }: Report, style: Style): string[] {
  if (inUse.length === 0) return [];
  return [
    style.bold('waivers in use'),
    ...inUse.flatMap((waiver) => [
      '',
      `  ${style.bold(line(waiver.id ?? waiver.path))}  ${line(waiver.unit ?? '')}  until ${waiver.expiresAt ?? ''}  ${waiver.category ?? ''}, ${waiver.riskLevel ?? ''} risk`,
      `    why    ${line(waiver.reason ?? '')}`,
      `    owner  ${line(waiver.owner ?? '')}, asked for by ${line(waiver.requestedBy ?? '')}`,
      `    agreed ${line(approvers(waiver).join(', '))}`,
      `    then   ${line(waiver.followUp ?? '')}`,
      ...waived
        .filter(({ unit }) => unit.waivedBy === waiver.id)
        .flatMap((one) => findingList(one, (finding) => finding.waivedBy !== undefined, style)),
    ]),
  ];
}

/** The list that accepts findings, what each unit has of them, and what is found no more. */
function acceptedList({ acceptedFindings: list }: Certification, { accepted }: Report, style: Style): string[] {
  if (list === undefined) return [];
  const title = style.bold('accepted findings');
  if (list.state !== 'valid') return [title, `  ${line(list.path)} ${list.state}: ${line(list.explanation)}`];
  const units = new Map(accepted.map((one) => [one.unit.name, one]));
  return [
    title,
    '',
    `  ${style.bold(line(list.path))}  list ${list.sequence ?? ''}  until ${list.expiresAt ?? ''}`,
    `    why    ${line(list.reason ?? '')}`,
    `    owner  ${line(list.owner ?? '')}, asked for by ${line(list.requestedBy ?? '')}`,
    `    agreed ${line(acceptors(list).join(', '))}`,
    ...list.units.flatMap(({ unit, listed, accepted: count, vanished }) => {
      const one = units.get(unit);
      const gone = vanished.length === 0 ? '' : `, ${vanished.length} found no more: \`assay findings shrink\``;
      return [
        `    ${style.bold(line(unit))}  ${count} of ${listed} accepted${gone}`,
        ...(one ? findingList(one, (finding) => finding.accepted === true, style) : []),
      ];
    }),
  ];
}

function otherWaivers({ unused, withoutEffect }: Report, style: Style): string[] {
  const all = [...withoutEffect, ...unused];
  if (all.length === 0) return [];
  const rows = all.map((waiver) => [
    waiverName(waiver),
    waiver.state,
    line(waiver.unit ?? ''),
    line(waiver.explanation),
  ]);
  return [style.bold('waivers without effect'), ...alignRows(rows)];
}

function waiverName({ id, path }: CertifiedWaiver): string {
  return line(id ?? path);
}

function doesNotBlock({ open: all }: Report, style: Style): string[] {
  if (all.length === 0) return [];
  const rows = all
    .slice(0, SHOWN)
    .map(({ unit = '', severity, ruleId, location, message }) => [
      { text: severity, paint: severity === 'error' ? style.error : style.warning },
      line(unit),
      ruleId,
      place(location),
      line(message),
    ]);
  const more = all.length > SHOWN ? [`  and ${all.length - SHOWN} more in the certification`] : [];
  return [style.bold('what does not block'), ...alignRows(rows), ...more];
}

/** What is measured of generated clients; the certification has each place. */
function unsaid(certification: Certification, style: Style): string[] {
  const rows = unsaidRows(certification).map((cells) => cells.map(line));
  if (rows.length === 0) return [];
  const head = `${style.bold('what no type says')}  each place is under \`fidelity\` in the certification`;
  return [head, ...alignRows(rows)];
}

function matrix({ requirements }: Certification, style: Style): string[] {
  const head = ['requirement', 'level', 'outcome', 'state', 'checks', 'owner'].map((word) => ({
    text: word,
    paint: style.dim,
  }));
  const rows = requirements.flatMap(({ id, level, outcome, state, owner, units }) => {
    if (units.length === 0) return [[line(id), level, outcome, state, '', line(owner)]];
    return units.map((unit) => [
      line(unit.name),
      level,
      { text: unit.outcome, paint: paintOutcome(unit.outcome, style) },
      unit.state,
      String(unit.checks),
      line(owner),
    ]);
  });
  return [style.bold('requirements'), ...alignRows([head, ...rows])];
}

function paintOutcome(outcome: string, style: Style): (text: string) => string {
  if (outcome === 'block') return style.error;
  return outcome === 'pass' ? style.ok : style.warning;
}

/** The plan and the rules are in the certification: their digests change with every version of the tool. */
function provenance({ candidate, policy, tool }: Certification, style: Style): string[] {
  const rows = [
    ['candidate', candidate.digest, `${candidate.artifacts.length} artifacts`],
    ['policy', policy.digest, line(policy.name)],
    ['tool', `${tool.name} ${line(tool.version)}`],
  ];
  return [style.bold('made from'), ...alignRows(rows)];
}
