import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import type { BundleInput } from '../../bundle-input.ts';

export default defineRule<BundleInput>({
  id: 'bundle/sdk-too-old',
  summary: 'the range of the sdk starts where what the app uses does',
  help: 'With the oldest version of the range, what the permission is for is not there. Raise the range of sdk in the manifest to start at the version that has it.',
  severity: { default: 'warning', strict: 'error' },
  breaks: ['app'],
  example: { fails: 'permissions: ["chat:write"], sdk.backend ^0.1.8', passes: 'sdk.backend ^0.1.13' },
  *check({ claims, sdk, locate }) {
    for (const { kind, part, range, version, file, permission = '' } of sdk)
      if (kind === 'too-old')
        yield {
          message: `the permission ${quote(permission)} needs the ${part}'s sdk ${version}, and the manifest takes older ones: ${quote(range)}`,
          location: { path: locate(file) },
          key: [claims?.id ?? '', permission, range],
        };
  },
});
