import type { Certification } from '../formats/generated/certification.ts';
import { byCodeUnit } from '../model/order.ts';
import type { Statement } from '../trust/statement/statement.ts';
import { upper } from './level.ts';
import { FOREIGN, VERIFIER_ID } from './predicate.ts';
import { resource } from './resources.ts';
import { subjectsOf } from './subjects.ts';

/** A simple verification result (SVR v0.2): the requirements that the release meets, and none that is waived, warned about or off. */
export function simpleResult(certification: Certification): Statement {
  const { policy, now } = certification;
  return {
    subjects: subjectsOf(certification),
    predicateType: FOREIGN.simpleVerificationResult,
    predicate: {
      verifier: { id: VERIFIER_ID, policies: [resource(policy.name, policy.digest)] },
      timeCreated: now,
      properties: propertiesOf(certification),
    },
  };
}

/** `a.b` and `a-b` have one property: it holds where both do. */
function propertiesOf({ requirements }: Certification): string[] {
  const met = new Map<string, boolean>();
  for (const { id, outcome } of requirements) {
    const name = `ASSAY_${upper(id)}`;
    met.set(name, outcome === 'pass' && (met.get(name) ?? true));
  }
  return [...met].flatMap(([name, holds]) => (holds ? [name] : [])).sort(byCodeUnit);
}
