import type { DiffPolicy } from '../formats/generated/diff-policy.ts';
import type { Policy } from '../formats/generated/policy.ts';
import validateDiffPolicy from '../formats/generated/validators/diff-policy.js';
import validatePolicy from '../formats/generated/validators/policy.js';
import { parseDocument } from '../formats/parse-document.ts';
import { readFileBytes } from '../formats/read-file.ts';
import { validateDocument } from '../formats/validate.ts';
import { inputError } from '../model/errors.ts';
import { pointerJoin } from '../model/json/pointer.ts';
import { isJsonObject } from '../model/json/value.ts';
import { SIZE } from '../model/limits.ts';
import { nearest } from '../model/nearest.ts';
import { quote } from '../model/quote.ts';
import { HISTORY_RULES } from './rules/contract/index.ts';
import { DIFF_RULES } from './rules/diff.ts';
import { SINGLE_RULES } from './rules/single.ts';
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
  const known = new Set([...DIFF_RULES, ...SINGLE_RULES, ...HISTORY_RULES].map(({ id }) => id));
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
  return severities;
}
