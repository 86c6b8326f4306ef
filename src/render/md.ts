import type { Certification, CertifiedWaiver } from '../formats/generated/certification.ts';
import { escapeUnprintable, UNPRINTABLE } from '../model/printable-line.ts';
import { cappedMarkdown, MARKDOWN_LIMIT, type Section, section, table } from './cap-markdown.ts';
import { esc, findingList } from './md-findings.ts';
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
import { unsaidRows } from './unsaid-rows.ts';

/** Fingerprints of a unit that are still worth copying from a report. */
const COPIED = 200;

/** The report as Markdown, verdict first; foreign text can neither format, mention nor load anything, nor hide where a link goes. */
export function renderMd(certification: Certification, limit = MARKDOWN_LIMIT): string {
  const report = reportOf(certification);
  return cappedMarkdown(
    [
      verdict(certification),
      blockers(report),
      waiversInUse(report),
      waived(report),
      acceptedList(certification),
      accepted(report),
      otherWaivers(report),
      doesNotBlock(report),
      unsaid(certification),
      sincePrevious(certification),
      matrix(certification),
      provenance(certification),
    ],
    limit,
  );
}

function verdict(certification: Certification): Section {
  const { decision, platform, release, mode } = certification;
  const head = [
    `# ${decision}: ${esc(platform)} ${esc(release)}`,
    '',
    `${mode}, at ${instantText(certification)}: ${countsText(certification)}.`,
  ];
  return { head, blocks: [], of: '' };
}

/** What is otherwise than in the certification before, worst first. */
function sincePrevious({ previous }: Certification): Section {
  if (previous === undefined) return { head: [], blocks: [], of: '' };
  const rows = changeRows(previous).map((cells) => cells.map(esc));
  const title = `## Since ${esc(previous.release)}: ${previous.decision} in ${previous.mode}, ${previous.unchanged} unchanged`;
  return table(title, ['change', 'requirement', 'before', 'after'], rows, 'changes');
}

function blockers({ blockers: units, otherBlockers }: Report): Section {
  const blocks = units.map((unit) => ['', ...blockedUnit(unit)]);
  if (otherBlockers.length > 0) blocks.push(['', '### Outside of any requirement', '', ...findingList(otherBlockers)]);
  return section(['## What blocks'], blocks, 'blockers');
}

function blockedUnit(one: UnitOf): string[] {
  const { requirement, unit, findings, vain } = one;
  return [
    `### ${esc(unit.name)}: ${unit.state}`,
    '',
    `${esc(requirement.title)}. Owner: ${esc(requirement.owner)}.`,
    '',
    ...findingList(findings.filter(({ blocks }) => blocks)),
    '',
    `Fix: ${esc(requirement.fix)} (${esc(requirement.docs)})`,
    '',
    ...vain.flatMap((waiver) => [
      `Waiver ${waiverName(waiver)} does not hold (${waiver.state}): ${esc(waiver.explanation)}`,
      '',
    ]),
    ...waiveLines(one),
  ];
}

function waiveLines(one: UnitOf): string[] {
  const { waivable } = one.unit;
  if (waivable === undefined) return ["It can't be waived."];
  const most = `a ${waivable.tier} waiver of at most ${waivable.longestDays} days`;
  const count = one.findings.filter(({ blocks }) => blocks).length;
  if (count > COPIED) return [`Waive: ${most}, which lists the fingerprints of all ${count} findings.`];
  const scope = JSON.stringify({ scope: waiverScope(one) }, null, 2)
    .split('\n')
    .slice(1, -1);
  return [
    `Waive: ${most}, with`,
    '',
    '```json',
    ...scope.map((line) => line.slice(2).replace(UNPRINTABLE, escapeUnprintable)),
    '```',
  ];
}

function waiversInUse({ inUse }: Report): Section {
  const rows = inUse.map((waiver) => {
    const { unit = '', expiresAt = '', category = '', riskLevel = '', owner = '', reason = '' } = waiver;
    return [
      waiverName(waiver),
      esc(unit),
      expiresAt,
      `${category}, ${riskLevel} risk`,
      esc(owner),
      esc(approvers(waiver).join(', ')),
      esc(reason),
    ];
  });
  return table(
    '## Waivers in use',
    ['waiver', 'lets pass', 'until', 'category', 'owner', 'approved by', 'why'],
    rows,
    'waivers',
  );
}

