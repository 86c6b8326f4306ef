import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import type { BundleInput } from '../../bundle-input.ts';

export default defineRule<BundleInput>({
  id: 'bundle/secret-unused',
  summary: 'every declared secret is used in the code',
  help: 'Whoever installs the app is asked for a value that nothing reads. Take it out of the manifest. Looked for is its name anywhere in the code, so that one put together at run time is not seen: then waive this finding.',
  severity: { default: 'note', strict: 'warning' },
  breaks: ['operator'],
  example: { fails: 'secrets: {"MAIL_KEY": {}}, never named in the code', passes: 'os.environ["MAIL_KEY"]' },
  *check({ claims, declared, names, locate }) {
    if (claims === undefined || declared?.names.secret === undefined || names === undefined) return;
    for (const name of declared.names.secret)
      if (!names.has(name))
        yield {
          message: `the secret ${quote(name)} is declared, and the code never names it`,
          location: { path: locate(claims.file) },
          key: [claims.id, name],
        };
  },
});
