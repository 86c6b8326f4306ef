import type { Rule } from '../../model/rule.ts';
import type { ContractInput } from '../contract-input.ts';
import danglingCapability from './contract/dangling-capability.ts';
import danglingSchema from './contract/dangling-schema.ts';
import duplicateIdentity from './contract/duplicate-identity.ts';
import emptySurface from './contract/empty-surface.ts';
import schemaInvalid from './contract/schema-invalid.ts';
import sinceInFuture from './contract/since-in-future.ts';
import unreachable from './endpoint/unreachable.ts';

/**
 * What makes a contract no contract at all: a snapshot of it would record nonsense, so none is written.
 * Everything else is for lint, diff and certify to judge: a snapshot records what is, good or bad.
 */
export const SNAPSHOT_RULES: readonly Rule<ContractInput>[] = [
  danglingCapability,
  danglingSchema,
  duplicateIdentity,
  emptySurface,
  schemaInvalid,
  sinceInFuture,
  unreachable,
];
