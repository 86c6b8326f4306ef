import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import type { BundleInput } from '../../bundle-input.ts';

export default defineRule<BundleInput>({
  id: 'bundle/dependency-lifecycle-script',
  summary: 'no package runs a script when it is installed',
  help: 'An install script runs on the machine of everybody who builds or installs the app, before anybody looked at it. Move the work into the build, and ship its result.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['operator'],
  example: { fails: '"postinstall": "node setup.js"', passes: '"build": "vite build"' },
  *check({ dependencies, locate }) {
    for (const { kind, file, line, name, says } of dependencies)
      if (kind === 'lifecycle-script')
        yield {
          message: `the script ${quote(name)} ${says}`,
          location: { path: locate(file), ...(line === undefined ? {} : { line }) },
          key: [file, name],
        };
  },
});
