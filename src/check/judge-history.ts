import { type ContractHistory, inOrder } from '../contract/history.ts';
import type { LoadedContract } from '../contract/model.ts';
import type { Finding } from '../model/finding.ts';
import { changeFinding } from './change-finding.ts';
import { diffInput } from './diff-input.ts';
import type { DiffRule } from './diff-rule.ts';
import { CAPABILITY_DIFF_RULES } from './rules/capability/index.ts';
import { CONTRACT_DIFF_RULES, HISTORY_RULES, WHOLE_HISTORY_RULES } from './rules/contract/index.ts';
import { ENDPOINT_DIFF_RULES } from './rules/endpoint/index.ts';
import { LIFECYCLE_DIFF_RULES } from './rules/lifecycle/index.ts';
import { runDiff } from './run-diff.ts';
import { compareFindings, type RunOptions, runRules } from './run-rules.ts';

/** What stays and leaves the stable baseline. */
const MEMBER_RULES = [...CAPABILITY_DIFF_RULES, ...ENDPOINT_DIFF_RULES].filter(({ id }) =>
  id.endsWith('/reclassified'),
);

/** What two neighbours of a history must not say otherwise: the envelope, and what was promised under a name or a date. */
export const NEIGHBOUR_RULES = [
  ...CONTRACT_DIFF_RULES,
  ...LIFECYCLE_DIFF_RULES.filter(({ id }) => /^lifecycle\/(?:baseline-|clock-reset)/.test(id)),
  ...MEMBER_RULES,
];

/**
 * Whether released contracts follow one another as they were released, and the current one follows them: rules about a
 * whole history, and rules about the envelopes of each two that are neighbours. What changed between them is not judged.
 */
export function judgeHistory(
  history: ContractHistory,
  current: LoadedContract | undefined,
  options: RunOptions = {},
): Finding[] {
  const input = { history, ...(current === undefined ? {} : { current }) };
  const found = runRules([...HISTORY_RULES, ...WHOLE_HISTORY_RULES], input, options);
  const neighbours = neighboursOf(history, current).flatMap(([before, after]) =>
    runDiff(rulesFor(before, after), diffInput(before, after), { strict: options.strict ?? false }),
  );
  const seen = new Set<string>();
  return [...found, ...neighbours.map(changeFinding)]
    .filter(({ fingerprint }) => !seen.has(fingerprint) && seen.add(fingerprint))
    .sort(compareFindings);
}

/** To leave the stable baseline rewrites a promise only where the baseline keeps its name. */
function rulesFor({ contract: before }: LoadedContract, { contract: after }: LoadedContract): readonly DiffRule[] {
  const sameBaseline = before.stableBaseline !== undefined && before.stableBaseline.name === after.stableBaseline?.name;
  return sameBaseline ? NEIGHBOUR_RULES : NEIGHBOUR_RULES.filter((rule) => !MEMBER_RULES.includes(rule));
}

/** Each version with the one before it. The current contract follows the newest release, whatever its own version says. */
function neighboursOf(
  history: ContractHistory,
  current: LoadedContract | undefined,
): (readonly [LoadedContract, LoadedContract])[] {
  const releases = inOrder(history);
  const all = current === undefined || isReleased(releases, current) ? releases : [...releases, current];
  return all.flatMap((after, index) => {
    const before = all[index - 1];
    return before === undefined ? [] : [[before, after] as const];
  });
}

/** Whether a contract is one of the releases, to the digest. */
export function isReleased(releases: readonly LoadedContract[], { digest }: LoadedContract): boolean {
  return releases.some((release) => release.digest === digest);
}
