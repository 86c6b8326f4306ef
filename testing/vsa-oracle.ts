// The checks that `slsa-verifier verify-vsa` makes (SLSA VSA v1, "how to verify"), with nothing of ours: one public key,
// and what the reader expects.
import { createPublicKey, verify } from 'node:crypto';

export interface Expected {
  readonly publicKeyPem: string | Buffer;
  readonly subjectSha256: string;
  readonly verifierId: string;
  readonly resourceUri: string;
  readonly levels: readonly string[];
}

/** The first check that a summary does not pass; undefined where it passes all seven. */
export function vsaFault(line: string, expected: Expected): string | undefined {
  const { payload, payloadType, signatures } = JSON.parse(line);
  const body = Buffer.from(payload, 'base64');
  const pae = Buffer.concat([
    Buffer.from(`DSSEv1 ${Buffer.byteLength(payloadType)} ${payloadType} ${body.length} `),
    body,
  ]);
  const key = createPublicKey(expected.publicKeyPem);
  const signed = signatures.some(({ sig }: { sig: string }) => verify(null, pae, key, Buffer.from(sig, 'base64')));
  if (!signed) return 'signature';
  const { _type, predicateType, subject, predicate } = JSON.parse(body.toString());
  if (_type !== 'https://in-toto.io/Statement/v1' || predicateType !== 'https://slsa.dev/verification_summary/v1')
    return 'type';
  const digests = subject.map(({ digest }: { digest: Record<string, string> }) => digest.sha256);
  if (!digests.includes(expected.subjectSha256)) return 'subject';
  if (predicate.verifier?.id !== expected.verifierId) return 'verifier';
  if (predicate.resourceUri !== expected.resourceUri) return 'resource';
  if (predicate.verificationResult !== 'PASSED') return 'result';
  if (!expected.levels.every((level) => predicate.verifiedLevels.includes(level))) return 'levels';
  return undefined;
}
