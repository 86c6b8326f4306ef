import type {
  RuleChanges,
  RuleSetComparison,
  RuleSetSide,
  RuleStrengths,
} from '../formats/generated/rule-set-comparison.ts';
import type { Style } from './command.ts';
import { printableLine } from './printable.ts';
import { table } from './table.ts';

/** What people read of two rule sets: the decisions, the requirements that stand otherwise, and each finding. */
export function ruleSetsText(report: RuleSetComparison, style: Style): string {
  const { before, after, pinned, changes, unchanged, added, gone, updated } = report;
  const side = (name: string, { version, ruleSetDigest, decision }: RuleSetSide): string[] => [
    name,
    printableLine(version),
    `${ruleSetDigest}${ruleSetDigest === pinned ? ' (pinned)' : ''}`,
    decision,
  ];
  const standing = (one: (typeof changes)[number]['before']): string =>
    one === undefined ? '-' : `${one.state} (${one.outcome})`;
  const rows = changes.map((one) => [one.change, one.requirement, standing(one.before), standing(one.after)]);
  const lines = [
    ...table([side('before', before), side('these rules', after)]),
    '',
    style.bold(`requirements: ${unchanged} unchanged`),
    ...(rows.length === 0 ? [] : table(rows)),
    ...(report.rules ? ruleRows(report.rules, style) : []),
    ...findings('only these rules', added, style),
    ...findings('only the rules before', gone, style),
    ...findings('told otherwise', updated, style),
  ];
  return `${lines.join('\n')}\n`;
}

/** Which rules came, went or have another severity. */
function ruleRows({ unchanged, added, removed, changed, path }: RuleChanges, style: Style): string[] {
  const word = (severity: RuleStrengths | undefined): string => {
    if (severity === undefined) return '-';
    const { default: usual, strict } = severity;
    return usual === strict ? usual : `${usual}, ${strict} where strict`;
  };
  const rows = [
    ...added.map(({ id, after }) => ['added', id, word(undefined), word(after)]),
    ...removed.map(({ id, before }) => ['removed', id, word(before), word(undefined)]),
    ...changed.map(({ id, before, after }) => ['changed', id, word(before), word(after)]),
  ];
  const head = style.bold(`rules: ${unchanged} as in ${printableLine(path)}`);
  return ['', head, ...(rows.length === 0 ? [] : table(rows))];
}

function findings(title: string, all: RuleSetComparison['added'], style: Style): string[] {
  if (all.length === 0) return [];
  return [
    '',
    style.bold(`${title}: ${all.length}`),
    ...all.map(
      ({ severity, ruleId, unit = '', message, blocks }) =>
        `  ${severity}${blocks ? ', blocks' : ''}  ${ruleId}  ${printableLine(unit)}  ${printableLine(message)}`,
    ),
  ];
}
