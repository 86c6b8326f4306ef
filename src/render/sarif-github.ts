import type { Notification, Result } from 'sarif';
import type { Certification } from '../formats/generated/certification.ts';
import { groupBy } from '../model/group-by.ts';
import { jsonText } from '../model/printable-json.ts';
import { acceptedCount, reportOf } from './report.ts';
import { sarifLog, sarifRun } from './sarif.ts';
import { sarifResults } from './sarif-result.ts';

/** GitHub shows the top 5,000 results of a run. */
export const GITHUB_RESULTS = 5000;

/** GitHub shows 1,024 code units of a message. */
const LONGEST = 1024;

/** Waivers that are named one by one in the tool's notifications. */
const NAMED = 100;

/**
 * SARIF for code scanning, which takes a suppressed result for an open one: what a waiver or a list accepts is no result here
 * but a notification of the tool. Where there is more than GitHub shows, results of one rule in one unit are one; errors first.
 */
export function renderSarifGithub(certification: Certification): string {
  const open = sarifResults(certification, reportOf(certification)).flatMap(
    ({ suppressions = [], baselineState, ...result }) =>
      baselineState !== 'absent' && result.kind === 'fail' && !suppressions.some(({ status }) => status === 'accepted')
        ? [result]
        : [],
  );
  const merged = open.length > GITHUB_RESULTS ? oneByRule(open) : open;
  const sorted = [...merged].sort((a, b) => rank(a) - rank(b));
  const shown = sorted.slice(0, GITHUB_RESULTS).map(shortened);
  const { previous: _, ...alone } = certification;
  const run = sarifRun(alone, shown);
  const left = sorted.length - shown.length;
  const notes = [
    ...accepted(certification),
    ...waived(certification),
    ...(left === 0 ? [] : [note(`${left} more results in the certification`)]),
  ];
  const invocations = run.invocations?.map((one) => ({ ...one, toolExecutionNotifications: notes }));
  return jsonText(sarifLog({ ...run, ...(invocations ? { invocations } : {}) }));
}

/** The first of each rule in each unit, with the number of the others. */
function oneByRule(results: readonly Result[]): Result[] {
  const groups = groupBy(results, ({ ruleId, properties }) => JSON.stringify([ruleId, properties?.unit]));
  return [...groups.values()].flatMap(([first, ...others]) => {
    if (first === undefined || others.length === 0) return first ?? [];
    return { ...first, message: { text: `${others.length + 1} of this kind, such as: ${first.message.text}` } };
  });
}

function rank({ level }: Result): number {
  return level === 'error' ? 0 : level === 'warning' ? 1 : 2;
}

function shortened(result: Result): Result {
  const { text = '' } = result.message;
  return text.length <= LONGEST
    ? result
    : { ...result, message: { text: `${text.slice(0, LONGEST - 1).toWellFormed()}…` } };
}

/** A line for each finding that a waiver accepts, and for each unit that is waived for what nobody found. */
function waived({ findings, requirements }: Certification): Notification[] {
  const accepted = findings.filter(({ waivedBy }) => waivedBy !== undefined);
  const said = new Set(accepted.map(({ unit }) => unit));
  const units = requirements.flatMap((requirement) => requirement.units);
  const lines = [
    ...accepted.map(
      ({ waivedBy = '', ruleId, unit = '', message }) => `${waivedBy} waives ${ruleId} of ${unit}: ${message}`,
    ),
    ...units
      .filter(({ waivedBy, name }) => waivedBy !== undefined && !said.has(name))
      .map(({ waivedBy = '', name, state }) => `${waivedBy} waives ${name}: ${state}`),
  ];
  const more = lines.length - NAMED;
  return [...lines.slice(0, NAMED).map(note), ...(more > 0 ? [note(`${more} more are waived`)] : [])];
}

/** A line for each unit of which findings are accepted: there may be hundreds of them. */
function accepted({ acceptedFindings, requirements }: Certification): Notification[] {
  const units = requirements.flatMap((requirement) => requirement.units);
  return units.flatMap(({ name, accepted: count }) =>
    count === undefined
      ? []
      : [note(`${acceptedCount(count)} of ${name} accepted until ${acceptedFindings?.expiresAt ?? ''}`)],
  );
}

function note(text: string): Notification {
  return { level: 'note', message: { text: text.slice(0, LONGEST).toWellFormed() } };
}
