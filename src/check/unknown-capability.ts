import { nearest } from '../model/nearest.ts';
import { quote } from '../model/quote.ts';
import type { RuleHit } from '../model/rule.ts';
import type { CapabilityUse } from './capability-use.ts';
import { type CompatInput, target } from './compat-input.ts';

/** One hit per use whose capability is not in the contract, saying what the vocabulary or the spelling tells about it. */
export function* unknownCapabilities(input: CompatInput, uses: readonly CapabilityUse[]): Generator<RuleHit> {
  const known = new Set(input.contract.contract.capabilities.map((capability) => capability.name));
  for (const use of uses) {
    if (known.has(use.name)) continue;
    yield {
      message: `${use.words} ${whatIsKnown(use.name, input, known)}`,
      location: use.location,
      key: [input.manifest.id, use.name],
    };
  }
}

function whatIsKnown(name: string, input: CompatInput, known: ReadonlySet<string>): string {
  const elsewhere = input.vocabulary.find((entry) => entry.name === name);
  if (elsewhere !== undefined) {
    const later = elsewhere.since > input.contract.contract.contractVersion;
    return later
      ? `exists since v${elsewhere.since}, target is ${target(input)}`
      : `came with v${elsewhere.since} and is gone from target ${target(input)}`;
  }
  const near = nearest(name, [...known].sort());
  return `is not in contract ${target(input)}${near === undefined ? '' : `, did you mean ${quote(near)}?`}`;
}
