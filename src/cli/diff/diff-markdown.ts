import { summaryText } from '../findings-text.ts';
import { code, text } from './markdown.ts';
import {
  instanceText,
  nothingSeen,
  reasonsShown,
  type ShownChange,
  type ShownDiff,
  shownVerdict,
  sideText,
  witnessWords,
} from './shown-diff.ts';

const TITLES = {
  breaking: 'Breaking',
  undecided: 'Undecided',
  compatible: 'Compatible',
  unchanged: 'Unchanged',
} as const;
const HEADINGS = { error: 'Errors', warning: 'Warnings', note: 'Notes' } as const;

/** The comparison as a comment on a change request takes it. */
export function diffMarkdown(report: ShownDiff): string {
  const { baseline, current, requiredBump, summary, changes } = report;
  const lines = [
    `# ${TITLES[shownVerdict(report)]}: contract v${baseline.contractVersion} to v${current.contractVersion}`,
    '',
    `${code(sideText(baseline))} to ${code(sideText(current))}: ${changes.length === 0 ? nothingSeen(report) : summaryText(summary)}. Required version bump: **${requiredBump}**.`,
  ];
  for (const severity of ['error', 'warning', 'note'] as const) {
    const own = changes.filter((change) => change.severity === severity);
    if (own.length === 0) continue;
    lines.push(
      '',
      `## ${HEADINGS[severity]}`,
      '',
      '| subject | rule | what changed |',
      '|---|---|---|',
      ...own.map(row),
    );
  }
  return `${lines.join('\n')}\n`;
}

function row({
  kind,
  subject,
  ruleId,
  message,
  witness,
  secondWitness,
  because = [],
  impact = [],
  overridden,
}: ShownChange): string {
  const parts = [
    text(message),
    ...[witness, secondWitness].flatMap((seen) =>
      seen === undefined ? [] : [`witness ${code(instanceText(seen.instance))} ${witnessWords(seen)}`],
    ),
    ...reasonsShown(because).map((reason) => `because ${text(reason)}`),
    ...(impact.length === 0 ? [] : [`used by ${impact.map(text).join(', ')}`]),
    ...(overridden === undefined ? [] : [`${overridden} by the rule itself`]),
  ];
  return `| ${kind} ${code(subject)} | ${code(ruleId)} | ${parts.join('<br>')} |`;
}
