import { refuseUnknownRules } from '../check/read-diff-policy.ts';
import type { Policy } from '../formats/generated/policy.ts';
import validator from '../formats/generated/validators/policy.js';
import { inputError } from '../model/errors.ts';
import { SIZE } from '../model/limits.ts';
import { readTyped, type Typed } from './read-typed.ts';

/**
 * Reads a policy, JSON or YAML.
 * @throws AssayError of kind input; policy-requirement-repeated where two requirements have one id,
 * policy-exec where run: exec and a command, or a result and findingsExit, don't go together, and
 * diff-policy-rule-unknown for the severity of a rule that no comparison has
 */
export async function readPolicy(file: string, shown: string): Promise<Typed<Policy>> {
  const read = await readTyped<Policy>({ file, shown }, validator, 'policy', SIZE.config);
  refuseUnknownRules(read.value.severities ?? {}, read.document, shown);
  const seen = new Set<string>();
  read.value.requirements.forEach(({ id, run, exec }, index) => {
    if ((run === 'exec') !== (exec !== undefined)) {
      const place = read.document.locate(`/requirements/${index}`);
      throw inputError(
        'policy-exec',
        `${place.path}:${place.line}:${place.column} ${exec === undefined ? `lacks the command of ${id}` : `has a command for ${id}, which run: ${run} does not start`}`,
        'run: exec and the member exec go together',
        place,
      );
    }
    if (exec?.result === 'exit-code' && exec.findingsExit !== undefined) {
      const place = read.document.locate(`/requirements/${index}/exec/findingsExit`);
      throw inputError(
        'policy-exec',
        `${place.path}:${place.line}:${place.column} names statuses that mean findings, and ${id} has no report to find them in`,
        'have the command write a report (result: junit, ctrf or sarif), or leave findingsExit out',
        place,
      );
    }
    if (seen.has(id)) {
      const place = read.document.locate(`/requirements/${index}/id`);
      throw inputError(
        'policy-requirement-repeated',
        `${place.path}:${place.line}:${place.column} repeats the requirement ${id}`,
        'give each requirement its own id',
        place,
      );
    }
    seen.add(id);
  });
  return read;
}
