import type { DiffPolicy } from '../formats/generated/diff-policy.ts';
import type { Policy } from '../formats/generated/policy.ts';
import validateDiffPolicy from '../formats/generated/validators/diff-policy.js';
import validatePolicy from '../formats/generated/validators/policy.js';
import { parseDocument } from '../formats/parse-document.ts';
import { readFileBytes } from '../formats/read-file.ts';
import { validateDocument } from '../formats/validate.ts';
import { inputError } from '../model/errors.ts';
import type { JsonDocument } from '../model/json/parse.ts';
import { pointerJoin } from '../model/json/pointer.ts';
import { isJsonObject } from '../model/json/value.ts';
import { SIZE } from '../model/limits.ts';
import { nearest } from '../model/nearest.ts';
import { quote } from '../model/quote.ts';
import { COMPARISON_RULES } from './rules/comparison.ts';
import type { Severities } from './severities.ts';

/**
 * The severities of a policy: of a diff policy (kind assay.diff-policy), or of the policy of releases (assay.policy).
 * @throws AssayError of the readers; diff-policy-rule-unknown (input)
 */
export async function readDiffPolicy(file: string, shown: string): Promise<Severities> {
  const document = await parseDocument(readFileBytes(file, shown, SIZE.config), {
    path: shown,
    maxBytes: SIZE.config,
  });
  const isRelease = isJsonObject(document.value) && document.value.kind === 'assay.policy';
  const severities = isRelease
    ? (validateDocument<Policy>(document, validatePolicy, 'policy').severities ?? {})
    : validateDocument<DiffPolicy>(document, validateDiffPolicy, 'diff policy').severities;
  refuseUnknownRules(severities, document, shown);
  return severities;
}

/**
 * A severity for a rule that no comparison has would never do anything.
 * @param document the policy, with the severities as its member `severities`
 * @throws AssayError diff-policy-rule-unknown (input)
 */
export function refuseUnknownRules(severities: Severities, document: JsonDocument, shown: string): void {
  const known = new Set(COMPARISON_RULES.map(({ id }) => id));
  for (const id of Object.keys(severities)) {
    if (known.has(id)) continue;
    const guess = nearest(id, known);
    throw inputError(
      'diff-policy-rule-unknown',
      `${shown} sets the severity of ${quote(id)}, which is no rule of a comparison`,
      guess === undefined ? '`assay explain` lists the rules' : `did you mean ${guess}?`,
      document.locate(pointerJoin('', 'severities', id)),
    );
  }
}
