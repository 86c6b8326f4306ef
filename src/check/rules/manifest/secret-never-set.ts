import { valuesAt } from '../../../manifest/palette-places.ts';
import { pointerTokens } from '../../../model/json/pointer.ts';
import { isJsonObject, type JsonValue } from '../../../model/json/value.ts';
import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import { hitAt } from '../../manifest-faults.ts';
import type { ManifestInput } from '../../manifest-input.ts';

export default defineRule<ManifestInput>({
  id: 'manifest/secret-never-set',
  summary: 'every declared secret is set for the environment',
  help: 'Set the secret in one of the .env files of the environment, or take its declaration out. Nothing to do where an administrator sets it at installation.',
  severity: { default: 'warning', strict: 'warning' },
  breaks: ['app', 'operator'],
  scope: { words: 'runs that read the files of an environment', holds: (input) => input.env !== undefined },
  example: {
    fails: '"secrets": {"OPENAI_KEY": {"required": true}}',
    passes: 'OPENAI_KEY=... in .env.local',
  },
  *check(input) {
    const { palette, env } = input;
    if (palette === undefined || env === undefined) return;
    const set = new Set(env.variables.filter(({ empty }) => !empty).map(({ name }) => name));
    for (const { pointer, value } of valuesAt(palette.json, '/secrets/*')) {
      const name = pointerTokens(pointer).at(-1) ?? '';
      if (set.has(name) || !isJsonObject(value) || onlyAtInstallation(value.scope)) continue;
      const words = `secret ${quote(name)} is not set for ${quote(env.name)}`;
      for (const hit of hitAt(input, { pointer }, words))
        yield value.required === true ? { ...hit, key: [...hit.key, env.name] } : { ...hit, severity: 'note' };
    }
  },
});

/** An administrator sets it; no file of the app has to. */
function onlyAtInstallation(scope: JsonValue | undefined): boolean {
  return scope === 'install' || (Array.isArray(scope) && scope.length > 0 && scope.every((item) => item === 'install'));
}
