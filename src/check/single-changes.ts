import type { LoadedContract } from '../contract/model.ts';
import type { Rule } from '../model/rule.ts';
import type { Change } from './change.ts';
import type { ContractInput } from './contract-input.ts';
import { descriptors } from './descriptors.ts';
import type { Subject } from './diff-rule.ts';
import { toFinding } from './run-rules.ts';

/** What is wrong with the current contract by itself and was not wrong with the baseline already. */
export function singleChanges(
  rules: readonly Rule<ContractInput>[],
  baseline: LoadedContract,
  current: LoadedContract,
  strict: boolean,
): Change[] {
  const known = new Set(changesOf(rules, baseline, strict).map(({ fingerprint }) => fingerprint));
  return changesOf(rules, current, strict).filter(
    ({ fingerprint }) => !known.has(fingerprint) && known.add(fingerprint),
  );
}

function changesOf(rules: readonly Rule<ContractInput>[], contract: LoadedContract, strict: boolean): Change[] {
  const subjects = subjectsOf(contract);
  return rules.flatMap((rule) =>
    [...rule.check({ contract })].map((hit): Change => {
      const { kind, identity } = subjects(hit.key);
      return {
        ...toFinding(rule, hit, { strict }),
        category: 'model',
        direction: rule.breaks[0] ?? 'none',
        parties: [...rule.breaks],
        kind,
        subject: identity,
        waivable: rule.waivable ?? true,
        bump: 'none',
      };
    }),
  );
}

/** The descriptor that a key names, else the contract. */
function subjectsOf({ contract }: LoadedContract): (key: readonly unknown[]) => Subject {
  const known = new Map<string, Subject['kind']>();
  return (key) => {
    // Few contracts break a rule, and only they need the index.
    if (known.size === 0) for (const { kind, identity } of descriptors(contract)) known.set(identity, kind);
    for (const part of key) {
      const kind = typeof part === 'string' ? known.get(part.replace(/\{[^{}]*\}/g, '{}')) : undefined;
      if (typeof part === 'string' && kind !== undefined) return { kind, identity: part };
    }
    return { kind: 'contract', identity: contract.apiVersion };
  };
}