/** What each waiver accepts, under its name. */
function waived({ waived: units, inUse }: Report): Section {
  const explained = new Set<string>();
  const blocks = inUse.flatMap((waiver) =>
    units
      .filter(({ unit }) => unit.waivedBy === waiver.id && unit.name === waiver.unit)
      .map(({ unit, findings }) => [
        '',
        `### ${waiverName(waiver)}: ${esc(unit.name)}`,
        '',
        ...findingList(
          findings.filter(({ waivedBy }) => waivedBy !== undefined),
          explained,
        ),
      ]),
  );
  return section(['## Waived, and still true'], blocks, 'waivers');
}

/** The list that accepts findings, or why it does not hold. */
function acceptedList({ acceptedFindings: list }: Certification): Section {
  if (list === undefined) return { head: [], blocks: [], of: '' };
  if (list.state !== 'valid')
    return section(
      ['## Accepted findings', ''],
      [[`${esc(list.path)} does not hold (${list.state}): ${esc(list.explanation)}`]],
      'lists',
    );
  const rows = list.units.map(({ unit, listed, accepted: count, vanished }) => [
    esc(unit),
    String(count),
    String(listed),
    String(vanished.length),
  ]);
  const { sequence = '', expiresAt = '', reason = '', owner = '' } = list;
  const title = `## Accepted until ${expiresAt}`;
  const by = `List ${sequence} of ${esc(list.path)}, signed by ${esc(acceptors(list).join(', '))}; owner ${esc(owner)}. ${esc(reason)}`;
  return table(`${title}\n\n${by}`, ['unit', 'accepted', 'listed', 'found no more'], rows, 'units');
}

/** What is accepted, unit by unit. */
function accepted({ accepted: units }: Report): Section {
  const explained = new Set<string>();
  const blocks = units.map(({ unit, findings }) => [
    '',
    `### ${esc(unit.name)}`,
    '',
    ...findingList(
      findings.filter((finding) => finding.accepted === true),
      explained,
    ),
  ]);
  return section(['## Accepted, and still true'], blocks, 'units');
}

function otherWaivers({ unused, withoutEffect }: Report): Section {
  const rows = [...withoutEffect, ...unused].map((waiver) => [
    waiverName(waiver),
    waiver.state,
    esc(waiver.unit ?? ''),
    esc(waiver.explanation),
  ]);
  return table('## Waivers without effect', ['waiver', 'state', 'for', 'why'], rows, 'waivers');
}

function doesNotBlock({ open }: Report): Section {
  return section(['## What does not block', ''], open.length === 0 ? [] : [findingList(open)], 'findings');
}

/** What is measured of generated clients; the certification has each place. */
function unsaid(certification: Certification): Section {
  const rows = unsaidRows(certification).map((cells) => cells.map(esc));
  const title = '## What no type says\n\nEach place is under `fidelity` in the certification.';
  return table(title, ['client', 'demands of the schemas', 'most often'], rows, 'clients');
}

function matrix({ requirements }: Certification): Section {
  const rows = requirements.flatMap(({ id, level, outcome, state, owner, units }) => {
    if (units.length === 0) return [[esc(id), level, outcome, state, '', esc(owner)]];
    return units.map((unit) => [esc(unit.name), level, unit.outcome, unit.state, String(unit.checks), esc(owner)]);
  });
  return table('## Requirements', ['requirement', 'level', 'outcome', 'state', 'checks', 'owner'], rows, 'units');
}

function provenance({ candidate, policy, tool }: Certification): Section {
  const rows = [
    ['candidate', `\`${candidate.digest}\``, `${candidate.artifacts.length} artifacts`],
    ['policy', `\`${policy.digest}\``, esc(policy.name)],
    ['tool', `${tool.name} ${esc(tool.version)}`, ''],
  ];
  return table('## Made from', ['what', 'digest', ''], rows, 'rows');
}

function waiverName({ id, path }: CertifiedWaiver): string {
  return esc(id ?? path);
}
