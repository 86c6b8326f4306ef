import { byCodeUnit } from '../model/order.ts';
import type { Style } from './command.ts';
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
  const [columns = '', ...lines] = table([COLUMNS, ...entries.map(row)]);
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
