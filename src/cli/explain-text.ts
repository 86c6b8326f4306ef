import type { ExplainedRule } from '../formats/generated/rules.ts';
import type { Style } from './command.ts';
import { wrap } from './layout.ts';

const WIDTH = 100;

/** Every rule on one line, aligned. */
export function ruleListText(rules: readonly ExplainedRule[], style: Style): string {
  const width = Math.max(...rules.map((rule) => rule.id.length));
  const severityWidth = Math.max(...rules.map((rule) => severityText(rule).length));
  const lines = [
    ...rules.map(
      (rule) => `${rule.id.padEnd(width)}  ${style.dim(severityText(rule).padEnd(severityWidth))}  ${rule.summary}`,
    ),
    '',
    'severity is by default / with --strict; `assay explain <rule>` says more',
  ];
  return text(lines);
}

function severityText({ severity }: ExplainedRule): string {
  return severity.default === severity.strict ? severity.default : `${severity.default}/${severity.strict}`;
}

/** All that a person needs to know of each rule. */
export function rulesText(rules: readonly ExplainedRule[], style: Style): string {
  return text(rules.flatMap((rule, index) => [...(index === 0 ? [] : ['']), ...ruleText(rule, style)]));
}

function text(lines: readonly string[]): string {
  return `${lines.join('\n')}\n`;
}

function ruleText(rule: ExplainedRule, style: Style): string[] {
  const { default: usual, strict } = rule.severity;
  const facts: (readonly [string, string | undefined])[] = [
    ['severity', usual === strict ? usual : `${usual}, ${strict} with --strict`],
    ['experiments', rule.comparison?.experimental],
    ['not for apps', rule.comparison?.restricted],
    ['breaks', rule.breaks.join(', ') || 'nobody'],
    ['category', rule.comparison?.category],
    ['version', rule.comparison?.bump],
    ['waiver', rule.waivable === false ? 'none may cover it' : undefined],
    ['applies to', rule.appliesTo],
    ['legacy code', rule.legacyCode],
  ];
  const width = Math.max(...facts.map(([name, value]) => (value === undefined ? 0 : name.length)));
  return [
    `${style.bold(rule.id)}  ${rule.summary}`,
    '',
    ...facts.flatMap(([name, value]) => (value === undefined ? [] : [`  ${name.padEnd(width)}  ${value}`])),
    ...section('what to do', wrap(rule.help, WIDTH - 2), style.bold),
    ...section('fails', rule.example.fails.split('\n'), style.error),
    ...section('passes', rule.example.passes.split('\n'), style.ok),
  ];
}

function section(title: string, lines: readonly string[], paint: (text: string) => string): string[] {
  return ['', paint(title), ...lines.map((line) => `  ${line}`.trimEnd())];
}
