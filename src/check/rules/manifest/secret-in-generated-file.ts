import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import type { ManifestInput } from '../../manifest-input.ts';

export default defineRule<ManifestInput>({
  id: 'manifest/secret-in-generated-file',
  summary: 'no generated file holds a secret',
  help: 'Remove the file from the repository and from its history, give out the secret anew, and ignore the whole folder .palette/dev. The tool writes every value of the .env files into what it generates there.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['operator', 'app'],
  scope: { words: 'runs that read the files of an environment', holds: (input) => input.env !== undefined },
  example: {
    fails: '"OPENAI_KEY": "..." in .palette/dev/backend_runner.py',
    passes: '.palette/dev/ in .gitignore',
  },
  *check({ appId, env }) {
    for (const { name, path, line } of env?.generated ?? [])
      yield {
        message: `the value of ${quote(name)} stands in a generated file`,
        location: { path, line },
        key: [appId, name, path],
      };
  },
});
