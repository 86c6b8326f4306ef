import { defineRule } from '../../../model/rule.ts';
import type { BundleInput } from '../../bundle-input.ts';

export default defineRule<BundleInput>({
  id: 'bundle/limit-override-ignored',
  summary: 'no variable of the environment changes a limit',
  help: 'PALETTE_MAX_FRONTEND_BUNDLE_BYTES and PALETTE_MAX_BACKEND_BUNDLE_BYTES leave no trace of who allowed what, so they are not obeyed. Take them out of the build, and waive bundle/size-limit where an exception was reviewed.',
  severity: { default: 'warning', strict: 'warning' },
  breaks: ['operator'],
  example: { fails: 'PALETTE_MAX_FRONTEND_BUNDLE_BYTES=40000000', passes: 'a waiver for bundle/size-limit' },
  *check({ limitOverrides, path }) {
    for (const name of limitOverrides)
      yield { message: `the variable ${name} is set and changes nothing here`, location: { path }, key: [name] };
  },
});
