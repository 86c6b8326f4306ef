import { usageError } from '../model/errors.ts';
import { leakIn } from '../model/leaks.ts';
import type { Args, Context } from './command.ts';
import type { LoadedConfig } from './config.ts';
import { MODES } from './mode-option.ts';
import { VERSION } from './version.ts';

/**
 * What a certification of the configured platform needs, besides its instant.
 * @throws AssayError (usage) config-missing, config-policy-missing, config-release-missing
 */
export async function certifyInput(args: Args, context: Context) {
  const { config, root, path, policy, release } = required(await context.config());
  const { env } = context.io;
  const previous = args.string('previous');
  return {
    ...(previous === undefined ? {} : { previous: context.resolve(previous) }),
    ...(args.boolean('allow-exec') ? { exec: { path: env.PATH } } : {}),
    config,
    root,
    configPath: path,
    policyPath: policy,
    release,
    mode: MODES.find((mode) => mode === args.string('mode')) ?? config.mode ?? 'release-candidate',
    strict: args.boolean('strict'),
    version: VERSION,
    folders: { workspace: root, home: env.HOME ?? env.USERPROFILE, temporary: env.TMPDIR },
    progress: (line: string): void => context.progress(leakIn(line) === undefined ? line : '[redacted]'),
  };
}

function required(
  loaded: LoadedConfig | undefined,
): LoadedConfig & { readonly policy: string; readonly release: string } {
  if (loaded === undefined)
    throw usageError(
      'config-missing',
      'there is no assay.config.json here or above',
      'run it in a project, or give --config <file>',
    );
  const { policy, release } = loaded.config;
  if (policy === undefined)
    throw usageError(
      'config-policy-missing',
      `${loaded.path} names no policy`,
      'set policy to the path of a policy file',
    );
  if (release === undefined)
    throw usageError(
      'config-release-missing',
      `${loaded.path} names no release`,
      'set release to the id of what is certified',
    );
  return { ...loaded, policy, release };
}
