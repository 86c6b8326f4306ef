import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import type { BundleInput } from '../../bundle-input.ts';

export default defineRule<BundleInput>({
  id: 'bundle/sdk-out-of-range',
  summary: 'the sdk of the lock file is in the range of the manifest',
  help: 'The app was built with an sdk that its manifest says it is not made for. Set the range of sdk in the manifest, or install a version that is in it.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['app'],
  example: { fails: 'sdk.frontend ^0.1.30, package-lock.json has 0.1.16', passes: 'sdk.frontend ^0.1.16' },
  *check({ claims, sdk, locate }) {
    for (const { kind, part, range, version, file } of sdk)
      if (kind === 'out-of-range')
        yield {
          message: `${quote(file)} has the ${part}'s sdk ${quote(version)}, and the manifest wants ${quote(range)}`,
          location: { path: locate(file) },
          key: [claims?.id ?? '', part, version, range],
        };
  },
});
