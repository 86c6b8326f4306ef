import type { Evidence } from '../formats/generated/evidence.ts';
import validator from '../formats/generated/validators/evidence.js';
import { parseDocument } from '../formats/parse-document.ts';
import { validateDocument } from '../formats/validate.ts';
import { inputError } from '../model/errors.ts';
import { SIZE } from '../model/limits.ts';
import { encodeEnvelope, parseEnvelope } from '../trust/dsse/envelope.ts';
import { addSignatures } from '../trust/dsse/sign-envelope.ts';
import type { Signer } from '../trust/signature.ts';
import { signStatement } from '../trust/statement/sign-statement.ts';
import { peekStatement } from '../trust/statement/verify-statement.ts';
import { evidenceFault } from './evidence-fault.ts';
import { evidenceStatement, refuseOtherSubjects } from './evidence-statement.ts';
import { isEnvelope, peekEvidence } from './open-evidence.ts';
import { refuseLeaks } from './refuse-leaks.ts';

/**
 * The file of signed evidence: of a document that is right, or with one signature more of one that is signed already.
 * @throws AssayError of kind input where it is no evidence, or contradicts itself; leak-found, evidence-subject (integrity)
 */
export async function signEvidence(
  bytes: Uint8Array,
  shown: string,
  signer: Signer,
): Promise<{ evidence: Evidence; content: string }> {
  const document = await peekEvidence(bytes, shown);
  refuseLeaks(document, shown);
  const evidence = validateDocument<Evidence>(document, validator, 'evidence');
  const fault = evidenceFault(evidence);
  if (fault)
    throw inputError(
      'evidence-contradictory',
      `${shown} contradicts itself: it ${fault.reason}`,
      'sign what its tool wrote',
      {
        ...document.locate(fault.pointer),
        pointer: fault.pointer,
      },
    );
  const { value } = await parseDocument(bytes, { path: shown, maxBytes: SIZE.document });
  const envelope = isEnvelope(value);
  if (envelope) refuseOtherSubjects(peekStatement(bytes, shown), shown);
  const content = envelope
    ? encodeEnvelope(addSignatures(parseEnvelope(bytes, { path: shown, closed: true }), [signer]))
    : signStatement(evidenceStatement(evidence), [signer]);
  return { evidence, content };
}
