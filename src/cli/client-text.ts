import type { ClientFile, ClientReport, ClientResult } from '../formats/generated/client-report.ts';
import type { Style } from './command.ts';
import { findingsText, summaryText } from './findings-text.ts';

/** What happened to each client: the verdict, a line per file that changed or should, then what to do. */
export function clientReportText(report: ClientReport, style: Style): string {
  const { contract, clients, findings, summary } = report;
  const source = `${contract.path} (contract version ${contract.contractVersion})`;
  const lines = [
    summary.errors === 0
      ? style.ok(report.check ? `every client is what ${source} gives` : `clients generated from ${source}`)
      : style.error(`${summaryText(summary)}: a client is not what ${source} gives`),
    ...clients.flatMap(({ files }) => files.filter(({ state }) => done(state)).map(fileLine)),
    ...clients.map(clientLine),
    ...(findings.length === 0 ? [] : ['', ...findingsText(findings, style)]),
  ];
  return `${lines.join('\n')}\n`;
}

/** How much of a client stayed as it was, and how much of the schemas its types leave to validators. */
function clientLine({ output, files, losses }: ClientResult): string {
  const unchanged = files.filter(({ state }) => state === 'unchanged').length;
  const demands = losses === 1 ? '1 demand' : `${losses} demands`;
  const left = losses === 0 ? '' : `; ${demands} that no type says, listed with --json`;
  return `  ${output}: ${unchanged} of ${files.length} files unchanged${left}`;
}

function done(state: ClientFile['state']): boolean {
  return state === 'written' || state === 'removed';
}

function fileLine({ path, state, reason }: ClientFile): string {
  return `  ${state} ${path}${reason === undefined ? '' : `: ${reason}`}`;
}
