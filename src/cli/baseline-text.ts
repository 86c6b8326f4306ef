import type { BaselineReport } from '../formats/generated/baseline-report.ts';
import type { Style } from './command.ts';
import { findingsText } from './findings-text.ts';
import { table, tsv } from './table.ts';

type Reported = BaselineReport['baselines'][number];

/** Each baseline with its digest and members, then the findings. */
export function baselineText({ contract, baselines, findings }: BaselineReport, style: Style): string {
  const lines = baselines.flatMap((baseline, index) => [
    ...(index === 0 ? [] : ['']),
    ...baselineLines(baseline, style),
  ]);
  const of = `${contract.path}, contract version ${contract.contractVersion}`;
  const found = findings.length === 0 ? [] : ['', ...findingsText(findings, style)];
  return `${[`baselines of ${of}`, '', ...lines, ...found].join('\n')}\n`;
}

function baselineLines(baseline: Reported, style: Style): string[] {
  const { name, state, stable, contractVersion, digest, capabilities, endpoints } = baseline;
  return [
    `${style.bold(name)}  ${state}${stable ? ", the contract's stable baseline" : ''}, complete with v${contractVersion}`,
    `  ${style.dim('digest')}  ${digest}`,
    ...membersText('capabilities', capabilities),
    ...membersText('endpoints', endpoints),
  ];
}

function membersText(title: string, members: Reported['capabilities']): string[] {
  if (members.length === 0) return [];
  const rows = members.map(({ identity, stability, since }) => [
    `    ${identity}`,
    stability ?? 'not there',
    since === null ? '' : `since v${since}`,
  ]);
  return [`  ${title} (${members.length})`, ...table(rows)];
}

/** One line for each member of each baseline. */
export function baselineTsv({ baselines }: BaselineReport): string {
  const row = (baseline: Reported, kind: string, member: Reported['capabilities'][number]): string[] => [
    baseline.name,
    baseline.state,
    String(baseline.contractVersion),
    kind,
    member.identity,
    member.stability ?? '',
    member.since === null ? '' : String(member.since),
    member.digest ?? '',
  ];
  return tsv([
    ['baseline', 'state', 'contractVersion', 'kind', 'identity', 'stability', 'since', 'digest'],
    ...baselines.flatMap((baseline) => [
      ...baseline.capabilities.map((member) => row(baseline, 'capability', member)),
      ...baseline.endpoints.map((member) => row(baseline, 'endpoint', member)),
    ]),
  ]);
}
