import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import type { BundleInput } from '../../bundle-input.ts';

export default defineRule<BundleInput>({
  id: 'bundle/connection-unused',
  summary: 'every declared connection is used in the code',
  help: 'Whoever installs the app is asked to connect an account that nothing uses. Take it out of the manifest. Looked for is its id as a literal: where it is put together at run time, waive this finding.',
  severity: { default: 'note', strict: 'warning' },
  breaks: ['operator'],
  example: { fails: 'connections: [{"id": "mail"}], never named in the code', passes: 'ctx.connections.get("mail")' },
  *check({ claims, declared, names, locate }) {
    if (claims === undefined || declared?.names.connection === undefined || names === undefined) return;
    for (const name of declared.names.connection)
      if (!names.has(name))
        yield {
          message: `the connection ${quote(name)} is declared, and the code never names it`,
          location: { path: locate(claims.file) },
          key: [claims.id, name],
        };
  },
});
