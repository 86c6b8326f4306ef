import { defineRule } from '../../../model/rule.ts';
import { faultHits } from '../../bundle-faults.ts';
import type { BundleInput } from '../../bundle-input.ts';

export default defineRule<BundleInput>({
  id: 'bundle/manifest-mismatch',
  summary: 'the manifest inside a bundle is the one beside it',
  help: 'A manifest that was reviewed and one that is shipped must be the same bytes. Pack again from the folder whose manifest was reviewed.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['app', 'catalog', 'verifier'],
  example: {
    fails: '--manifest palette-plugin.json of version 1.1.0, bundle of 1.2.0',
    passes: 'the same file in both places',
  },
  check: (input) => faultHits(input, 'manifest-mismatch'),
});
