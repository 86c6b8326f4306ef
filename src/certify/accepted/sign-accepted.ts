import { SECOND_ROLES } from '../../decide/judge-approvals.ts';
import type { AcceptedReport } from '../../formats/generated/accepted-report.ts';
import { integrityError, usageError } from '../../model/errors.ts';
import type { Io } from '../../model/io.ts';
import { encodeEnvelope, parseEnvelope } from '../../trust/dsse/envelope.ts';
import { preAuthEncoding } from '../../trust/dsse/sign-envelope.ts';
import type { CertifyInput } from '../input.ts';
import { type PersonSigner, readPersonSigner } from '../waivers/read-person-signer.ts';
import { acceptedReport, acceptedRun, believed, keysOf } from './accepted-run.ts';
import { writeAccepted } from './write-accepted.ts';

/**
 * Adds one person's signature to the last list, whose own signatures need not hold any more: that is what it is for.
 * @throws AssayError accepted-missing, accepted-signed (usage), accepted-digest (integrity); those of acceptedRun, believed
 * and the signer
 */
export async function signAccepted(
  input: CertifyInput,
  call: { readonly digest: string | undefined; readonly signer: PersonSigner },
  io: Pick<Io, 'cwd' | 'env' | 'forget' | 'stderr'>,
): Promise<AcceptedReport> {
  const about = await acceptedRun(input);
  const { path, trust, run } = about;
  const last = run.accepted.at(-1);
  if (last === undefined)
    throw usageError('accepted-missing', `${path} is not there`, '`assay findings accept` writes the first list');
  const envelope = parseEnvelope(Buffer.from(last), { path, closed: true });
  const keys = keysOf(trust, ['release-manager', ...SECOND_ROLES], 'release manager or risk owner');
  const sign = readPersonSigner(call.signer, keys, 'accepting findings', io);
  const { signature, key } = sign(preAuthEncoding(envelope.payloadType, envelope.payload));
  const keyid = key.publicKey.fingerprint;
  if (envelope.signatures.some((one) => one.keyid === keyid))
    throw usageError(
      'accepted-signed',
      `the last list carries a signature by ${keyid} already`,
      'have another person sign',
    );
  const signed = encodeEnvelope({ ...envelope, signatures: [...envelope.signatures, { keyid, sig: signature }] });
  const lines = [...run.accepted.slice(0, -1), signed];
  const known = believed(about, lines);
  if (call.digest !== undefined && call.digest !== known.digest)
    throw integrityError(
      'accepted-digest',
      `the last list is ${known.digest}, and ${call.digest} is meant`,
      'look at it again with `assay findings show`',
    );
  writeAccepted(input.root, path, lines);
  const { principal = keyid } = trust.keys.trusted.find(({ publicKey }) => publicKey.fingerprint === keyid) ?? {};
  const done = [`list ${known.list.sequence} of ${known.list.platform}, signed by ${principal}`];
  return acceptedReport(about, 'sign', { done, written: [path] }, known);
}
