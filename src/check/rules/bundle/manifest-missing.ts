import { defineRule } from '../../../model/rule.ts';
import type { BundleInput } from '../../bundle-input.ts';

export default defineRule<BundleInput>({
  id: 'bundle/manifest-missing',
  summary: 'a bundle has a manifest at its root',
  help: 'Without a manifest nothing says what the bundle is, and nothing about its content is judged. Put cryptad-app.properties or palette-plugin.json at the root, and pack the folder that holds it, not its parent.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['app'],
  example: { fails: 'static/index.html alone', passes: 'palette-plugin.json, static/index.html' },
  *check(input) {
    if (
      input.claims !== undefined ||
      input.faults.some(({ rule, severity }) => rule.startsWith('archive-') && severity !== 'note')
    )
      return;
    yield { message: 'has no manifest at its root', location: { path: input.path }, key: [] };
  },
});
