import { defineGateRule, type RuleDoc } from './rule-doc.ts';

const WITHOUT = 'until then none of its findings is accepted';

/** One rule per way in which a list of accepted findings does not help, and what is said of one that does. */
export const ACCEPTED_RULES = {
  malformed: defineGateRule({
    id: 'accepted/malformed',
    summary: 'the list of accepted findings is whole and valid, with every list before it',
    help: `Put the file back as \`assay findings\` wrote it; ${WITHOUT}.`,
    example: { fails: 'a line was cut off', passes: 'one envelope on each line, the first list first' },
  }),
  forged: defineGateRule({
    id: 'accepted/forged',
    summary: 'the list of accepted findings is signed by keys that the trust document lists',
    help: `Find out where the file comes from, or have the people sign it with \`assay findings sign\`; ${WITHOUT}.`,
    example: { fails: 'a list that nobody known has signed', passes: 'a list as `assay findings accept` wrote it' },
  }),
  grown: defineGateRule({
    id: 'accepted/grown',
    summary: 'a list of accepted findings only shrinks, and ends no later than the one before',
    help: `Put the last right list back: what is new is mended or waived, never added; ${WITHOUT}.`,
    example: {
      fails: 'the third list has a finding that the second has not',
      passes: 'each list is a part of the one before',
    },
  }),
  'not-allowed': defineGateRule({
    id: 'accepted/not-allowed',
    summary: 'findings are accepted where the policy lets them be',
    help: 'Mend or waive the findings, or have the owner of the policy set knobs.acceptedFindings; production has a member of its own.',
    example: {
      fails: 'a list, and a policy without knobs.acceptedFindings',
      passes: 'acceptedFindings: { maxDays: 90 }',
    },
  }),
  'not-yet-valid': defineGateRule({
    id: 'accepted/not-yet-valid',
    summary: 'a list of accepted findings was issued by now',
    help: 'Check the clock of whoever signed it.',
    example: { fails: 'issued tomorrow', passes: 'issued yesterday' },
  }),
  expired: defineGateRule({
    id: 'accepted/expired',
    summary: 'a list of accepted findings has not ended',
    help: 'Mend what is left, or ask for a waiver of each: no list goes on with another.',
    example: { fails: 'expiresAt at or before now', passes: 'expiresAt after now' },
  }),
  'too-long': defineGateRule({
    id: 'accepted/too-long',
    summary: 'findings are accepted no longer than the policy allows',
    help: 'Have the list signed anew with fewer days: `assay findings shrink --days`.',
    example: { fails: 'a year where 90 days are allowed', passes: '90 days' },
  }),
  'too-many': defineGateRule({
    id: 'accepted/too-many',
    summary: 'no more findings are accepted than the policy allows',
    help: 'Mend some of them, then write the smaller list with `assay findings shrink`.',
    example: { fails: '300 findings where maxFindings is 200', passes: '200 findings' },
  }),
  'insufficient-approval': defineGateRule({
    id: 'accepted/insufficient-approval',
    summary: 'a list of accepted findings is signed by a release manager and another person',
    help: 'Have those sign whom the message names: `assay findings sign`. Who asked for it or made the evidence does not count.',
    example: { fails: 'signed by the release manager alone', passes: 'signed by the risk owner, too' },
  }),
  vanished: defineGateRule({
    id: 'accepted/vanished',
    summary: 'what is accepted is still found',
    help: 'Write the list without it: `assay findings shrink`. Until then it would pass if it came back.',
    severity: 'warning',
    example: { fails: 'a finding was mended and is still listed', passes: 'the list has what is found' },
  }),
  expiring: defineGateRule({
    id: 'accepted/expiring',
    summary: 'a list of accepted findings does not end within days',
    help: 'Mend what is left before it ends; from then on all of it blocks.',
    severity: 'warning',
    example: { fails: 'ends tomorrow', passes: 'ends in a month' },
  }),
} as const satisfies Record<string, RuleDoc>;
