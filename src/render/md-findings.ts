import type { CertifiedFinding } from '../formats/generated/certification.ts';
import { moreText } from './cap-markdown.ts';
import { escapeMarkdown } from './escape-markdown.ts';

/** Findings shown per list; the certification has them all. */
const SHOWN = 20;

/** Code units shown of any one text. */
const LONGEST = 2000;

/** What was found and, once per rule, what to do. */
export function findingList(findings: readonly CertifiedFinding[], explained = new Set<string>()): string[] {
  const more = findings.length > SHOWN ? [`- and ${moreText(findings.length - SHOWN, 'findings')}`] : [];
  const lines = findings.slice(0, SHOWN).map((finding) => {
    const help = explained.has(finding.ruleId) ? '' : ` (${esc(finding.help)})`;
    explained.add(finding.ruleId);
    return findingLine(finding) + help;
  });
  return [...lines, ...more];
}

function findingLine({ severity, ruleId, location, message }: CertifiedFinding): string {
  return `- **${severity}** \`${ruleId}\` at ${esc(place(location))}: ${esc(message)}`;
}

function place({ path, line, column }: CertifiedFinding['location']): string {
  return [path, line, line === undefined ? undefined : column].filter((part) => part !== undefined).join(':');
}

/** Foreign text, escaped and not endless. */
export function esc(text: string): string {
  return escapeMarkdown(text.length > LONGEST ? `${text.slice(0, LONGEST).toWellFormed()}…` : text);
}
