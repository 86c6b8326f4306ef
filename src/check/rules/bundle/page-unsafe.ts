import { defineRule } from '../../../model/rule.ts';
import type { BundleInput } from '../../bundle-input.ts';

export default defineRule<BundleInput>({
  id: 'bundle/page-unsafe',
  summary: 'no page loads code from elsewhere, and none hides it in attributes',
  help: 'Code from another server can be changed by whoever has it; a content security policy that forbids it forbids the attribute too. Ship the script in the bundle, and add handlers in it.',
  severity: { default: 'warning', strict: 'error' },
  breaks: ['app', 'browser'],
  example: { fails: '<script src="https://cdn.example.com/lib.js">', passes: '<script src="lib.js">' },
  *check({ pages, locate }) {
    for (const { kind, says, subject, file, line } of pages)
      if (kind === 'unsafe')
        yield {
          message: `the page ${says}`,
          location: { path: locate(file), ...(line === undefined ? {} : { line }) },
          key: [file, subject],
        };
  },
});
