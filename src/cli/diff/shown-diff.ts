import type { ApiDiffReport } from '../../formats/generated/api-diff-report.ts';

/** A document that is only looked at. */
type Shown<T> = T extends readonly (infer Item)[]
  ? readonly Shown<Item>[]
  : T extends object
    ? { readonly [Member in keyof T]: Shown<T[Member]> }
    : T;

export type ShownDiff = Shown<ApiDiffReport>;
export type ShownChange = ShownDiff['changes'][number];
export type ShownWitness = NonNullable<ShownChange['witness']>;

/** `contracts/5.json (v5)`, and the commit where it was read from one. */
export function sideText({ path, contractVersion, revision }: ShownDiff['baseline']): string {
  return `${path} (v${contractVersion}${revision === undefined ? '' : `, commit ${revision.slice(0, 12)}`})`;
}

/** One word that says how the comparison ended. */
function verdictOf({ summary, changes }: ShownDiff): 'breaking' | 'undecided' | 'compatible' | 'unchanged' {
  if (summary.errors > 0) return 'breaking';
  if (changes.some(({ undecided, severity }) => undecided && severity !== 'note')) return 'undecided';
  return changes.length === 0 ? 'unchanged' : 'compatible';
}

/** The verdict as a headline says it: a profile that left other changes out can't call two contracts unchanged. */
export function shownVerdict(report: ShownDiff): ReturnType<typeof verdictOf> {
  const verdict = verdictOf(report);
  return verdict === 'unchanged' && report.profile !== 'all' ? 'compatible' : verdict;
}

/** What a headline says where there is no change to count. */
export function nothingSeen({ profile }: ShownDiff): string {
  return profile === 'all' ? 'no changes' : `no changes of profile ${profile}; others were not looked at`;
}

/** `{"name":""}` in one line, cut where it is long. */
export function instanceText(instance: unknown): string {
  const text = JSON.stringify(instance) ?? 'null';
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}

/** Who accepts and who rejects a witness, as people say it. */
export function witnessWords({ validUnder }: ShownWitness): string {
  return validUnder === 'baseline' ? 'was valid, and is not any more' : 'is valid now, and was not before';
}

const MOST_REASONS = 8;

/** A few reasons, and how many more the JSON report lists. */
export function reasonsShown(because: readonly { readonly message: string }[]): string[] {
  const messages = because.map(({ message }) => message);
  if (messages.length <= MOST_REASONS) return messages;
  const shown = messages.slice(0, MOST_REASONS - 1);
  return [...shown, `${messages.length - shown.length} more, which --json lists`];
}
