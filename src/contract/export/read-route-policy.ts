import { existsSync } from 'node:fs';
import type { RoutePolicy } from '../../formats/generated/route-policy.ts';
import validatePolicy from '../../formats/generated/validators/route-policy.js';
import { parseDocument } from '../../formats/parse-document.ts';
import { readFileBytes } from '../../formats/read-file.ts';
import { validateDocument } from '../../formats/validate.ts';
import { inputError } from '../../model/errors.ts';
import { DEPTH, SIZE } from '../../model/limits.ts';

/**
 * Reads a platform's committed route policy (JSON or YAML).
 * @throws AssayError route-policy-missing, or what reading and validating throw (input)
 */
export async function readRoutePolicy(file: string, shown: string): Promise<RoutePolicy> {
  if (!existsSync(file))
    throw inputError(
      'route-policy-missing',
      `there is no route policy ${shown}`,
      'write it with `assay api export --to route-policy`, and commit it',
      { path: shown },
    );
  const bytes = readFileBytes(file, shown, SIZE.document);
  const document = await parseDocument(bytes, { path: shown, maxBytes: SIZE.document, maxDepth: DEPTH.ownFormats });
  return validateDocument<RoutePolicy>(document, validatePolicy, 'route policy');
}
