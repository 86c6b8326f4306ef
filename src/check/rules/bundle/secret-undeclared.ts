import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import type { BundleInput } from '../../bundle-input.ts';

/** Variables that every machine has, and those that the platform and build tools set themselves. */
const AMBIENT =
  /^(?:NODE_ENV|MODE|DEV|PROD|SSR|BASE_URL|PATH|HOME|HOSTNAME|HOST|PORT|USER|SHELL|PWD|TMPDIR|TEMP|TMP|LANG|LC_[A-Z]+|TZ|CI|DEBUG|LOG_LEVEL|FORCE_COLOR|NO_COLOR|TERM|PYTHON[A-Z]*|PALETTE_[A-Z0-9_]+|NEXT_PUBLIC_[A-Z0-9_]+|NEXT_[A-Z0-9_]+|VITE_[A-Z0-9_]+|npm_[a-z_]+)$/;

export default defineRule<BundleInput>({
  id: 'bundle/secret-undeclared',
  summary: 'every secret that the code asks for is declared',
  help: 'The platform sets declared secrets alone, so this one is always empty. Add it to secrets in the manifest, or take the use out. A variable that is no secret and has a default is only noted.',
  severity: { default: 'warning', strict: 'error' },
  breaks: ['app'],
  example: { fails: 'ctx.secrets.get("MAIL_KEY"), secrets: {}', passes: 'secrets: {"MAIL_KEY": {"scope": "install"}}' },
  *check({ claims, declared, uses, locate }) {
    if (claims === undefined || declared?.names.secret === undefined) return;
    const seen = new Set(declared.names.secret);
    for (const { kind, name, file, line } of uses) {
      if ((kind !== 'secret' && kind !== 'variable') || seen.has(name)) continue;
      if (kind === 'variable' && AMBIENT.test(name)) continue;
      seen.add(name);
      yield {
        message: `the code reads the ${kind} ${quote(name)}, which the manifest does not declare as a secret`,
        location: { path: locate(file), ...(line === undefined ? {} : { line }) },
        key: [claims.id, name],
        ...(kind === 'variable' ? { severity: 'note' as const } : {}),
      };
    }
  },
});
