import { demandsSignatures } from '../decide/judge-requirement.ts';
import type { RunIdentity } from '../decide/observation.ts';
import type { PolicyKnobs } from '../formats/generated/policy.ts';
import { readFileBytes } from '../formats/read-file.ts';
import { digestJson } from '../model/digest.ts';
import { inputError, integrityError } from '../model/errors.ts';
import { SIZE } from '../model/limits.ts';
import { attestationTrust } from './attestation-trust.ts';
import type { PreviousCertification } from './compare-previous.ts';
import { plainJson } from './private-paths.ts';
import { checkCertification, readCertification } from './read-certification.ts';
import type { DocumentedTrust } from './read-trust.ts';
import { refuseTestKeys, verifyAttestation } from './verify-attestation.ts';

/** Whose word about an earlier run counts in this one. */
export interface PreviousContext {
  readonly trust: DocumentedTrust | undefined;
  /** What is certified now: of anything else nothing could be compared, and all would be new. */
  readonly platform: string;
  readonly run: Pick<RunIdentity, 'mode' | 'now'>;
  readonly knobs: PolicyKnobs;
}

/**
 * Reads an earlier certification, to compare with: the signed bundle of `certify --attest`, believed as `assay verify`
 * believes it, or the certification alone, where the mode demands no signatures.
 * @throws AssayError those of readCertification and verifyAttestation; previous-other-platform (input), previous-unsigned,
 * previous-trust-missing (integrity)
 */
export async function readPrevious(
  place: { readonly file: string; readonly shown: string },
  context: PreviousContext,
): Promise<PreviousCertification> {
  const previous = await readBelieved(place, context);
  const { platform } = previous.certification;
  if (platform === context.platform) return previous;
  throw inputError(
    'previous-other-platform',
    `${place.shown} certifies the platform ${platform}, and this is ${context.platform}`,
    'give an earlier certification of this platform',
    { path: place.shown },
  );
}

async function readBelieved(
  { file, shown }: { readonly file: string; readonly shown: string },
  { trust, run, knobs }: PreviousContext,
): Promise<PreviousCertification> {
  const bytes = readFileBytes(file, shown, SIZE.document, { noFollow: true });
  if (!beginsLikeEnvelope(bytes)) {
    const certification = await readCertification(file, shown);
    if (demandsSignatures(knobs, run)) throw unsigned(shown, run.mode);
    return { certification, digest: digestJson(certification), shown };
  }
  if (trust === undefined)
    throw integrityError(
      'previous-trust-missing',
      `${shown} can't be believed: the configuration names no trust document`,
      'set trust to the path of a trust document that lists who certifies',
      { path: shown },
    );
  const { certification, signers } = verifyAttestation(bytes, shown, attestationTrust(trust.store, run.now));
  if (run.mode === 'production') refuseTestKeys(signers, shown);
  checkCertification(certification, { value: plainJson(certification), locate: () => ({ path: shown }) });
  return { certification, digest: digestJson(certification), shown };
}

/** No certification begins like this, and no line of a bundle otherwise. */
function beginsLikeEnvelope(bytes: Uint8Array): boolean {
  return /^\s*\{\s*"(?:payload|payloadType|signatures)"/.test(Buffer.from(bytes.subarray(0, 200)).toString('latin1'));
}

function unsigned(path: string, mode: string): Error {
  return integrityError(
    'previous-unsigned',
    `${path} is not signed, and ${mode} takes an earlier certification only signed`,
    'give the bundle that `assay certify --attest` wrote, as certification.intoto.jsonl',
    { path },
  );
}
