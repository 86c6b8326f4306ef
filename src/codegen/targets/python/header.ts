import type { ClientDeprecation, ClientTarget } from '../../model.ts';
import { pyComment } from './identifiers.ts';

/** The engine's exact version, as package.json pins it and every generated header names it. */
const ENGINE = 'quicktype-core 26.0.0';

/** Counts up when the same contract gives other bytes: what another generator made is never taken over. */
export const GENERATOR = `assay python client 3, ${ENGINE}`;

/** First lines of every generated file: who made it, and of what. No time and no path. */
export function header(of: string, more: readonly string[]): string {
  const lines = [
    `Generated from ${pyComment(of)} by ${GENERATOR}.`,
    'Do not edit: change the contract and run `assay clients generate`.',
    ...more,
  ];
  return lines.map((line) => `# ${line}`.trimEnd()).join('\n');
}

/** What a file was made from: the digest of the contract's part, and its targets. */
export function origin(digest: string, targets: readonly ClientTarget[]): string[] {
  return [
    `contract: ${digest}`,
    `targets: ${targets.length === 0 ? 'none' : ''}`,
    ...targets.map(({ target }) => `  ${pyComment(target)}`),
  ];
}

/** The line that begins a target's section. */
export function sectionMark(target: string): string {
  return `# ---- ${pyComment(target)}`;
}

/** What a reader wants to know at the call: what it does, how long it stays, what to use instead. */
export function targetDocumentation({
  description,
  stability,
  since,
  deprecation,
  scope,
  examples = {},
}: ClientTarget): string {
  const audience = { 'operator-only': ' For operators, not for apps.', internal: ' Internal: not for apps.' };
  const note = stability === 'operator-only' || stability === 'internal' ? audience[stability] : '';
  return [
    description.trim(),
    '',
    `Stability: ${stability}. Since contract version ${since}.${note}${scope === undefined ? '' : ` Scope: ${scope}.`}`,
    ...(deprecation === undefined ? [] : [`Deprecated: ${deprecationText(deprecation)}`]),
    ...(['input', 'output', 'payload'] as const).flatMap((role) =>
      examples[role] === undefined ? [] : [`Example of its ${role}, as JSON: ${examples[role]}`],
    ),
  ].join('\n');
}

/** When a deprecated target goes, and what takes its place. */
export function deprecationText({ since, removal, replacement, note }: ClientDeprecation): string {
  const parts = [
    ...(since === undefined ? [] : [`since contract version ${since}`]),
    ...(removal === undefined ? [] : [`removed in contract version ${removal}`]),
    ...(replacement === undefined ? [] : [`use ${replacement}`]),
    ...(note === undefined ? [] : [note]),
  ];
  return parts.length > 0 ? parts.join('; ') : 'without a date';
}
