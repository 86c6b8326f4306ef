import { nearest } from '../model/nearest.ts';
import { byCodeUnit } from '../model/order.ts';
import { quote } from '../model/quote.ts';
import type { RuleHit } from '../model/rule.ts';
import { capabilitiesByAnyName } from './capability-aliases.ts';
import type { CapabilityUse } from './capability-use.ts';
import { type CompatInput, target } from './compat-input.ts';

/** Spelling is compared for so many unknown names only: a hostile manifest must not buy hours with a megabyte of names. */
const MOST_SUGGESTIONS = 20;

/** One hit per use whose capability is not in the contract, saying what the vocabulary or the spelling tells about it. */
export function* unknownCapabilities(input: CompatInput, uses: readonly CapabilityUse[]): Generator<RuleHit> {
  const known = new Set(capabilitiesByAnyName(input.contract.contract).keys());
  const unknown = uses.filter((use) => !known.has(use.name)).sort((a, b) => byCodeUnit(a.name, b.name));
  const since = new Map(input.vocabulary.map((entry) => [entry.name, entry.since]));
  const suggest = suggester(known);
  for (const use of unknown) {
    yield {
      message: `${use.words} ${whatIsKnown(use.name, since.get(use.name), input, suggest)}`,
      location: use.location,
      key: [input.manifest.id, use.name],
    };
  }
}

/** `, did you mean "x"?` or nothing; nothing at all after the first twenty names. */
export function suggester(known: Iterable<string>): (name: string) => string {
  const candidates = [...known].sort(byCodeUnit);
  let left = MOST_SUGGESTIONS;
  return (name) => {
    if (left === 0) return '';
    left -= 1;
    const near = nearest(name, candidates);
    return near === undefined ? '' : `, did you mean ${quote(near)}?`;
  };
}

function whatIsKnown(
  name: string,
  since: number | undefined,
  input: CompatInput,
  suggest: (name: string) => string,
): string {
  if (since === undefined) return `is not in contract ${target(input)}${suggest(name)}`;
  return since > input.contract.contract.contractVersion
    ? `exists since v${since}, target is ${target(input)}`
    : `came with v${since} and is gone from target ${target(input)}`;
}
