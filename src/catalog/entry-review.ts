import { parseJavaInt } from '../formats/java-text.ts';
import type { EntryScope } from './entry-scope.ts';
import type { EntryReview, ReviewStatus } from './model.ts';
import { evidenceUriFault } from './uri-policy.ts';

const STATUSES = [
  'unreviewed',
  'submitted',
  'pre_review_passed',
  'reviewed',
  'caution',
  'rejected',
  'resubmitted',
] as const satisfies readonly ReviewStatus[];

/** Reads what an entry says of its review. Whether anybody signed that is not asked here. */
export function readReview(scope: EntryScope): EntryReview {
  const note = scope.text('review.note', 512);
  const receipt = readReceipt(scope);
  const submission = readSubmission(scope);
  return {
    status: scope.choice('review.status', STATUSES) ?? 'unreviewed',
    ...(note === undefined ? {} : { note }),
    ...(receipt === undefined ? {} : { receipt }),
    ...(submission === undefined ? {} : { submission }),
  };
}

type Check = (scope: EntryScope, name: string, value: string) => void;

const text =
  (maxLength: number): Check =>
  (scope, name, value) => {
    scope.values.checkText(scope.key(name), value, maxLength);
  };
const word =
  (...words: readonly string[]): Check =>
  (scope, name, value) => {
    scope.values.checkChoice(scope.key(name), value, words);
  };
const token: Check = (scope, name, value) => {
  scope.values.checkToken(scope.key(name), value);
};
const sha256: Check = (scope, name, value) => {
  scope.values.checkSha256(scope.key(name), value);
};
const instant: Check = (scope, name, value) => {
  scope.values.checkInstant(scope.key(name), value);
};
const size: Check = (scope, name, value) => {
  scope.values.checkSize(scope.key(name), value, Number.MAX_SAFE_INTEGER);
};
const evidence: Check = (scope, name, value) => {
  scope.values.checkWith(scope.key(name), value, evidenceUriFault, 'an https or crypta URI without user info');
};
const receiptVersion: Check = (scope, name, value) => {
  const version = parseJavaInt(value);
  if (version !== 1 && version !== 2) throw scope.fail(name, 'is a version that does not exist', '1 or 2');
};

/** Fields of a signed receipt: name, whether it must be there, and what it holds. */
const RECEIPT: readonly (readonly [string, 'required' | 'optional', Check])[] = [
  ['version', 'required', receiptVersion],
  ['app.id', 'required', token],
  ['app.version', 'required', text(128)],
  ['artifact.sha256', 'required', sha256],
  ['artifact.size', 'required', size],
  ['bundle.key.id', 'optional', text(128)],
  ['policy.id', 'required', text(128)],
  ['policy.version', 'required', text(64)],
  ['status', 'required', word('reviewed', 'caution', 'rejected')],
  ['reviewer.key.id', 'required', text(128)],
  ['reviewed.at', 'required', instant],
  ['expires.at', 'optional', instant],
  ['evidence.sha256', 'optional', sha256],
  ['decision.reason.sha256', 'optional', sha256],
  ['evidence.uri', 'optional', evidence],
  ['note', 'optional', text(512)],
  ['signature.algorithm', 'required', text(32)],
  ['signature.value.base64', 'required', text(1024)],
];

function readReceipt(scope: EntryScope): ReadonlyMap<string, string> | undefined {
  const prefix = 'review.receipt.';
  if (!scope.hasUnder(prefix) || !RECEIPT.some(([name]) => scope.take(prefix + name) !== undefined)) return undefined;
  const receipt = new Map<string, string>();
  for (const [name, need, check] of RECEIPT) {
    const value = scope.take(prefix + name);
    if (value !== undefined) {
      check(scope, prefix + name, value);
      receipt.set(name, value);
    } else if (need === 'required') throw scope.fail(prefix + name, 'is missing', 'a complete review receipt');
  }
  if (receipt.has('decision.reason.sha256') && parseJavaInt(receipt.get('version') ?? '') !== 2)
    throw scope.fail(`${prefix}decision.reason.sha256`, 'needs a receipt of version 2', 'review.receipt.version=2');
  return receipt;
}

const SUBMISSION: readonly (readonly [string, Check])[] = [
  ['submission.id', text(512)],
  ['submission.sha256', sha256],
  ['preReview.status', word('pass', 'warn', 'fail')],
  ['preReview.sha256', sha256],
  ['reviewer.keyId', text(512)],
  ['reviewer.policy', text(512)],
  ['receipt.fingerprint.sha256', sha256],
  ['decision.reason.sha256', sha256],
  ['resubmissionOf', text(512)],
  ['nonProduction', word('true', 'false')],
];

function readSubmission(scope: EntryScope): ReadonlyMap<string, string> | undefined {
  if (!scope.hasUnder('review.')) return undefined;
  const submission = new Map<string, string>();
  for (const [name, check] of SUBMISSION) {
    const value = scope.take(`review.${name}`);
    if (value === undefined) continue;
    check(scope, `review.${name}`, value);
    submission.set(name, value);
  }
  return submission.size > 0 ? submission : undefined;
}
