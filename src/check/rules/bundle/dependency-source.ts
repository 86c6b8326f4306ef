import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import type { BundleInput } from '../../bundle-input.ts';

export default defineRule<BundleInput>({
  id: 'bundle/dependency-source',
  summary: 'every dependency comes from a registry',
  help: 'A dependency from git, an address or a folder can change under one version, or is not there at all on another machine. Publish it to a registry, or ship its source as a part of the app.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['operator', 'app'],
  example: { fails: '"left-pad": "git+https://example.org/left-pad.git"', passes: '"left-pad": "^1.3.0"' },
  *check({ dependencies, locate }) {
    for (const { kind, file, line, name, says } of dependencies)
      if (kind === 'source')
        yield {
          message: `the dependency ${quote(name)} ${says}`,
          location: { path: locate(file), ...(line === undefined ? {} : { line }) },
          key: [file, name],
        };
  },
});
