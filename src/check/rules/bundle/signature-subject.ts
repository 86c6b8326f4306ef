import { defineRule } from '../../../model/rule.ts';
import { faultHits } from '../../bundle-faults.ts';
import type { BundleInput } from '../../bundle-input.ts';

export default defineRule<BundleInput>({
  id: 'bundle/signature-subject',
  summary: 'the signature beside a bundle is over this bundle',
  help: 'A good signature over other bytes says nothing about these: the bundle, or the file beside it, was exchanged. Get both again from where they were made.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['app', 'catalog', 'verifier'],
  waivable: false,
  example: { fails: 'notes-1.2.0.tgz with the signature of notes-1.1.0.tgz', passes: 'each with its own' },
  check: (input) => faultHits(input, 'signature-subject'),
});
