import type { ApiChangelog } from '../../formats/generated/api-changelog.ts';
import { code, text } from './markdown.ts';
import { instanceText, witnessWords } from './shown-diff.ts';

/** A changelog as app authors read it: what they must do first, then what they should, then what they may. */
export function changelogMarkdown(log: ApiChangelog): string {
  const { baseline, current } = log;
  const title =
    baseline.contractVersion === current.contractVersion
      ? `# Contract ${current.apiVersion}, version ${current.contractVersion}`
      : `# Contract ${current.apiVersion}: version ${baseline.contractVersion} to ${current.contractVersion}`;
  const sections = [
    section(
      'Breaking',
      log.breaking.map(breakLine),
      `An app that relies on one of these must change before it runs on version ${current.contractVersion}.`,
    ),
    section('Deprecated', log.deprecated.map(deprecationLine)),
    section('Removed', log.removed.map(removalLine)),
    section('Added', log.added.map(additionLine)),
    section(
      'Changed',
      log.changed.map(({ message }) => text(message)),
    ),
  ].flat();
  const body = sections.length === 0 ? ['', 'Nothing changed that an app could notice.'] : sections;
  return `${[title, ...body].join('\n')}\n`;
}

function section(heading: string, lines: readonly string[], lead?: string): string[] {
  if (lines.length === 0) return [];
  return ['', `## ${heading}`, '', ...(lead === undefined ? [] : [lead, '']), ...lines.map((line) => `- ${line}`)];
}

function breakLine({ message, witness, advice, replacement }: ApiChangelog['breaking'][number]): string {
  const proof =
    witness === undefined ? '' : ` For example, ${code(instanceText(witness.instance))} ${witnessWords(witness)}.`;
  return `**${text(message)}.**${proof} What to do: ${advice}.${insteadOf(replacement)}`;
}

function deprecationLine(item: ApiChangelog['deprecated'][number]): string {
  const { kind, subject, since, removal, replacement, note } = item;
  const when =
    removal === null
      ? 'no removal is planned yet'
      : `works until version ${removal - 1} and may be gone with ${removal}`;
  const began = since === null ? '' : `, deprecated since version ${since}`;
  return `${kind} ${code(subject)}: ${when}${began}.${insteadOf(replacement)}${remark(note)}`;
}

function removalLine({ kind, subject, replacement, note }: ApiChangelog['removed'][number]): string {
  return `${kind} ${code(subject)}.${insteadOf(replacement)}${remark(note)}`;
}

function additionLine({ kind, subject, stability, description, requires = [] }: ApiChangelog['added'][number]): string {
  const state = stability === 'stable' ? '' : ` (${stability})`;
  const needs = requires.length === 0 ? '' : ` Requires ${requires.map(code).join(', ')}.`;
  return `${kind} ${code(subject)}${state}${description === '' ? '.' : `: ${text(description)}`}${needs}`;
}

function insteadOf(replacement: string | undefined): string {
  return replacement === undefined ? '' : ` Use ${code(replacement)} instead.`;
}

function remark(note: string | undefined): string {
  return note === undefined ? '' : ` ${text(note)}`;
}
