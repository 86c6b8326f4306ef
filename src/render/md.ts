import type { Certification, CertifiedFinding } from '../formats/generated/certification.ts';
import { escapeUnprintable, UNPRINTABLE } from '../model/printable-line.ts';
import { escapeMarkdown as esc } from './escape-markdown.ts';
import { countsText, type Report, reportOf, type UnitOf, waiverScope } from './report.ts';

/** Findings shown per list; the certification has them all. */
const SHOWN = 20;

/** The report as Markdown, verdict first; foreign text can neither format, mention, link nor load anything. */
export function renderMd(certification: Certification): string {
  const report = reportOf(certification);
  const sections = [
    verdict(certification),
    blockers(report),
    waiversInUse(report),
    otherWaivers(report),
    warnings(report),
    matrix(certification),
    provenance(certification),
  ];
  return `${sections
    .filter((section) => section.length > 0)
    .map((section) => section.join('\n'))
    .join('\n\n')}\n`;
}

function verdict(certification: Certification): string[] {
  const { decision, platform, release, mode, now } = certification;
  return [`# ${decision}: ${esc(platform)} ${esc(release)}`, '', `${mode}, at ${now}: ${countsText(certification)}.`];
}

function blockers({ blockers: units, otherBlockers }: Report): string[] {
  if (units.length === 0 && otherBlockers.length === 0) return [];
  return [
    '## What blocks',
    ...units.flatMap((unit) => ['', ...blockedUnit(unit)]),
    ...(otherBlockers.length === 0 ? [] : ['', '### Outside of any requirement', '', ...findingList(otherBlockers)]),
  ];
}

function blockedUnit(one: UnitOf): string[] {
  const { requirement, unit, findings } = one;
  return [
    `### ${esc(unit.name)}: ${unit.state}`,
    '',
    `${esc(requirement.title)}. Owner: ${esc(requirement.owner)}.`,
    '',
    ...findingList(findings.filter(({ blocks }) => blocks)),
    '',
    `Fix: ${esc(requirement.fix)} (${esc(requirement.docs)})`,
    '',
    ...waiveLines(one),
  ];
}

function findingList(findings: readonly CertifiedFinding[]): string[] {
  const more = findings.length > SHOWN ? [`- and ${findings.length - SHOWN} more in the certification`] : [];
  const explained = new Set<string>();
  const lines = findings.slice(0, SHOWN).map((finding) => {
    const help = explained.has(finding.ruleId) ? '' : ` (${esc(finding.help)})`;
    explained.add(finding.ruleId);
    return findingLine(finding) + help;
  });
  return [...lines, ...more];
}

function findingLine({ severity, ruleId, location, message }: CertifiedFinding): string {
  return `- **${severity}** \`${ruleId}\` at ${esc(place(location))}: ${esc(message)}`;
}

function place({ path, line, column }: CertifiedFinding['location']): string {
  return [path, line, line === undefined ? undefined : column].filter((part) => part !== undefined).join(':');
}

function waiveLines(one: UnitOf): string[] {
  const { waivable } = one.unit;
  if (waivable === undefined) return ["It can't be waived."];
  const scope = JSON.stringify({ scope: waiverScope(one) }, null, 2)
    .split('\n')
    .slice(1, -1);
  return [
    `Waive: a ${waivable.tier} waiver of at most ${waivable.longestDays} days, with`,
    '',
    '```json',
    ...scope.map((line) => line.slice(2).replace(UNPRINTABLE, escapeUnprintable)),
    '```',
  ];
}

function waiversInUse({ inUse, waived }: Report): string[] {
  if (inUse.length === 0) return [];
  const rows = inUse.map(
    ({ id, path, unit = '', expiresAt = '', category = '', riskLevel = '', owner = '', reason = '' }) => [
      esc(id ?? path),
      esc(unit),
      expiresAt,
      `${category}, ${riskLevel} risk`,
      esc(owner),
      esc(reason),
    ],
  );
  const findings = waived.flatMap((one) => one.findings.filter(({ waivedBy }) => waivedBy !== undefined));
  return [
    '## Waivers in use',
    '',
    ...table(['waiver', 'lets pass', 'until', 'category', 'owner', 'why'], rows),
    '',
    'Waived, and still true:',
    '',
    ...findingList(findings),
  ];
}

function otherWaivers({ unused, withoutEffect }: Report): string[] {
  const all = [...withoutEffect, ...unused];
  if (all.length === 0) return [];
  const rows = all.map(({ id, path, state, unit = '', explanation }) => [
    esc(id ?? path),
    state,
    esc(unit),
    esc(explanation),
  ]);
  return ['## Waivers without effect', '', ...table(['waiver', 'state', 'for', 'why'], rows)];
}

function warnings({ warnings: all }: Report): string[] {
  return all.length === 0 ? [] : ['## Warnings', '', ...findingList(all)];
}

function matrix({ requirements }: Certification): string[] {
  const rows = requirements.flatMap(({ id, level, outcome, state, owner, units }) => {
    if (units.length === 0) return [[esc(id), level, outcome, state, '', esc(owner)]];
    return units.map((unit) => [esc(unit.name), level, unit.outcome, unit.state, String(unit.checks), esc(owner)]);
  });
  return ['## Requirements', '', ...table(['requirement', 'level', 'outcome', 'state', 'checks', 'owner'], rows)];
}

function provenance({ candidate, policy, tool }: Certification): string[] {
  const rows = [
    ['candidate', `\`${candidate.digest}\``, `${candidate.artifacts.length} artifacts`],
    ['policy', `\`${policy.digest}\``, esc(policy.name)],
    ['tool', `${tool.name} ${esc(tool.version)}`, ''],
  ];
  return ['## Made from', '', ...table(['what', 'digest', ''], rows)];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [row(head), row(head.map(() => '---')), ...rows.map(row)];
}
