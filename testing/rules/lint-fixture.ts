import type { LintInput } from '../../src/check/lint-input.ts';
import type { Boundaries } from '../../src/formats/generated/boundaries.ts';
import validateBoundaries from '../../src/formats/generated/validators/boundaries.js';
import { validateDocument } from '../../src/formats/validate.ts';
import { loadedContract } from './contract-fixture.ts';
import type { Fields } from './fields.ts';

/** Members of a lint fixture besides `expected`: a contract under `source`, and what is asserted of its routes. */
export const LINT_MEMBERS = ['source', 'boundaries'];

/** A lint fixture as the rules' input. */
export function lintFixture(fixture: Fields): LintInput {
  const contract = loadedContract(fixture.value('source') ?? {}, 'contract.json');
  const list = fixture.value('boundaries');
  if (list === undefined) return { contract };
  const value = { kind: 'assay.boundaries', schemaVersion: 1, boundaries: list };
  const locate = (pointer: string) => ({ path: 'boundaries.json', line: 1, column: 1, pointer });
  const { boundaries } = validateDocument<Boundaries>({ value, locate }, validateBoundaries, 'fixture');
  const path = 'boundaries.json';
  return { contract, boundaries: { boundaries, path, locate: () => ({ path }) } };
}
