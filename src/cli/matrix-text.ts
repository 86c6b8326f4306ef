import type { CompatMatrix, MatrixCell, MatrixContract, MatrixRow } from '../formats/generated/compat-matrix.ts';
import { EXIT, type ExitCode, worstExit } from '../model/errors.ts';
import { printableLine } from '../model/printable-line.ts';
import type { Style } from './command.ts';
import { findingLines, summaryText, whatToDo } from './findings-text.ts';
import { table, tsv } from './table.ts';

type Counts = Pick<CompatMatrix['summary'], 'fails' | 'notEvaluated'>;

/** A cell that fails is an answer; one that could not be evaluated makes the whole incomplete. */
export function matrixExit({ fails, notEvaluated }: Counts): ExitCode {
  return worstExit([EXIT.ok, ...(fails > 0 ? [EXIT.findings] : []), ...(notEvaluated > 0 ? [EXIT.incomplete] : [])]);
}

/** `all run`, `2 of 12 fail`, with what was not evaluated. */
export function countsText({ ok, fails, notEvaluated }: CompatMatrix['summary'], style: Style): string {
  const all = ok + fails + notEvaluated;
  const rest = notEvaluated === 0 ? '' : `, ${notEvaluated} not evaluated`;
  if (fails > 0) return style.error(style.bold(`${fails} of ${all} ${fails === 1 ? 'fails' : 'fail'}`)) + rest;
  if (notEvaluated > 0) return style.warning(style.bold(`${notEvaluated} of ${all} not evaluated`));
  return style.ok(style.bold(all === 1 ? 'it runs' : `all ${all} run`));
}

/** The verdict, the table of apps and contracts, and why each cell is not ok. */
export function matrixText(matrix: CompatMatrix, style: Style): string {
  const { contracts, rows, summary, strict } = matrix;
  const header = ['app', ...contracts.map(versionText)];
  const roles = [
    '',
    ...contracts.map(({ roles: all }) =>
      all
        .filter((role) => role !== 'given')
        .map(words)
        .join(', '),
    ),
  ];
  const cells = rows.map((row) => [nameOf(row), ...row.cells.map(cellText)]);
  const [titles = '', ...lines] = table(
    [header, ...(roles.some((role) => role !== '') ? [roles] : []), ...cells],
    style.width === undefined ? undefined : style.width - 2,
  );
  const reasons = rows.flatMap((row) =>
    row.cells.flatMap((cell, index) => reasonLines(row, cell, contracts[index], style)),
  );
  const told = rows.flatMap((row) => row.cells.filter(({ state }) => state === 'fails').flatMap(toldOf));
  const text = [
    `${countsText(summary, style)}${strict ? ' (strict)' : ''}`,
    '',
    ...[style.bold(titles), ...lines].map((line) => `  ${line}`),
    ...reasons,
    ...(told.length === 0 ? [] : ['', ...whatToDo(told, style)]),
  ];
  return `${text.join('\n')}\n`;
}

/** One line for each app on each contract. */
export function matrixTsv({ contracts, rows }: CompatMatrix): string {
  return tsv([
    [
      'app',
      'version',
      'path',
      'contractVersion',
      'contract',
      'roles',
      'state',
      'status',
      'errors',
      'warnings',
      'reason',
    ],
    ...rows.flatMap(({ app, path, cells }) =>
      cells.map(({ state, status, summary, reason = '' }, index) => [
        app?.id ?? '',
        app?.version ?? '',
        path,
        String(contracts[index]?.contractVersion ?? ''),
        contracts[index]?.path ?? '',
        contracts[index]?.roles.join(',') ?? '',
        state,
        status ?? '',
        String(summary.errors),
        String(summary.warnings),
        reason,
      ]),
    ),
  ]);
}

/** The app's name and version, or where it should have been. */
export function nameOf({ app, path, subject }: Pick<MatrixRow, 'app' | 'path' | 'subject'>): string {
  const name = app === null || app.id === '' ? path : [app.id, app.version].filter((part) => part !== '').join(' ');
  return printableLine(subject === 'catalog-entry' ? `${name} (entry)` : name);
}

function versionText({ contractVersion, path }: MatrixContract): string {
  return contractVersion === null ? printableLine(path) : `v${contractVersion}`;
}

function words(role: MatrixContract['roles'][number]): string {
  return role.replace('-', ' ');
}

function cellText({ state, status }: MatrixCell): string {
  if (state === 'not-evaluated') return 'not evaluated';
  return status === 'compatible' ? state : `${state} (${status})`;
}

function reasonLines(row: MatrixRow, cell: MatrixCell, contract: MatrixContract | undefined, style: Style): string[] {
  if (cell.state === 'ok' || contract === undefined) return [];
  const title = `${nameOf(row)} on ${versionText(contract)}`;
  if (cell.state === 'not-evaluated')
    return ['', `${style.bold(title)}: not evaluated: ${printableLine(cell.reason ?? '')}`];
  const told = toldOf(cell);
  return ['', `${style.bold(title)}: ${cell.status}, ${summaryText(cell.summary)}`, ...findingLines(told, style)];
}

/** What people need to know of a cell that fails. */
function toldOf({ findings }: MatrixCell): MatrixCell['findings'] {
  return findings.filter(({ severity }) => severity !== 'note');
}
