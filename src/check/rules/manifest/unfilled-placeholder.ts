import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import type { ManifestInput } from '../../manifest-input.ts';

export default defineRule<ManifestInput>({
  id: 'manifest/unfilled-placeholder',
  summary: 'a manifest that ships has no placeholder left',
  help: 'Nothing to do in a template. In a bundle that ships, run the build that fills the placeholder in.',
  severity: { default: 'note', strict: 'note' },
  breaks: ['app'],
  example: {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: that is what a manifest template looks like
    fails: 'app.version=${appVersion}',
    passes: 'app.version=0.1.0',
  },
  *check({ appId, facts }) {
    for (const { key, name, location } of facts.placeholders) {
      yield { message: `${quote(key)} waits for a build to fill in ${quote(name)}`, location, key: [appId, key, name] };
    }
  },
});
