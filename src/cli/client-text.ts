import type { ClientFile, ClientReport } from '../formats/generated/client-report.ts';
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
    ...clients.map(({ output, files }) => {
      const unchanged = files.filter(({ state }) => state === 'unchanged').length;
      return `  ${output}: ${unchanged} of ${files.length} files unchanged`;
    }),
    ...fidelityLine(report),
    ...(findings.length === 0 ? [] : ['', ...findingsText(findings, style)]),
  ];
  return `${lines.join('\n')}\n`;
}

/** How much of the schemas the types leave to validators. */
function fidelityLine({ fidelity }: ClientReport): readonly string[] {
  const losses = fidelity.reduce((total, target) => total + target.losses.length, 0);
  if (losses === 0) return [];
  const [what, where] = [losses === 1 ? 'demand' : 'demands', fidelity.length === 1 ? 'target' : 'targets'];
  return [`  ${losses} ${what} of ${fidelity.length} ${where} that no type says are listed with --json`];
}

function done(state: ClientFile['state']): boolean {
  return state === 'written' || state === 'removed';
}

function fileLine({ path, state, reason }: ClientFile): string {
  return `  ${state} ${path}${reason === undefined ? '' : `: ${reason}`}`;
}
