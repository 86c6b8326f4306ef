import { defineRule } from '../../../model/rule.ts';
import type { ClientDifference, ClientInput } from '../../client-input.ts';

export default defineRule<ClientInput>({
  id: 'sdk/client-drift',
  summary: 'a committed client is what the contract gives',
  help: 'Run `assay clients generate` and commit the result. A file of your own belongs outside the folder: the client fills it alone.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['sdk', 'consumer'],
  example: {
    fails: "the contract has hr/v1#members.get, the client's hr.v1.ts was generated before it",
    passes: 'hr.v1.ts holds, byte for byte, what `assay clients generate` writes',
  },
  *check({ language, differences }) {
    for (const difference of differences)
      yield {
        message: message(difference),
        location: { path: difference.path },
        key: [language, difference.file, difference.expected, difference.actual],
      };
  },
});

function message({ file, state, summary }: ClientDifference): string {
  switch (state) {
    case 'missing':
      return `${file} is missing from the client: ${summary}`;
    case 'stale':
      return `${file} is not what the contract gives: ${summary}`;
    case 'extra':
      return `${file} does not belong to the client: ${summary}`;
  }
}
