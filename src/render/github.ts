import type { Certification, CertifiedFinding } from '../formats/generated/certification.ts';
import { digestBytes } from '../model/digest.ts';
import { oneLine } from './one-line.ts';
import type { Style } from './style.ts';
import { renderText } from './text.ts';

/** Annotations of one kind that GitHub shows for a step. */
const SHOWN = 10;

/**
 * For the log of a GitHub Actions step: the text report, during which the runner takes no commands, then at most ten errors
 * and ten warnings as annotations. What is waived is a warning that names the waiver; what is accepted one that says so,
 * behind those that nobody has accepted.
 */
export function renderGithub(certification: Certification, style: Style): string {
  const token = stopToken(certification);
  const { findings } = certification;
  const errors = findings.filter(({ blocks }) => blocks);
  const warnings = findings.filter(({ blocks, severity }) => !blocks && severity !== 'note');
  // What somebody has accepted is the first that is worth a look.
  const rank = (finding: CertifiedFinding): number => (isWaived(finding) ? 0 : finding.accepted === true ? 2 : 1);
  const waivedFirst = [0, 1, 2].flatMap((wanted) => warnings.filter((finding) => rank(finding) === wanted));
  return [
    `::stop-commands::${token}`,
    `${renderText(certification, style).trimEnd()}`,
    `::${token}::`,
    ...annotations('error', errors),
    ...annotations('warning', waivedFirst),
    '',
  ].join('\n');
}

/** No text in a certification can hold the digest of that certification, so none can end the pause. */
function stopToken(certification: Certification): string {
  return `assay-${digestBytes(JSON.stringify(certification)).replace('sha256:', '')}`;
}

function isWaived({ waivedBy }: CertifiedFinding): boolean {
  return waivedBy !== undefined;
}

/** Workflow commands, at most ten; where there are more findings, the last one counts them. */
function annotations(command: 'error' | 'warning', findings: readonly CertifiedFinding[]): string[] {
  if (findings.length <= SHOWN) return findings.map((finding) => annotation(command, finding));
  const shown = findings.slice(0, SHOWN - 1);
  const left = findings.length - shown.length;
  return [
    ...shown.map((finding) => annotation(command, finding)),
    `::${command} title=assay::${left} more ${command}s in the certification`,
  ];
}

function annotation(command: 'error' | 'warning', finding: CertifiedFinding): string {
  const { ruleId, unit, location, message, help, waivedBy, accepted } = finding;
  const { path, line, column } = location;
  const title = [
    ruleId,
    unit === undefined ? '' : ` of ${unit}`,
    waivedBy === undefined ? '' : `, waived by ${waivedBy}`,
    accepted === true ? ', accepted' : '',
  ];
  const properties = [
    ['file', path],
    ['line', line],
    ['col', line === undefined ? undefined : column],
    ['title', title.join('')],
  ];
  const shown = properties.flatMap(([name, value]) =>
    value === undefined ? [] : `${name}=${property(String(value))}`,
  );
  return `::${command} ${shown.join(',')}::${data(message)}%0A${data(help)}`;
}

/** The message of a workflow command: one line, escaped as the runner unescapes it. */
function data(text: string): string {
  return oneLine(text).replaceAll('%', '%25');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
