import type { LoadedContract } from '../contract/model.ts';
import { type Severity, type Summary, summarize } from '../model/finding.ts';
import type { Change } from './change.ts';
import { compareSchemasOf } from './compare-schemas.ts';
import { type ContractDiff, type ContractDiffOptions, diffContracts } from './contract-diff.ts';
import { diffInput } from './diff-input.ts';
import { categoriesOf } from './diff-profile.ts';
import type { Bump, Category, DiffInput } from './diff-rule.ts';
import { kept } from './pairs.ts';
import { DIFF_RULES } from './rules/diff.ts';
import { compareChanges, requiredBump, runDiff } from './run-diff.ts';
import { withSeverities } from './severities.ts';

export const COMPAT_MODES = [
  'backward',
  'forward',
  'full',
  'backward-transitive',
  'forward-transitive',
  'full-transitive',
] as const;
export type CompatMode = (typeof COMPAT_MODES)[number];

/**
 * backward: whoever uses a release moves to the current contract. forward: whoever uses the current contract, as far as
 * a release has it too, moves to the release.
 */
export type Sense = 'backward' | 'forward';

export interface Comparison {
  readonly sense: Sense;
  readonly release: LoadedContract;
  readonly requiredBump: Bump;
  readonly summary: Summary;
}

/** Everything that a contract breaks of its history, each break once, found against the newest release that it breaks. */
export interface HistoryDiff extends ContractDiff {
  readonly comparisons: readonly Comparison[];
}

/**
 * Compares a contract with the releases before it: with the last one, or with all of them in a transitive mode.
 * @param releases in the order of their versions
 */
export function diffHistory(
  releases: readonly LoadedContract[],
  current: LoadedContract,
  mode: CompatMode,
  options: ContractDiffOptions = {},
): HistoryDiff {
  const newestFirst = releases.toReversed();
  const compared = mode.endsWith('-transitive') ? newestFirst : newestFirst.slice(0, 1);
  const senses: readonly Sense[] = mode.startsWith('full')
    ? ['backward', 'forward']
    : [mode.startsWith('backward') ? 'backward' : 'forward'];
  const runs = senses.flatMap((sense) => {
    const known = new Map<string, Severity>();
    return compared.map((release, at) => {
      const diff =
        sense === 'forward' ? backOnto(release, current, options) : onto(release, current, at === 0, options);
      const changes = diff.changes.map((change) => asKnown(change, known));
      return { sense, release, changes, requiredBump: diff.requiredBump, summary: summarize(changes) };
    });
  });
  const seen = new Set<string>();
  const changes = runs
    .flatMap(({ sense, release, changes: found }) =>
      found
        .filter(({ fingerprint }) => !seen.has(`${sense} ${fingerprint}`) && seen.add(`${sense} ${fingerprint}`))
        .map((change): Change => ({ ...change, comparedWith: release.contract.contractVersion, sense })),
    )
    .sort(compareChanges);
  return {
    changes,
    comparisons: runs.map(({ changes: _, ...comparison }) => comparison),
    requiredBump: runs.find(({ sense }) => sense === 'backward')?.requiredBump ?? 'none',
    summary: summarize(changes),
  };
}

/** What was lawful from a newer release stays so: the announcement came in between. */
function asKnown(change: Change, known: Map<string, Severity>): Change {
  const severity = known.get(change.fingerprint) ?? change.severity;
  known.set(change.fingerprint, severity);
  return { ...change, severity };
}

/** What a client does with the contract; only the last release is the one that numbers and windows count from. */
const CLIENT: ReadonlySet<Category> = new Set(['wire', 'sdk', 'authorization']);

function onto(
  release: LoadedContract,
  current: LoadedContract,
  isLast: boolean,
  options: ContractDiffOptions,
): ContractDiff {
  const diff = diffContracts(release, current, options);
  if (isLast) return diff;
  const changes = diff.changes.filter(({ category }) => CLIENT.has(category));
  return { changes, requiredBump: requiredBump(changes), summary: summarize(changes) };
}

/** The current contract taken as the baseline of a release, as far as both have the same things. */
function backOnto(release: LoadedContract, current: LoadedContract, options: ContractDiffOptions): ContractDiff {
  const { strict = false, profile = 'all', severities } = options;
  const asked = categoriesOf(profile);
  const categories = new Set([...CLIENT].filter((category) => asked?.has(category) ?? true));
  const input = shared(diffInput(current, release, compareSchemasOf(current.contract, options)));
  const found = runDiff(DIFF_RULES, input, { strict, categories });
  // What is granted or possible on the release, and not in the current contract, breaks nobody who moves back.
  const breaks = found.filter(({ severity, direction }) => severity !== 'note' && direction !== 'operator');
  const changes = withSeverities(breaks, severities);
  return { changes, requiredBump: requiredBump(changes), summary: summarize(changes) };
}

function shared(input: DiffInput): DiffInput {
  const { capabilities, endpoints, services, methods, events } = input.pairs;
  return {
    ...input,
    pairs: {
      capabilities: [...kept(capabilities)],
      endpoints: [...kept(endpoints)],
      services: [...kept(services)],
      methods: [...kept(methods)],
      events: [...kept(events)],
    },
  };
}
