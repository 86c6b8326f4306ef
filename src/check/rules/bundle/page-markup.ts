import { defineRule } from '../../../model/rule.ts';
import type { BundleInput } from '../../bundle-input.ts';

export default defineRule<BundleInput>({
  id: 'bundle/page-markup',
  summary: 'pages say their language, their title, and what images show',
  help: 'Screen readers and translators need it. Add lang to html, a title, and alt to every image; an image that says nothing has alt="".',
  severity: { default: 'note', strict: 'warning' },
  breaks: ['browser'],
  example: { fails: '<img src="logo.png">', passes: '<img src="logo.png" alt="Notes">' },
  *check({ pages, locate }) {
    for (const { kind, says, subject, file, line } of pages)
      if (kind === 'markup')
        yield {
          message: `the page ${says}`,
          location: { path: locate(file), ...(line === undefined ? {} : { line }) },
          key: [file, subject],
        };
  },
});
