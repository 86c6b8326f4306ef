import { integrityError } from '../model/errors.ts';
import type { Io } from '../model/io.ts';
import { readSigner, type SignerOrigin } from '../trust/external-signer/read-signer.ts';
import type { Signer } from '../trust/signature.ts';
import { attestationTrust, CERTIFIER } from './attestation-trust.ts';
import type { CertifyInput } from './input.ts';
import type { Prepared } from './prepare.ts';

/**
 * Opens the signer of a certification, before anything is judged. Where the configuration names a trust document, it is one
 * whose signature `assay verify` would believe by it; where it names none, nobody can tell, which is said.
 * @throws AssayError attest-not-certifier, attest-test-key (integrity), those of readSigner and of attestationTrust
 */
export function readCertifier(
  origin: SignerOrigin,
  { trust, run }: Pick<Prepared, 'trust' | 'run'>,
  progress: CertifyInput['progress'],
  io: Pick<Io, 'cwd' | 'env' | 'forget' | 'stderr'>,
): Signer {
  const signer = readSigner(origin, io);
  const { fingerprint, digest } = signer.publicKey;
  if (trust === undefined) {
    progress(
      `the configuration names no trust document: \`assay verify\` needs one that lists the key ${fingerprint} with the role ${CERTIFIER}`,
    );
    return signer;
  }
  const { trusted, refused } = attestationTrust(trust.store, run.now).certifiers;
  const key = trusted.find(({ publicKey }) => publicKey.digest === digest);
  if (key === undefined) {
    const known = refused.find(({ publicKey }) => publicKey.digest === digest);
    throw certifierError(
      'attest-not-certifier',
      known === undefined
        ? `${trust.path} does not list the key ${fingerprint}, so nobody would believe what it signs`
        : `${trust.path} does not let the key ${known.id} certify, so nobody would believe what it signs: it ${known.refusal}`,
      `sign with the key of a principal that has the role ${CERTIFIER}, or have those who keep the trust document give it that role`,
      trust.path,
    );
  }
  if (run.mode === 'production' && key.use !== 'production')
    throw certifierError(
      'attest-test-key',
      `${trust.path} lists the key ${key.id} for ${key.use}, and production does not take what it signs`,
      'sign with a key whose use is production in the trust document',
      trust.path,
    );
  return signer;
}

function certifierError(code: string, message: string, hint: string, path: string): Error {
  return integrityError(code, message, hint, { path });
}
