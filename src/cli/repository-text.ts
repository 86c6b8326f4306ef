import type { RepositoryReport } from '../formats/generated/repository-report.ts';
import type { RepositoryStatus } from '../formats/generated/repository-status.ts';
import type { Style } from './command.ts';
import { findingsText, summaryText } from './findings-text.ts';
import { printableLine } from './printable.ts';
import { table } from './table.ts';

/** What people read of a repository that they keep: what was done, each role, and what is due. */
export function repositoryStatusText(
  { done, repository, catalog, roles, due }: RepositoryStatus,
  style: Style,
): string {
  const rows = roles.map(({ role, published, draft, staged }) => [
    role,
    published === null ? 'not published' : `version ${published.version}, expires ${published.expires}`,
    staged === null ? '' : `staged ${staged.version}, signed ${staged.signatures} of ${staged.threshold}`,
    draft ? 'draft' : '',
  ]);
  const lines = [
    ...done.map((line) => style.ok(printableLine(line))),
    `${style.bold('repository')}: ${repository}, catalog ${catalog}`,
    ...indented(table(rows)),
  ];
  if (due.length > 0)
    lines.push('', style.bold('due'), ...due.map((line) => `  ${style.warning(printableLine(line))}`));
  return `${lines.join('\n')}\n`;
}

/** What people read of a verification: the verdict, each role and each entry, and each finding. */
export function repositoryReportText(report: RepositoryReport, style: Style): string {
  const { findings, summary, roles, entries, lock } = report;
  const bad = summary.errors > 0;
  const verdict = (bad ? style.error : style.ok)(style.bold(bad ? 'refused' : 'verified'));
  const name = report.catalog === null ? report.repository : `${report.repository}, catalog ${report.catalog}`;
  const lines = [
    `${verdict}: ${name} (${summaryText(summary)}${report.strict ? ', strict' : ''})`,
    `  ${style.dim('lock')}  ${lock}`,
  ];
  if (roles.length > 0)
    lines.push(
      '',
      style.bold('roles'),
      ...indented(table(roles.map(({ role, version, expires }) => [role, `version ${version}`, `expires ${expires}`]))),
    );
  if (entries.length > 0)
    lines.push(
      '',
      style.bold('entries'),
      ...indented(
        table(
          entries.map(({ id, version, role, status, bundle }) => [
            `${id} ${version}`,
            role,
            status,
            `bundle ${bundle}`,
          ]),
        ),
      ),
    );
  if (findings.length > 0) lines.push('', ...findingsText(findings, style));
  return `${lines.join('\n')}\n`;
}

/** Lines of a table, which have no blank at their end. */
function indented(lines: readonly string[]): string[] {
  return lines.map((line) => (line === '' ? '' : `  ${line}`));
}
