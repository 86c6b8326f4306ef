import type { BundleCheck, BundleReport } from '../formats/generated/bundle-report.ts';
import type { BundleWritten } from '../formats/generated/bundle-written.ts';
import type { Style } from './command.ts';
import { findingsText, summaryText } from './findings-text.ts';
import { printableLine } from './printable.ts';

/** What people read of a verification: the verdict, the digests, one line for each check, and each finding. */
export function bundleText(report: BundleReport, style: Style): string {
  const { bundle, manifest, findings, summary, signature } = report;
  const bad = summary.errors > 0;
  const verdict = (bad ? style.error : style.ok)(style.bold(bad ? 'refused' : 'verified'));
  const name = manifest === null ? bundle.path : [manifest.id, manifest.version].filter((part) => part).join(' ');
  const width = Math.max(...report.checks.map(({ id }) => id.length));
  const lines = [
    `${verdict}: ${printableLine(name)} (${summaryText(summary)}${report.strict ? ', strict' : ''})`,
    `  ${style.dim('bundle')}     ${bundle.path}, profile ${bundle.profile}${bundle.files === undefined ? '' : `, ${bundle.files} files, ${bundle.size} bytes`}`,
    ...digestLines(report.digests, style),
    `  ${style.dim('signature')}  ${signature.keyId === undefined ? signature.status : `${signature.status}, key ${signature.keyId}`}`,
    '',
    ...report.checks.map(({ id, status, summary: says }) => `  ${word(status, style)}  ${id.padEnd(width)}  ${says}`),
  ];
  if (findings.length > 0) lines.push('', ...findingsText(findings, style));
  return `${lines.join('\n')}\n`;
}

/** What people read of a bundle that was packed or signed. */
export function bundleWrittenText(report: BundleWritten, style: Style): string {
  const { action, output, files, leftOut, keyId } = report;
  const lines = [
    `${style.ok(style.bold(action))}: ${output.join(', ')} (${files} files of ${report.input}${keyId === undefined ? '' : `, key ${keyId}`})`,
    ...digestLines(report.digests, style),
    ...leftOut.map((path) => `  ${style.dim('left out')}   ${path}`),
  ];
  return `${lines.join('\n')}\n`;
}

/** One line for each digest that there is. */
export function digestLines(digests: BundleReport['digests'], style: Style): string[] {
  return Object.entries(digests).flatMap(([name, digest]) =>
    digest === null ? [] : [`  ${style.dim(name.padEnd('signature'.length))}  ${digest}`],
  );
}

function word(status: BundleCheck['status'], style: Style): string {
  const padded = status.padEnd('not-evaluated'.length);
  if (status === 'fail') return style.error(padded);
  if (status === 'warn') return style.warning(padded);
  return status === 'pass' ? style.ok(padded) : style.dim(padded);
}
