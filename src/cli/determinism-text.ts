import type { DeterminismReport } from '../formats/generated/determinism-report.ts';
import type { Style } from './command.ts';
import { table } from './table.ts';

/** The verdict, and each time that the snapshot was made. */
export function determinismText(report: DeterminismReport, style: Style): string {
  const { source, contractVersion, runs, deterministic, bytes } = report;
  const others = runs.filter(({ same }) => !same).length;
  const verdict = deterministic
    ? style.ok(style.bold('deterministic'))
    : style.error(style.bold(`not deterministic: ${others} of ${runs.length} differ`));
  const rows = runs.map(({ order, folder, timeZone, locale, same }) => [
    `  ${same ? 'same' : 'other'}`,
    `${order} order`,
    timeZone,
    locale,
    `in ${JSON.stringify(folder)}`,
  ]);
  return `${[`${verdict}: the snapshot of ${source}, contract version ${contractVersion}`, ...table(rows, style.width), `  ${style.dim('bytes')}  ${bytes}`].join('\n')}\n`;
}
