import { defineGateRule, type RuleDoc } from './rule-doc.ts';

/** What can be wrong with evidence as such, whatever it says of the release. */
export const EVIDENCE_RULES = {
  missing: defineGateRule({
    id: 'evidence/missing',
    summary: 'every requirement has evidence for each thing that it judges',
    help: 'Run what makes the evidence, or put its document into the evidence folder; where nothing is configured to be judged, name it in assay.config.json.',
    example: {
      fails: 'a required scan whose job was skipped',
      passes: 'the scan ran and its evidence is in the folder',
    },
  }),
  skipped: defineGateRule({
    id: 'evidence/skipped',
    summary: 'a required check is not skipped',
    help: 'Remove the reason for which it was skipped, and run it again.',
    example: {
      fails: '{"status": "skip", "statusReason": "no network"}',
      passes: '{"status": "pass", "counts": {"checks": 12}}',
    },
  }),
  error: defineGateRule({
    id: 'evidence/error',
    summary: 'a check that ran could look at what it judges',
    help: 'Read the reason, mend what kept the check from looking, and run it again.',
    example: {
      fails: '{"status": "error", "statusReason": "the bundle can\'t be read"}',
      passes: '{"status": "pass"}',
    },
  }),
  snapshotGenerationFailed: defineGateRule({
    id: 'evidence/snapshot-generation-failed',
    summary: 'a snapshot can be made from the contract source',
    help: 'Mend the contract source as the message says; `assay api snapshot` shows the same.',
    example: { fails: 'a source with a duplicate key', passes: 'a source that `assay api snapshot` accepts' },
  }),
  snapshotStale: defineGateRule({
    id: 'contract/snapshot-stale',
    summary: 'the committed snapshot is what the contract source gives',
    help: 'Run `assay api snapshot` and commit the result; where the difference was not meant, mend the source.',
    example: { fails: 'an endpoint was added to the source only', passes: 'source and snapshot have one digest' },
  }),
  descriptorUnparsable: defineGateRule({
    id: 'evidence/descriptor-unparsable',
    summary: 'every descriptor parses: catalog entries and the committed snapshot',
    help: 'Mend the descriptor at the line that the message names.',
    example: { fails: 'an entry descriptor with an unknown key', passes: 'an entry descriptor with known keys only' },
  }),
  strictVerificationFailed: defineGateRule({
    id: 'evidence/strict-verification-failed',
    summary: 'an app that is released with the platform passes the strict verifier',
    help: 'Mend the findings beside this one; `assay compat verify --strict` shows the same, with `--require-metadata` where the policy has requireApiMetadata, and `assay manifest validate --bundle-dir` what keeps an app from being started.',
    example: {
      fails: 'an app tested only up to an earlier contract version',
      passes: 'an app tested with the current one',
    },
  }),
  inputUnreadable: defineGateRule({
    id: 'evidence/input-unreadable',
    summary: 'everything that a check needs can be read',
    help: 'Mend the file that the message names, or the path to it in assay.config.json.',
    example: { fails: 'a bundle folder without a manifest', passes: 'a bundle folder with its manifest' },
  }),
  stale: defineGateRule({
    id: 'evidence/stale',
    summary: 'evidence is fresh: not older than the policy allows, and made from the inputs as they are',
    help: 'Run the check again.',
    example: { fails: 'maxAgeHours 24, finished two days ago', passes: 'maxAgeHours 24, finished an hour ago' },
  }),
  wrongSubject: defineGateRule({
    id: 'evidence/wrong-subject',
    summary: 'evidence is about this release, candidate, plan and policy',
    help: "Run the check again for this candidate; a waiver can't help, as nothing is known of what would be released.",
    example: {
      fails: 'evidence of the candidate before the last build',
      passes: "evidence that names this candidate's digest",
    },
  }),
  untrusted: defineGateRule({
    id: 'evidence/untrusted',
    summary: 'evidence and what it judges can be believed',
    help: 'Find out who made it and how; make it again from a known state.',
    example: {
      fails: "evidence that finishes tomorrow, a bundle whose archive breaks the reader's rules",
      passes: 'evidence that finished before now',
    },
  }),
  malformed: defineGateRule({
    id: 'evidence/malformed',
    summary: 'an evidence document is whole and consistent',
    help: 'Make the document again; a damaged one is never waived, as nobody can know what it said.',
    example: {
      fails: 'a truncated file, or counts that differ from the findings',
      passes: 'a document valid under the evidence format',
    },
  }),
  conflict: defineGateRule({
    id: 'evidence/conflict',
    summary: 'one attempt at one unit has one result',
    help: 'Keep the document of the real run; give a second run the next attempt number.',
    example: { fails: 'two different documents for attempt 1', passes: 'attempt 1 failed and attempt 2 passed' },
  }),
  redactionFailed: defineGateRule({
    id: 'evidence/redaction-failed',
    summary: 'no secret or private path reaches evidence or a report',
    help: 'Remove the secret where the message points to, and replace it where it was used; no waiver can accept it.',
    example: { fails: 'a bearer token in an evidence message', passes: 'the message names the kind of token only' },
  }),
  flaky: defineGateRule({
    id: 'evidence/flaky',
    summary: 'a check gives the same answer at its first attempt',
    help: 'Find out why an earlier attempt did not pass.',
    severity: 'warning',
    example: { fails: 'attempt 1 failed, attempt 2 passed', passes: 'attempt 1 passed' },
  }),
  unplanned: defineGateRule({
    id: 'evidence/unplanned',
    summary: 'every evidence document belongs to a requirement of the policy that reads the evidence folder',
    help: 'Correct its evidenceId or target, or remove the file.',
    severity: 'warning',
    example: { fails: 'evidence for security.scam', passes: 'evidence for security.scan' },
  }),
  nothingEvaluated: defineGateRule({
    id: 'evidence/nothing-evaluated',
    summary: 'a decision is made from at least one piece of evidence',
    help: "Check the mode, the policy's levels and the paths in assay.config.json: nothing that was asked for was there.",
    example: {
      fails: 'a policy whose levels are all off in this mode',
      passes: 'one required requirement with evidence',
    },
  }),
} as const satisfies Record<string, RuleDoc>;
