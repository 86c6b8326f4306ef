import { defineRule } from '../../../model/rule.ts';
import { faultHits } from '../../bundle-faults.ts';
import type { BundleInput } from '../../bundle-input.ts';

export default defineRule<BundleInput>({
  id: 'bundle/signature-missing',
  summary: 'a bundle whose signature is asked for has one',
  help: "Trusted keys were given, so that an unsigned bundle can't pass. Sign it with assay bundle sign, or leave the trust flags out to check its structure alone.",
  severity: { default: 'error', strict: 'error' },
  breaks: ['app', 'verifier'],
  waivable: false,
  example: { fails: '--trusted-keys F for an unsigned bundle', passes: '--trusted-keys F for a signed bundle' },
  check: (input) => faultHits(input, 'signature-missing'),
});
