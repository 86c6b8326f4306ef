import { bundleDigests } from '../bundle/bundle-digests.ts';
import { verifyBundleStatement } from '../bundle/bundle-statement.ts';
import { digestFacts, parseDigests } from '../bundle/digests.ts';
import type { Bundle } from '../bundle/model.ts';
import { findSidecars, type Sidecars } from '../bundle/sidecars.ts';
import type { BundleSignature } from '../formats/generated/bundle-report.ts';
import { AssayError } from '../model/errors.ts';
import { quote } from '../model/quote.ts';
import { instantOf } from '../trust/crypta/instant.ts';
import type { KeyRegistry } from '../trust/crypta/key-registry.ts';
import { verifyCryptaSignature } from '../trust/crypta/verify-signature.ts';
import type { KeySet } from '../trust/key-set.ts';
import { memberPath } from './bundle-facts.ts';
import type { BundleFault } from './bundle-input.ts';

/** Who may have signed, and when it is asked. */
export interface BundleTrust {
  readonly registry: KeyRegistry;
  readonly expectedKeyId?: string;
  readonly now: Date;
}

/** The signature beside a bundle: an in-toto statement in a DSSE envelope. */
export interface StatementToJudge {
  readonly shown: string;
  /** Undefined where there is no such file. */
  readonly bytes: Uint8Array | undefined;
  /** Undefined where nobody said whom to trust. */
  readonly keys: KeySet | undefined;
}

export interface SignatureAnswer {
  readonly signature: BundleSignature;
  readonly faults: readonly BundleFault[];
  /** Why there is nothing to say, where there is not. */
  readonly notEvaluated?: string;
}

/**
 * What a bundle's sidecars say: whether the files are those that were digested, and whether a key that counts signed the
 * digests. The signature is verified before anything of what it covers is parsed.
 * @param trust undefined where no trusted keys were given: then digests are compared and no signature is judged
 * @throws AssayError of kind input: digests-invalid
 */
export function judgeSignature(bundle: Bundle, trust: BundleTrust | undefined): SignatureAnswer {
  let sidecars: Sidecars | undefined;
  try {
    sidecars = findSidecars(bundle);
  } catch (error) {
    return { signature: { status: 'refused' }, faults: [invalid(error)] };
  }
  if (sidecars === undefined) {
    const message = 'is not signed, and trusted keys were given';
    const missing = { rule: 'signature-missing', message, subject: 'unsigned' };
    return {
      signature: { status: 'unsigned' },
      faults: trust === undefined ? [] : [missing],
      ...(trust === undefined ? { notEvaluated: 'the bundle is not signed, and no trusted keys were given' } : {}),
    };
  }
  const signed = trust === undefined ? undefined : verified(bundle, sidecars, trust);
  const faults = [...(signed?.faults ?? []), ...mismatches(bundle, sidecars)];
  if (signed !== undefined) return { signature: signed.signature, faults };
  const reason = 'the digests hold; no trusted keys were given to judge the signature by';
  return { signature: { status: 'not-checked' }, faults, ...(faults.length === 0 ? { notEvaluated: reason } : {}) };
}

function verified(bundle: Bundle, sidecars: Sidecars, { registry, expectedKeyId, now }: BundleTrust): SignatureAnswer {
  try {
    const key = verifyCryptaSignature({
      thing: 'bundle',
      payloadBytes: sidecars.digests.read(),
      sidecarBytes: sidecars.signature.read(),
      path: memberPath(bundle, sidecars.signature.path),
      trust: registry,
      purpose: 'routine',
      now: instantOf(now),
      ...(expectedKeyId === undefined ? {} : { expectedKeyId }),
    });
    return { signature: { status: 'verified', keyId: key.id }, faults: [] };
  } catch (error) {
    return { signature: { status: 'refused' }, faults: [invalid(error)] };
  }
}

/**
 * What the statement beside a bundle says; undefined where there is none and none was asked for.
 * @throws AssayError of kind input: those of verifyBundleStatement
 */
export function judgeStatement(bundle: Bundle, { shown, bytes, keys }: StatementToJudge): SignatureAnswer | undefined {
  if (bytes === undefined) {
    if (keys === undefined) return undefined;
    const missing = { rule: 'signature-missing', message: `has no signature at ${shown}`, subject: 'unsigned' };
    return { signature: { status: 'unsigned' }, faults: [missing] };
  }
  if (keys === undefined) {
    const notEvaluated = `no trust document was given to judge ${shown} by`;
    return { signature: { status: 'not-checked' }, faults: [], notEvaluated };
  }
  try {
    const answer = verifyBundleStatement(bytes, keys, shown, bundleDigests(bundle));
    if (answer.elsewhere === undefined) return { signature: { status: 'verified', keyId: answer.key.id }, faults: [] };
    const fault = { rule: 'signature-subject', message: `the signature ${answer.elsewhere}`, subject: answer.key.id };
    return { signature: { status: 'refused' }, faults: [fault] };
  } catch (error) {
    return { signature: { status: 'refused' }, faults: [invalid(error)] };
  }
}

function invalid(error: unknown): BundleFault {
  if (!(error instanceof AssayError) || error.kind !== 'integrity') throw error;
  return { rule: 'signature-invalid', message: `${error.message} (${error.code})`, subject: error.code };
}

function mismatches(bundle: Bundle, { digests }: Sidecars): BundleFault[] {
  const facts = digestFacts(bundle, parseDigests(digests.read(), memberPath(bundle, digests.path)));
  const faults = (paths: readonly string[], says: string): BundleFault[] =>
    paths.map((path) => ({ rule: 'digest-mismatch', message: `the file ${quote(path)} ${says}`, subject: path }));
  return [
    ...faults(facts.changed, 'differs from its digest'),
    ...faults(facts.missing, 'has a digest and is not there'),
    ...faults(facts.unlisted, 'is there and has no digest'),
    ...faults(facts.executableChanged, 'has another executable bit than was digested'),
  ];
}
