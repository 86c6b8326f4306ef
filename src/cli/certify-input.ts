import { usageError } from '../model/errors.ts';
import { leakIn } from '../model/leaks.ts';
import type { Args, Context } from './command.ts';
import type { LoadedConfig } from './config.ts';
import { MODES } from './mode-option.ts';
import { VERSION } from './version.ts';

/**
 * What a certification of the configured platform needs, besides its instant, of which it says where that comes from.
 * @throws AssayError (usage) config-missing, config-policy-missing, config-release-missing
 */
export async function certifyInput(args: Args, context: Context) {
  const { config, root, path, policy, release } = required(await context.config());
  const { env } = context.io;
  const previous = args.string('previous');
  const source = buildSource(env);
  return {
    ...(previous === undefined ? {} : { previous: context.resolve(previous) }),
    ...(source === undefined ? {} : { source }),
    ...(args.boolean('allow-exec') ? { exec: { path: env.PATH } } : {}),
    config,
    root,
    nowSource: await context.nowSource(),
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

/** The revision as the CI system itself says it: GitHub Actions or GitLab. Nothing is guessed, and a strange value is none. */
export function buildSource(env: Context['io']['env']): { repositoryUri: string; revision: string } | undefined {
  const [uri, revision] =
    env.GITHUB_ACTIONS === 'true' && env.GITHUB_REPOSITORY !== undefined
      ? [`${env.GITHUB_SERVER_URL ?? 'https://github.com'}/${env.GITHUB_REPOSITORY}`, env.GITHUB_SHA]
      : env.GITLAB_CI === 'true'
        ? [env.CI_PROJECT_URL, env.CI_COMMIT_SHA]
        : [];
  if (uri === undefined || revision === undefined) return undefined;
  const known = /^https:\/\/[^\s"<>@]{1,2000}$/.test(uri) && /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/.test(revision);
  return known ? { repositoryUri: uri, revision } : undefined;
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
