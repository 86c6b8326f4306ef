import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import type { BrokerInput } from '../../broker-input.ts';

export default defineRule<BrokerInput>({
  id: 'broker/source-not-searched',
  summary: 'every source is small enough to be searched',
  help: 'Take what is built or generated out of the sources, or to a folder named `dist` or `build`, or split the file: what it uses is known to nobody, so a target may be reported as unused that it uses.',
  severity: { default: 'note', strict: 'warning' },
  breaks: ['provider', 'consumer'],
  scope: { words: 'apps with a folder', holds: ({ sources }) => sources !== undefined },
  example: {
    fails: 'src/everything.js of 3 MiB',
    passes: 'dist/everything.js of 3 MiB, made from sources of some KiB each',
  },
  *check({ sources, app }) {
    for (const path of sources?.unsearched ?? [])
      yield {
        message: `source ${quote(path)} is over 2 MiB and was not searched for what it uses`,
        location: { path },
        key: [app.id, path],
      };
  },
});
