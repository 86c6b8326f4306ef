import { defineRule } from '../../../model/rule.ts';
import { faultHits } from '../../bundle-faults.ts';
import type { BundleInput } from '../../bundle-input.ts';

export default defineRule<BundleInput>({
  id: 'bundle/signature-invalid',
  summary: 'the signature was made over these digests by a key that counts',
  help: 'A signature that does not fit, or by a key that is unknown, retired or another than expected, says nothing about who made the bundle. Check where it comes from before anything else.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['app', 'catalog', 'verifier'],
  waivable: false,
  example: { fails: 'signed by a key that nobody listed', passes: 'signed by a key of trusted-keys.properties' },
  check: (input) => faultHits(input, 'signature-invalid'),
});
