import type { NormalizedManifest } from '../formats/generated/normalized-manifest.ts';
import { quote } from '../model/quote.ts';
import type { Style } from './command.ts';
import { findingsText, summaryText } from './findings-text.ts';

/** What people read where the document itself went to a file, or nowhere. */
export function normalizedText(report: NormalizedManifest, style: Style): string {
  const { input, output, digest, mapped, kept, lost = [], findings, summary } = report;
  if (findings.length > 0) {
    const verdict = style.error(style.bold('contradictory'));
    return `${[`${verdict}: ${input} (${summaryText(summary)}), nothing written`, '', ...findingsText(findings, style)].join('\n')}\n`;
  }
  const losses = lost.map(({ at, reason }) => `  ${style.dim('lost')}    ${quote(at)}: ${reason}`);
  if (digest === null && lost.length > 0) {
    const verdict = style.error(style.bold('loses something'));
    const hint = 'write what is left with --allow-loss';
    return `${[`${verdict}: ${input} in the native form, nothing written`, ...losses, `  ${hint}`].join('\n')}\n`;
  }
  const lines = [
    `${style.ok(style.bold('written'))}: ${output ?? 'nothing'}, ${input} in its one form`,
    `  ${style.dim('digest')}  ${digest ?? 'none'}`,
    ...mapped.map(({ id, target }) => `  ${style.dim('mapped')}  ${id} is consumed as ${target}`),
    ...kept.map(({ id, reason }) => `  ${style.dim('kept')}    ${id} stays under requires: ${reason}`),
    ...losses,
  ];
  return `${lines.join('\n')}\n`;
}
