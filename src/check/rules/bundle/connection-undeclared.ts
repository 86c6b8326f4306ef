import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import type { BundleInput } from '../../bundle-input.ts';

export default defineRule<BundleInput>({
  id: 'bundle/connection-undeclared',
  summary: 'every connection that the code uses is declared',
  help: 'Nobody can connect what the manifest does not ask for. Add the connection to connections in the manifest, with its provider and label, or take the use out.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['app'],
  example: { fails: 'ctx.connections.get("mail"), connections: []', passes: 'connections: [{"id": "mail", …}]' },
  *check({ claims, declared, uses, locate }) {
    if (claims === undefined || declared?.names.connection === undefined) return;
    const seen = new Set(declared.names.connection);
    for (const { kind, name, file, line } of uses) {
      if (kind !== 'connection' || seen.has(name)) continue;
      seen.add(name);
      yield {
        message: `the code uses the connection ${quote(name)}, which the manifest does not declare`,
        location: { path: locate(file), ...(line === undefined ? {} : { line }) },
        key: [claims.id, name],
      };
    }
  },
});
