import type { LoadedContract } from '../contract/model.ts';
import type { Rule, RuleHit } from '../model/rule.ts';
import type { Change } from './change.ts';
import type { ContractInput } from './contract-input.ts';
import { descriptors } from './descriptors.ts';
import type { Category, Subject } from './diff-rule.ts';
import type { HistoryInput } from './history-input.ts';
import { HISTORY_RULES } from './rules/contract/index.ts';
import { SINGLE_RULES } from './rules/single.ts';
import { toFinding } from './run-rules.ts';

export interface SingleOptions {
  readonly strict: boolean;
  /** Categories to report; all where absent. */
  readonly categories?: ReadonlySet<Category>;
}

/** What a comparison rests on: a contract that breaks one of these is none, and passes beside no baseline, however bad. */
const GROUND: ReadonlySet<string> = new Set(['contract/duplicate-identity', 'contract/empty-surface']);

/**
 * What is wrong with the current contract by itself, or as the successor of the baseline, and was not wrong with the
 * baseline already; what makes it no contract at all is told though the baseline was none either.
 */
export function singleChanges(baseline: LoadedContract, current: LoadedContract, options: SingleOptions): Change[] {
  const found = changesOf({ contract: current, beside: baseline }, [baseline], options);
  if (found.length === 0) return found;
  const known = new Set(changesOf({ contract: baseline, beside: current }, [], options).map(fingerprintOf));
  const seen = new Set<string>();
  return found.filter(
    ({ ruleId, fingerprint }) =>
      (GROUND.has(ruleId) || !known.has(fingerprint)) && !seen.has(fingerprint) && seen.add(fingerprint),
  );
}

const fingerprintOf = ({ fingerprint }: Change): string => fingerprint;

function changesOf(input: ContractInput, before: readonly LoadedContract[], options: SingleOptions): Change[] {
  const { contract } = input;
  const releases = before.map((release) => ({ named: release.contract.contractVersion, contract: release }));
  const history: HistoryInput = { history: { path: contract.path, releases }, current: contract };
  const subjects = subjectsOf(contract, input.beside);
  const run = <Input>(rules: readonly Rule<Input>[], given: Input): Change[] =>
    rules
      .filter((rule) => options.categories?.has(categoryOf(rule)) ?? true)
      .flatMap((rule) => [...rule.check(given)].map((hit) => toChange(rule, hit, subjects(hit.key), options.strict)));
  return [...run(SINGLE_RULES, input), ...run(HISTORY_RULES, history)];
}

function toChange<Input>(rule: Rule<Input>, hit: RuleHit, { kind, identity }: Subject, strict: boolean): Change {
  return {
    ...toFinding(rule, hit, { strict }),
    category: categoryOf(rule),
    direction: rule.breaks[0] ?? 'none',
    parties: [...rule.breaks],
    kind,
    subject: identity,
    ...partOf(hit.key),
    waivable: rule.waivable ?? true,
    bump: 'none',
  };
}

/** Of a key that names a descriptor and something of it, what it names of it: `[kind, identity, part]`. */
function partOf(key: readonly unknown[]): { readonly part?: string } {
  const [, identity, part] = key;
  return typeof identity === 'string' && typeof part === 'string' && key.length === 3 ? { part } : {};
}

function categoryOf({ id }: { readonly id: string }): Category {
  return id.startsWith('lifecycle/') ? 'lifecycle' : 'model';
}

/** The descriptor that a key names, which the other contract may have had, else the contract. */
function subjectsOf({ contract }: LoadedContract, beside?: LoadedContract): (key: readonly unknown[]) => Subject {
  const known = new Map<string, Subject['kind']>();
  return (key) => {
    // Few contracts break a rule, and only they need the index.
    if (known.size === 0)
      for (const one of beside === undefined ? [contract] : [beside.contract, contract])
        for (const { kind, identity } of descriptors(one)) known.set(identity, kind);
    for (const part of key) {
      const kind = typeof part === 'string' ? known.get(part.replace(/\{[^{}]*\}/g, '{}')) : undefined;
      if (typeof part === 'string' && kind !== undefined) return { kind, identity: part };
    }
    return { kind: 'contract', identity: contract.apiVersion };
  };
}
