import type { Rule } from '../../../model/rule.ts';
import type { KeyFileInput } from '../../key-file-input.ts';
import keyOutOfUse from './key-out-of-use.ts';
import outOfDate from './out-of-date.ts';
import privateKeyDerivation from './private-key-derivation.ts';
import privateKeyInRepository from './private-key-in-repository.ts';
import privateKeyUnencrypted from './private-key-unencrypted.ts';
import reviewerLifecycle from './reviewer-lifecycle.ts';
import rsaKeyShort from './rsa-key-short.ts';

/** Rules about a file of keys. */
export const TRUST_RULES: readonly Rule<KeyFileInput>[] = [
  keyOutOfUse,
  outOfDate,
  privateKeyDerivation,
  privateKeyInRepository,
  privateKeyUnencrypted,
  reviewerLifecycle,
  rsaKeyShort,
];
