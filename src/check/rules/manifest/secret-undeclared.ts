import { valuesAt } from '../../../manifest/palette-places.ts';
import { pointerTokens } from '../../../model/json/pointer.ts';
import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import type { ManifestInput } from '../../manifest-input.ts';

export default defineRule<ManifestInput>({
  id: 'manifest/secret-undeclared',
  summary: 'every variable that would be uploaded is a declared secret',
  help: 'Declare the secret, or keep the variable out of the .env files: publishing uploads every variable of these files but NEXT_PUBLIC_* and PALETTE_*, deploy tokens included.',
  severity: { default: 'note', strict: 'note' },
  breaks: ['operator'],
  scope: { words: 'runs that read the files of an environment', holds: (input) => input.env !== undefined },
  example: {
    fails: 'DEPLOY_TOKEN=... in .env',
    passes: '"secrets": {"DEPLOY_TOKEN": {"scope": "dev"}}',
  },
  *check({ appId, palette, env }) {
    if (palette === undefined || env === undefined) return;
    const declared = new Set(valuesAt(palette.json, '/secrets/*').map(({ pointer }) => pointerTokens(pointer).at(-1)));
    for (const { name, path, line, upload } of env.variables)
      if (upload === 'uploaded' && !declared.has(name))
        yield {
          message: `${quote(name)} is set and would be uploaded, but no secret declares it`,
          location: { path, line },
          key: [appId, env.name, name],
        };
  },
});
