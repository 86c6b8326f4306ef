import { defineGateRule, type RuleDoc } from './rule-doc.ts';

/** What a run may not contradict: an earlier certification, and what the policy or the trust document pins. */
export const PREVIOUS_RULES = {
  contractOlder: defineGateRule({
    id: 'previous/contract-older',
    summary: "the contract's version is not lower than in the certification before",
    help: 'Certify the contract that was meant; a change that is taken back is a new version.',
    example: { fails: 'version 4, after version 5 was certified', passes: 'version 5 or 6' },
  }),
  registerOlder: defineGateRule({
    id: 'previous/register-older',
    summary: 'the register of waivers has no lower sequence than in the certification before',
    help: 'Put the last signed register back; what was revoked or listed since must not be forgotten.',
    example: { fails: 'sequence 2, or no register, after sequence 3', passes: 'sequence 3 or 4' },
  }),
  requirementDropped: defineGateRule({
    id: 'previous/requirement-dropped',
    summary: 'what was required in this mode still is',
    help: "Put the requirement or its level back into the policy. Where it was meant, certify once without --previous and have the policy's owner stand for it.",
    example: { fails: 'security.scan was required, and is recommended', passes: 'security.scan is required' },
  }),
  waiverLost: defineGateRule({
    id: 'previous/waiver-lost',
    summary: 'a waiver that was used stays in the folder as long as another one goes on with it',
    help: "Put the earlier waiver's file back, so that renewals can be counted.",
    example: { fails: 'WVR-2031-0001 was deleted, and WVR-2031-0002 waives the same', passes: 'both files are there' },
  }),
  acceptedReplaced: defineGateRule({
    id: 'previous/accepted-replaced',
    summary: 'accepted findings go on with the list that the certification before had',
    help: 'Put the last right file back, or remove it whole: a list may shrink or go, and never begin again.',
    example: { fails: 'a new first list in the place of list 3', passes: 'list 3 or 4 of the same chain' },
  }),
  registerBelowFloor: defineGateRule({
    id: 'waiver/register-below-floor',
    summary: 'the register of waivers is the one that the trust document names, or a later one',
    help: 'Put the last signed register back. Where a new beginning was meant, have those who keep the trust document take the floor out of it.',
    example: { fails: 'sequence 1, or no register, with a floor of 3', passes: 'sequence 3 of that digest, or 4' },
  }),
  acceptedBelowFloor: defineGateRule({
    id: 'accepted/below-floor',
    summary: 'accepted findings go on with the list that the trust document names',
    help: 'Put the last right file back, or remove it whole. Where a new beginning was meant, have those who keep the trust document take the floor out of it.',
    example: { fails: 'a new first list, with a floor of 3', passes: 'list 3 or 4 of the same chain, or no list' },
  }),
  ruleSet: defineGateRule({
    id: 'rule-set/not-pinned',
    summary: 'the rules that decide are those that the policy pins',
    help: 'Run `assay certify --compare-rulesets` to see what other rules would change, then pin this rule set, or use the version of assay that was pinned.',
    example: {
      fails: 'another version of assay, with another rule set',
      passes: 'ruleSet is what `tool.ruleSetDigest` shows',
    },
  }),
} as const satisfies Record<string, RuleDoc>;

const BY_ID: ReadonlyMap<string, RuleDoc> = new Map(Object.values(PREVIOUS_RULES).map((rule) => [rule.id, rule]));

/** The rule of an id among them. */
export function previousRule(id: string | undefined): RuleDoc | undefined {
  return id === undefined ? undefined : BY_ID.get(id);
}
