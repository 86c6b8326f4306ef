import { defineRule } from '../../../model/rule.ts';
import { faultHits } from '../../bundle-faults.ts';
import type { BundleInput } from '../../bundle-input.ts';

export default defineRule<BundleInput>({
  id: 'bundle/digest-mismatch',
  summary: 'the files are those that the digest sidecar lists',
  help: 'What was changed after it was digested is not what was signed. Get the bundle again; if you made the change, sign again with assay bundle sign.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['app', 'verifier'],
  waivable: false,
  example: { fails: 'static/app.js differs from its digest', passes: 'every file has its digest' },
  check: (input) => faultHits(input, 'digest-mismatch'),
});
