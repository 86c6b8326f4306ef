import type { Approval } from '../formats/generated/approval.ts';
import type { WaiverRegister } from '../formats/generated/waiver-register.ts';
import { digestJson } from '../model/digest.ts';
import { PREDICATE } from '../model/predicate-types.ts';
import type { Statement } from '../trust/statement/statement.ts';

/** A decision about a waiver; its subject is the waiver's content. */
export function approvalStatement(approval: Approval): Statement {
  return {
    subjects: [{ name: approval.waiverId, digest: approval.waiverDigest }],
    predicateType: PREDICATE.approval,
    predicate: approval,
  };
}

/** A register of waivers. It may list none, and a statement needs a subject: that is the register itself. */
export function registerStatement(register: WaiverRegister): Statement {
  return {
    subjects: [{ name: register.releaseId, digest: digestJson(register) }],
    predicateType: PREDICATE.register,
    predicate: register,
  };
}
