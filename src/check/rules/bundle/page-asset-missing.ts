import { defineRule } from '../../../model/rule.ts';
import type { BundleInput } from '../../bundle-input.ts';

export default defineRule<BundleInput>({
  id: 'bundle/page-asset-missing',
  summary: 'every file that a page loads is in the bundle',
  help: 'The page stays empty, or stops halfway. Pack the file, or correct the path: it is looked for beside the page, and upper and lower case count.',
  severity: { default: 'warning', strict: 'error' },
  breaks: ['app', 'browser'],
  example: { fails: '<script src="app.js">, and no app.js', passes: '<script src="app.js">, and app.js beside it' },
  *check({ pages, locate }) {
    for (const { kind, says, subject, file, line } of pages)
      if (kind === 'asset')
        yield {
          message: `the page ${says}`,
          location: { path: locate(file), ...(line === undefined ? {} : { line }) },
          key: [file, subject],
        };
  },
});
