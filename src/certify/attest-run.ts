import { certificationStatements } from '../attest/certification-statements.ts';
import { isChain } from '../decide/accepted.ts';
import { AssayError, integrityError } from '../model/errors.ts';
import type { Signer } from '../trust/signature.ts';
import { signStatement } from '../trust/statement/sign-statement.ts';
import type { CertifiedRun } from './certified-run.ts';
import { decisionRecord, type SignedFiles } from './decision-record.ts';
import type { CertifyInput } from './input.ts';
import { readInputEnvelopes } from './read-input-envelopes.ts';
import { isReproduced } from './replay.ts';

/**
 * The signed bundle of a run (in-toto, JSON Lines): every statement of its certification, each in an envelope of its own,
 * then the signed files that it was decided from. Nothing is signed that would not be decided again from the bundle alone.
 * @throws AssayError attest-nothing (incomplete), attest-not-reproducible, record-leak (integrity), those of the signers and
 * of readInputEnvelopes
 */
export function attestRun(
  run: CertifiedRun,
  { root, folders }: Pick<CertifyInput, 'root' | 'folders'>,
  signers: readonly Signer[],
): string {
  const { certification } = run;
  const record = decisionRecord(run, folders);
  if (!isReproduced(certification, record, signedFiles(run)))
    throw integrityError(
      'attest-not-reproducible',
      'what was certified is not what would be decided again from its record; nothing is signed',
      'take what findings call a secret out of its file; otherwise report it as a bug',
    );
  const statements = certificationStatements(certification, record);
  if (statements.length === 0)
    throw new AssayError({
      kind: 'incomplete',
      code: 'attest-nothing',
      message: 'there is nothing to attest: no artifact of the candidate could be read',
      hint: 'name apps, a contract or catalog entries in assay.config.json',
    });
  const lines = [...statements.map((one) => signStatement(one, signers)), ...envelopes(root, record)];
  return lines.join('');
}

function envelopes(root: string, record: Parameters<typeof readInputEnvelopes>[1]): string[] {
  return readInputEnvelopes(root, record).map((line) => `${line}\n`);
}

function signedFiles({ decided: { approvals, register, accepted } }: CertifiedRun): SignedFiles {
  const signed = approvals.flatMap((one) => ('approval' in one ? [one] : []));
  return {
    approvals: signed,
    ...(register && 'register' in register ? { register } : {}),
    ...(accepted && isChain(accepted) ? { accepted } : {}),
  };
}
