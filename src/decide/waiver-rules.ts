import { defineGateRule, type RuleDoc } from './rule-doc.ts';

/** One rule per way in which a waiver does not help, so that each has one explaining line and a page in `assay explain`. */
export const WAIVER_RULES = {
  malformed: defineGateRule({
    id: 'waiver/malformed',
    summary: 'a waiver document is whole and valid',
    help: 'Mend the file as the message says; until then it waives nothing, and what it was for keeps blocking.',
    severity: 'warning',
    example: { fails: 'expiresAt: 2031-05-01', passes: 'expiresAt: 2031-05-01T00:00:00Z' },
  }),
  'wrong-release': defineGateRule({
    id: 'waiver/wrong-release',
    summary: 'a waiver is for the release that is certified',
    help: 'A waiver never moves to another release: ask for a new one.',
    example: { fails: 'release.id 2031.4 while 2031.5 is certified', passes: 'release.id 2031.5' },
  }),
  'wrong-mode': defineGateRule({
    id: 'waiver/wrong-mode',
    summary: 'a waiver names the mode of the run',
    help: 'Waivers are for release-candidate and production; ask for one that names the mode.',
    example: {
      fails: 'modes [release-candidate] in a production run',
      passes: 'modes [production] in a production run',
    },
  }),
  'wrong-candidate': defineGateRule({
    id: 'waiver/wrong-candidate',
    summary: 'a waiver that names a candidate names the one that is certified',
    help: 'The candidate was rebuilt after the waiver was written: look at it again, then write the new digest.',
    example: { fails: "the digest of yesterday's build", passes: 'the digest that the certification shows' },
  }),
  'not-yet-valid': defineGateRule({
    id: 'waiver/not-yet-valid',
    summary: 'a waiver has begun',
    help: 'Wait until notBefore, or ask for a waiver that begins earlier.',
    example: { fails: 'notBefore tomorrow', passes: 'notBefore yesterday' },
  }),
  expired: defineGateRule({
    id: 'waiver/expired',
    summary: 'a waiver has not ended',
    help: 'Mend the finding, or ask for a new waiver and say why the time was not enough; remove the expired one.',
    example: { fails: 'expiresAt at or before now', passes: 'expiresAt after now' },
  }),
  'over-broad': defineGateRule({
    id: 'waiver/over-broad',
    summary: 'a waiver names exactly one evidence, with its target',
    help: 'Write one waiver per target, as scope.target.appId.',
    example: {
      fails: 'evidenceId compat without target, while compat judges five apps',
      passes: 'evidenceId compat, target.appId hello',
    },
  }),
  'too-long': defineGateRule({
    id: 'waiver/too-long',
    summary: 'a waiver lasts no longer than its requirement allows',
    help: 'Shorten it to the days that the message names.',
    example: { fails: 'a year', passes: 'two weeks' },
  }),
  'not-waivable': defineGateRule({
    id: 'waiver/not-waivable',
    summary: 'a waiver is for something that the policy lets be waived',
    help: 'Mend what blocks: the policy, or the integrity of the evidence itself, leaves no other way.',
    example: { fails: 'a waiver for a malformed evidence document', passes: 'a waiver for a failed check' },
  }),
  'state-not-covered': defineGateRule({
    id: 'waiver/state-not-covered',
    summary: 'a waiver names the state that the evidence is in',
    help: 'What was accepted is not what happened: look again, then ask for a waiver that names the state.',
    example: { fails: 'states [missing] while the evidence failed', passes: 'states [fail] while the evidence failed' },
  }),
  'finding-mismatch': defineGateRule({
    id: 'waiver/finding-mismatch',
    summary: 'a waiver lists every finding that blocks',
    help: 'Mend the findings that it does not list, or ask for a waiver that lists them.',
    example: { fails: 'two findings block and the waiver lists one', passes: 'the waiver lists both' },
  }),
  unused: defineGateRule({
    id: 'waiver/unused',
    summary: 'a waiver waives something',
    help: 'Remove it: what it was for does not block any more, or never did.',
    severity: 'warning',
    example: { fails: 'a waiver for an app that passes', passes: 'a waiver for an app that fails' },
  }),
  expiring: defineGateRule({
    id: 'waiver/expiring',
    summary: 'a waiver in use does not end within days',
    help: 'Mend the finding before it ends; from then on it blocks.',
    severity: 'warning',
    example: { fails: 'ends tomorrow', passes: 'ends in ten days' },
  }),
  'duplicate-id': defineGateRule({
    id: 'waiver/duplicate-id',
    summary: 'no two waivers have one id',
    help: 'Give each its own id, or remove the superseded one: of one id only the highest revision counts, and two different files of one revision are both malformed.',
    severity: 'warning',
    example: { fails: 'WVR-2031-0001 in two files', passes: 'WVR-2031-0001 and WVR-2031-0002' },
  }),
} as const satisfies Record<string, RuleDoc>;
