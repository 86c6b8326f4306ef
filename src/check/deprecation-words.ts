import type { Capability } from '../contract/model.ts';
import { quote } from '../model/quote.ts';

/** `, use "x" instead` where the contract names a replacement, else nothing. */
export function insteadOf({ deprecation }: Capability): string {
  return deprecation?.replacement === undefined ? '' : `, use ${quote(deprecation.replacement)} instead`;
}
