import type { ManifestProfileDiff } from '../formats/generated/manifest-profile-diff.ts';
import type { ManifestProfiles } from '../formats/generated/manifest-profiles.ts';
import type { ManifestEnvironment, ProfileComparison } from '../formats/generated/manifest-report.ts';
import type { Style } from './command.ts';
import { findingsText, summaryText } from './findings-text.ts';

interface Row {
  readonly key: string;
  readonly stances: readonly { readonly profile: string; readonly stance: string }[];
}

/** Key × profile, one aligned line per key. */
export function matrixText(rows: readonly Row[], style: Style): string[] {
  const profiles = rows[0]?.stances.map(({ profile }) => profile) ?? [];
  const keyWidth = Math.max(3, ...rows.map(({ key }) => key.length));
  const line = (key: string, cells: readonly string[]): string =>
    `  ${key.padEnd(keyWidth)}  ${cells.map((cell, at) => cell.padEnd(Math.max(8, profiles[at]?.length ?? 0))).join('  ')}`.trimEnd();
  return [
    style.dim(line('key', profiles)),
    ...rows.map(({ key, stances }) =>
      line(
        key,
        stances.map(({ stance }) => stance),
      ),
    ),
  ];
}

/** What each profile makes of one manifest, then the keys that the profiles treat differently and that matter here. */
export function comparisonText({ verdicts, disagreements }: ProfileComparison, style: Style): string[] {
  const width = Math.max(...verdicts.map(({ profile }) => profile.length));
  const rows = disagreements.filter(
    ({ present, stances }) => present || stances.some(({ stance }) => stance === 'required'),
  );
  return [
    style.bold('profiles'),
    ...verdicts.map(({ profile, newest, summary }) => {
      const word = summary.errors > 0 ? style.error('refuses') : style.ok('accepts');
      return `  ${profile.padEnd(width)}  ${word}  ${summaryText(summary)}${newest ? '' : ', not the newest'}`;
    }),
    ...(rows.length === 0 ? [] : ['', style.bold('where they disagree'), ...matrixText(rows, style)]),
  ];
}

/** Which files set what for an environment, by name. */
export function environmentText({ name, files, uploaded, kept }: ManifestEnvironment, style: Style): string[] {
  const list = (names: readonly string[]): string => (names.length === 0 ? 'nothing' : names.join(', '));
  return [
    style.bold(`environment ${name}`),
    `  ${style.dim('files')}     ${files.length === 0 ? 'none' : files.join(' < ')}`,
    `  ${style.dim('uploaded')}  ${list(uploaded)}`,
    `  ${style.dim('kept')}      ${list(kept.map((variable) => `${variable.name} (${variable.reason})`))}`,
  ];
}

/** The profiles, and where they disagree. */
export function profilesText({ profiles, disagreements, conflicts }: ManifestProfiles, style: Style): string {
  const width = Math.max(...profiles.map(({ name }) => name.length));
  return `${[
    `${profiles.length} profiles; ${conflicts.length === 0 ? 'some manifest passes every newest one' : conflictText(conflicts)}`,
    ...profiles.map(
      ({ name, newest, description }) => `  ${name.padEnd(width)}  ${description}${newest ? ' (newest)' : ''}`,
    ),
    '',
    style.bold('where they disagree'),
    ...matrixText(disagreements, style),
  ].join('\n')}\n`;
}

function conflictText(conflicts: ManifestProfiles['conflicts']): string {
  return conflicts
    .map((one) => `${one.key} is required by ${one.requiredBy.join(', ')} and refused by ${one.refusedBy.join(', ')}`)
    .join('; ');
}

/** Which manifests break, what changes for each key, and what the second profile finds. */
export function profileDiffText(report: ManifestProfileDiff, style: Style): string {
  const { from, to, changes, rules, manifests, broken } = report;
  const verdict = broken > 0 ? style.error(style.bold('breaks')) : style.ok(style.bold('breaks nothing'));
  const width = Math.max(0, ...manifests.map(({ path }) => path.length));
  const keyWidth = Math.max(0, ...changes.map(({ key }) => key.length));
  const findings = manifests.flatMap((manifest) => manifest.findings);
  return `${[
    `${verdict}: ${broken} of ${manifests.length} manifests, from ${from} to ${to}`,
    ...changes.map((change) => `  ${change.key.padEnd(keyWidth)}  ${change.from} -> ${change.to}`),
    ...rules.added.map((rule) => `  ${rule} is checked`),
    ...rules.removed.map((rule) => `  ${rule} is not checked`),
    '',
    ...manifests.map(
      ({ path, broken: breaks }) =>
        `  ${path.padEnd(width)}  ${breaks ? style.error('breaks') : style.ok('has no new error')}`,
    ),
    ...(findings.length === 0 ? [] : ['', ...findingsText(findings, style)]),
  ].join('\n')}\n`;
}
