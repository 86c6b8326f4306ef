import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { readFileBytes } from '../../formats/read-file.ts';
import type { ExportFormat } from '../../model/contract-formats.ts';
import { inputError } from '../../model/errors.ts';
import { SIZE } from '../../model/limits.ts';
import type { Contract } from '../model.ts';
import { readRoutePolicy } from './read-route-policy.ts';
import { exportRoutePolicy, type PolicyDifference, policyDifferences } from './route-policy.ts';

/**
 * What a committed export says otherwise than the contract gives: route by route for a route policy, else whether its
 * bytes are others.
 * @param text what would be written
 * @throws AssayError export-missing, route-policy-missing, or what reading throws (input)
 */
export async function committedDifferences(
  format: ExportFormat,
  contract: Contract,
  text: string,
  { file, shown }: { readonly file: string; readonly shown: string },
): Promise<readonly PolicyDifference[]> {
  if (format === 'route-policy')
    return policyDifferences(await readRoutePolicy(file, shown), exportRoutePolicy(contract));
  if (!existsSync(file))
    throw inputError(
      'export-missing',
      `there is no ${shown} to compare with`,
      'write it without --check, and commit it',
      { path: shown },
    );
  const same = Buffer.from(text).equals(readFileBytes(file, shown, SIZE.document));
  return same ? [] : [{ identity: basename(shown), state: 'changed', members: [] }];
}
