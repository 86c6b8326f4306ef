import type { ServicesChange } from '../formats/generated/services-change.ts';
import type { ServicesPlan } from '../formats/generated/services-plan.ts';
import type { ServicesPull } from '../formats/generated/services-pull.ts';
import type { ServicesReport } from '../formats/generated/services-report.ts';
import { byCodeUnit } from '../model/order.ts';
import type { Style } from './command.ts';
import { findingsText, summaryText } from './findings-text.ts';
import { printableLine } from './printable.ts';
import { table, tsv } from './table.ts';

/** What of a catalog's entry is shown. */
interface ShownEntry {
  readonly target: string;
  readonly kind: string;
  readonly provider?: string;
  readonly version?: string;
  readonly scope?: string;
  readonly installed?: boolean;
  readonly granted?: boolean;
  readonly deprecated: boolean;
  readonly replacement?: string;
}

const COLUMNS = ['TARGET', 'KIND', 'VERSION', 'PROVIDER', 'GRANTED', 'SCOPE', 'NOTE'];

/** One aligned line for each target of a catalog. */
export function catalogText(path: string, entries: readonly ShownEntry[], style: Style): string {
  const methods = entries.filter(({ kind }) => kind === 'method').length;
  const head = `${path}: ${count(methods, 'method')}, ${count(entries.length - methods, 'event')}`;
  if (entries.length === 0) return `${head}\n`;
  const [columns = '', ...lines] = table([COLUMNS, ...entries.map(row)], style.width);
  return `${[style.bold(head), '', style.dim(columns), ...lines].join('\n')}\n`;
}

/** The same as tab-separated values. */
export function catalogTsv(entries: readonly ShownEntry[]): string {
  return tsv([COLUMNS.map((column) => column.toLowerCase()), ...entries.map(row)]);
}

function row(entry: ShownEntry): string[] {
  return [
    entry.target,
    entry.kind,
    entry.version ?? '-',
    entry.provider ?? '-',
    entry.granted === undefined ? '-' : entry.granted ? 'yes' : 'no',
    entry.scope ?? '-',
    note(entry),
  ];
}

function note({ deprecated, replacement, installed }: ShownEntry): string {
  const parts = [
    ...(deprecated ? [replacement === undefined ? 'deprecated' : `deprecated, use ${replacement}`] : []),
    ...(installed === false ? ['not installed'] : []),
  ];
  return parts.sort(byCodeUnit).join('; ') || '-';
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** The verdict, what was looked into, each target, and the findings. */
export function servicesReportText(report: ServicesReport, style: Style): string {
  const { app, catalog, lock, sources, notJudged = [], mocks, targets, findings, summary } = report;
  const verdict = (report.verdict === 'pass' ? style.ok : style.error)(style.bold(report.verdict));
  const rows = targets.map(({ target, kind, role, required, state }) => [
    `  ${target}`,
    kind,
    role === 'provided' || required ? role : `${role}, optional`,
    role === 'provided' ? '' : state,
  ]);
  const lines = [
    `${verdict}: ${printableLine([app.id, app.version].join(' ').trim())} (${summaryText(summary)})`,
    `  ${style.dim('catalog')}  ${catalog === null ? 'none: the app consumes nothing' : `${catalog.path}, ${catalog.digest}`}`,
    `  ${style.dim('lock')}     ${lock ?? 'none: run `assay services pull` to pin what the app was made against'}`,
    `  ${style.dim('sources')}  ${count(sources, 'file')}`,
    ...(notJudged.length === 0
      ? []
      : [`           not judged: ${count(notJudged.length, 'target')} put together at run time, ${places(notJudged)}`]),
    ...mocks.map((path) => `  ${style.dim('mocks')}    ${path}`),
    ...(rows.length === 0 ? [] : ['', ...table(rows, style.width)]),
    ...(findings.length === 0 ? [] : ['', ...findingsText(findings, style)]),
  ];
  return `${lines.join('\n')}\n`;
}

/** The first few places of many. */
function places(all: readonly { readonly path: string; readonly line: number }[]): string {
  const shown = all.slice(0, 3).map(({ path, line }) => `${path}:${line}`);
  return `${shown.join(', ')}${all.length > shown.length ? ', ...' : ''}`;
}

/** What was pinned, and what of it is new. */
export function servicesPullText(report: ServicesPull, style: Style): string {
  const { catalog, written, targets, findings, summary } = report;
  const rows = targets.map(({ target, kind, state }) => [`  ${target}`, kind, state]);
  const head =
    summary.errors > 0
      ? style.error(`nothing was pulled from ${catalog.path}: ${summaryText(summary)}`)
      : style.ok(
          `pulled ${count(targets.filter(({ state }) => state !== 'dropped').length, 'target')} from ${catalog.path}`,
        );
  const lines = [
    head,
    ...written.map((path) => `  written ${path}`),
    ...(rows.length === 0 ? [] : ['', ...table(rows, style.width)]),
    ...(findings.length === 0 ? [] : ['', ...findingsText(findings, style)]),
  ];
  return `${lines.join('\n')}\n`;
}

/** What was added, and what was written. */
export function servicesChangeText({ targets, written, left = [] }: ServicesChange, style: Style): string {
  const added = targets.filter(({ state }) => state === 'added').length;
  const lines = [
    style.ok(added === 0 ? 'nothing to add' : `added ${count(added, 'target')}`),
    ...table(
      targets.map(({ target, kind, state }) => [`  ${target}`, kind, state]),
      style.width,
    ),
    ...written.map((path) => `  written ${path}`),
    ...left.map(({ path, missing }) => `  left    ${path}, which was edited: ${missing}`),
  ];
  return `${lines.join('\n')}\n`;
}

function listed(words: readonly string[]): string {
  return words.map(printableLine).join(', ');
}

/** The verdict, then for each app in order what it provides, waits for and will ask for. */
export function servicesPlanText({ verdict, apps, findings, summary }: ServicesPlan, style: Style): string {
  const good = verdict === 'installable';
  const lines = [
    `${(good ? style.ok : style.error)(style.bold(verdict))}: ${count(apps.length, 'app')} (${summaryText(summary)})`,
    ...apps.flatMap(({ id, version, provides, after, scopes, grants }, at) => [
      '',
      `${at + 1}. ${style.bold(printableLine(`${id} ${version}`))}${after.length === 0 ? '' : `, after ${listed(after)}`}`,
      ...(provides.length === 0 ? [] : [`   ${style.dim('provides')}  ${listed(provides)}`]),
      ...(scopes.length === 0 ? [] : [`   ${style.dim('scopes')}    ${listed(scopes)}`]),
      ...table(
        grants.map(({ target, kind, required, provider }) => [
          `   ${style.dim('grant')}     ${target}`,
          kind,
          required ? 'required' : 'optional',
          provider === null ? 'no provider' : `from ${provider}`,
        ]),
        style.width,
      ),
    ]),
    ...(findings.length === 0 ? [] : ['', ...findingsText(findings, style)]),
  ];
  return `${lines.join('\n')}\n`;
}
