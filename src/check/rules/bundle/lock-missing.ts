import { defineRule } from '../../../model/rule.ts';
import type { BundleInput } from '../../bundle-input.ts';

export default defineRule<BundleInput>({
  id: 'bundle/lock-missing',
  summary: 'what asks for packages ships the lock file',
  help: 'Without a lock file every installation gets whatever is newest that day, also what nobody tested. Commit and pack the lock file of your package manager.',
  severity: { default: 'warning', strict: 'error' },
  breaks: ['operator'],
  example: { fails: 'package.json with dependencies, alone', passes: 'package.json and package-lock.json' },
  *check({ dependencies, locate }) {
    for (const { kind, file, says } of dependencies)
      if (kind === 'lock-missing') yield { message: says, location: { path: locate(file) }, key: [file] };
  },
});
