import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import type { BundleInput } from '../../bundle-input.ts';

export default defineRule<BundleInput>({
  id: 'bundle/lock-out-of-date',
  summary: 'the lock file is the one of what is asked for',
  help: 'An installation from the lock file fails, or installs what nobody asked for. Install with your package manager, and commit and pack the lock file that it writes.',
  severity: { default: 'warning', strict: 'error' },
  breaks: ['operator', 'app'],
  example: {
    fails: 'package.json wants react ^19.0.0, package-lock.json was made for ^18.2.0',
    passes: '^19.0.0 in both',
  },
  *check({ lockDrift, locate }) {
    for (const { file, name, says } of lockDrift)
      yield { message: `${quote(file)} ${says}`, location: { path: locate(file) }, key: [file, name] };
  },
});
