import type { LoadedBoundaries } from '../contract/boundaries.ts';
import type { ContractInput } from './contract-input.ts';

/** One contract by itself, and what its owners assert of its routes. */
export interface LintInput extends ContractInput {
  readonly boundaries?: LoadedBoundaries;
}
