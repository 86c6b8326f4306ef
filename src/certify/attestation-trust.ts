import { isBefore, parseInstant } from '../formats/java-text.ts';
import { digestJson } from '../model/digest.ts';
import { evaluateTrust } from '../trust/store/evaluate-trust.ts';
import type { LoadedTrustStore } from '../trust/store/parse-trust-store.ts';
import { trustOf } from './read-trust.ts';
import type { AttestationTrust } from './verify-attestation.ts';

/** The role of those who may sign a certification. */
export const CERTIFIER = 'certifier';

/**
 * Whom a trust document lets sign a certification at the instant of the question, and whom it let approve when it was
 * decided. A document that was issued since is asked about its first instant: who is revoked in it counts at no time.
 * @throws AssayError trust-store-expired, metadata-from-future (integrity)
 */
export function attestationTrust(store: LoadedTrustStore, at: string): AttestationTrust {
  const instant = parseInstant(at);
  if (instant === undefined) throw new RangeError(`no instant: ${at}`);
  const { issuedAt } = store.document;
  return {
    certifiers: evaluateTrust(store, { role: CERTIFIER, at: instant }),
    approvers: ({ now }) => trustOf(store, digestJson(store.document), later(now, issuedAt)),
  };
}

function later(one: string, other: string): string {
  const [a, b] = [parseInstant(one), parseInstant(other)];
  return a && b && isBefore(a, b) ? other : one;
}
